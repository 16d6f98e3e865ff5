import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { ProviderLogo } from "@/app/_ui/provider-logo";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import { toTypeId } from "@/lib/id";
import type { Connector } from "@/lib/social";
import type { SocialAccount } from "@/lib/users";
import { unlinkAccount } from "../../actions";
import { text } from "../../text";
import { Evidence } from "./evidence";

/** A user's social accounts, with the evidence and date of their verification. */
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
              <Evidence record={account} project={project} />
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
                  title={text.unlinkTitle(accountLabel(account))}
                  description={text.unlinkText}
                  confirmLabel={text.unlink}
                  action={unlinkAccount}
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

/** The provider and its profile. Only the subject is proof; name and email address just describe the account. */
function Account({ account, connector }: { account: SocialAccount; connector?: Connector }) {
  const { provider, subject, profile } = account;
  return (
    <span className="flex min-w-0 items-start gap-2.5">
      <ProviderLogo kind={connector?.kind ?? provider} logoUrl={connector?.logoUrl ?? null} />
      <span className="grid min-w-0">
        <span className="font-medium">{connector?.name ?? provider}</span>
        <span className="break-words">
          {profile.name && profile.email ? `${profile.name}, ${profile.email}` : accountLabel(account)}{" "}
          {profile.isEmailVerified && <Badge>{text.emailVerifiedByProvider}</Badge>}
        </span>
        <code className="break-all font-mono text-muted text-xs">{subject}</code>
      </span>
    </span>
  );
}

function accountLabel({ profile, subject }: SocialAccount): string {
  return profile.email ?? profile.name ?? subject;
}
