import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { ProviderLogo } from "@/app/_ui/provider-logo";
import { toTypeId } from "@/lib/id";
import type { Connector } from "@/lib/social";
import type { SocialAccount } from "@/lib/users";
import { unlinkAccount } from "../../actions";
import { text } from "../../text";
import { evidenceColumns } from "./evidence-columns";

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
    <DataTable
      label={text.socialAccounts}
      rows={accounts}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.account,
          cell: (account) => (
            <Account
              account={account}
              connector={connectors.find(({ target }) => target === account.provider)}
            />
          ),
          className: "max-w-80",
        },
        ...evidenceColumns(project),
        {
          header: text.actions,
          actions: (account) =>
            mayWrite && (
              <ConfirmButton
                label={text.unlink}
                title={text.unlinkTitle(accountLabel(account))}
                description={text.unlinkText}
                action={unlinkAccount}
                fields={{ project, user, account: toTypeId("soc", account.id) }}
              />
            ),
        },
      ]}
    />
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
