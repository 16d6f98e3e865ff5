import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TableCell, TableRow } from "@/app/_ui/table";
import type { Invitation } from "@/lib/access";
import { getText } from "../../../../../_text/get-text";
import { withdrawInvitation } from "../actions";

/** Somebody who hasn't accepted the invitation yet. */
export async function PendingMember({
  project,
  invitation: { id, email, role, expiresAt },
  company,
  mayWrite,
}: {
  project: string;
  invitation: Invitation;
  /** The company's name, if operators can sign in by it. */
  company?: string;
  mayWrite: boolean;
}) {
  const t = await getText();
  return (
    <TableRow>
      <TableCell className="py-2">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <span className="min-w-0 break-words">{email}</span>
          <Badge tone="warning">{t("team.pending")}</Badge>
        </span>
      </TableCell>
      <TableCell label={t("team.role")}>{t(`terms.roles.${role}`)}</TableCell>
      {company && (
        <TableCell label={t("team.companyAccount", { company })} className="text-muted">
          {t("team.notLinked")}
        </TableCell>
      )}
      <TableCell label={t("team.expires")} className="whitespace-nowrap text-muted">
        {t("team.expires")} <RelativeTime at={expiresAt} />
      </TableCell>
      <TableCell align="end">
        {mayWrite && (
          <ConfirmButton
            label={t("team.revoke")}
            title={t("team.revokeTitle", { email })}
            description={t("team.revokeText")}
            action={withdrawInvitation}
            fields={{ project, invitation: id }}
          />
        )}
      </TableCell>
    </TableRow>
  );
}
