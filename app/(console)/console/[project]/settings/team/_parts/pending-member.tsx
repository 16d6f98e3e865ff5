import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TableCell, TableRow } from "@/app/_ui/table";
import type { Invitation } from "@/lib/access";
import { roleNames } from "../../../_frame/text";
import { withdrawInvitation } from "../actions";
import { text } from "../text";

/** Somebody who hasn't accepted the invitation yet. */
export function PendingMember({
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
  return (
    <TableRow>
      <TableCell className="py-2">
        <span className="flex min-w-0 flex-wrap items-center gap-2">
          <span className="min-w-0 break-words">{email}</span>
          <Badge tone="warning">{text.pending}</Badge>
        </span>
      </TableCell>
      <TableCell label={text.role}>{roleNames[role]}</TableCell>
      {company && (
        <TableCell label={text.companyAccount(company)} className="text-muted">
          {text.notLinked}
        </TableCell>
      )}
      <TableCell label={text.expires} className="whitespace-nowrap text-muted">
        {text.expires} <RelativeTime at={expiresAt} />
      </TableCell>
      <TableCell align="end">
        {mayWrite && (
          <ConfirmButton
            label={text.revoke}
            title={text.revokeTitle(email)}
            description={text.revokeText}
            action={withdrawInvitation}
            fields={{ project, invitation: id }}
          />
        )}
      </TableCell>
    </TableRow>
  );
}
