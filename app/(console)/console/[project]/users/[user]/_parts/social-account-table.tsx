import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { ProviderMark } from "@/app/_ui/provider-mark";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import { toTypeId } from "@/lib/id";
import type { Connector } from "@/lib/social";
import type { SocialAccount } from "@/lib/users";
import { unlinkIt } from "../../actions";
import { text } from "../../text";
import { Evidence } from "./evidence";

/** A user's accounts at providers, why each counts, and since when. */
export function SocialAccountTable({
  accounts,
  connectors,
  project,
  user,
  mayWrite,
}: {
  accounts: SocialAccount[];
  connectors: Connector[];
  project: string;
  user: string;
  mayWrite: boolean;
}) {
  if (accounts.length === 0) return <p className="text-muted text-sm">{text.noSocialAccounts}</p>;
  return (
    <Table label={text.socialAccounts} stacked>
      <TableHead>
        <TableHeader>{text.account}</TableHeader>
        <TableHeader>{text.evidence}</TableHeader>
        <TableHeader>{text.since}</TableHeader>
        <TableHeader>
          <VisuallyHidden>{text.actions}</VisuallyHidden>
        </TableHeader>
      </TableHead>
      <TableBody>
        {accounts.map((account) => (
          <TableRow key={account.id}>
            <TableCell className="max-w-80">
              <Account
                account={account}
                connector={connectors.find(({ target }) => target === account.provider)}
              />
            </TableCell>
            <TableCell label={text.evidence}>
              <Evidence held={account} project={project} />
            </TableCell>
            <TableCell label={text.since} className="whitespace-nowrap text-muted">
              {account.verifiedAt ? <RelativeTime at={account.verifiedAt} /> : "–"}
            </TableCell>
            <TableCell align="end">
              {mayWrite && (
                <ConfirmDialog
                  trigger={
                    <Button variant="ghost" size="sm" className="text-danger">
                      {text.unlink}
                    </Button>
                  }
                  title={text.unlinkTitle(calledOf(account))}
                  description={text.unlinkText}
                  confirmLabel={text.unlink}
                  cancelLabel={text.keep}
                  action={unlinkIt}
                  fields={{ project, user, account: toTypeId("soc", account.id) }}
                />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** Which provider, and who it says this is. The subject is the proof; name and address only describe it. */
function Account({ account, connector }: { account: SocialAccount; connector?: Connector }) {
  const { provider, subject, profile } = account;
  return (
    <span className="flex min-w-0 items-start gap-2.5">
      <ProviderMark kind={connector?.kind ?? provider} logoUrl={connector?.logoUrl ?? null} />
      <span className="grid min-w-0">
        <span className="font-medium">{connector?.name ?? provider}</span>
        <span className="break-words">
          {profile.name && profile.email ? `${profile.name}, ${profile.email}` : calledOf(account)}{" "}
          {profile.isEmailVerified && <Badge>{text.emailVouched}</Badge>}
        </span>
        <code className="break-all font-mono text-muted text-xs">{subject}</code>
      </span>
    </span>
  );
}

function calledOf({ profile, subject }: SocialAccount): string {
  return profile.email ?? profile.name ?? subject;
}
