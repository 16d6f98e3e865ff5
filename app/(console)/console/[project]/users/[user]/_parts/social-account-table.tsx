import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { ProviderLogo } from "@/app/_ui/provider-logo";
import { toTypeId } from "@/lib/id";
import type { Connector } from "@/lib/social";
import type { SocialAccount } from "@/lib/users";
import { getText } from "../../../../../_text/get-text";
import { unlinkAccount } from "../../actions";
import { evidenceColumns } from "./evidence-columns";

/** A user's social accounts, with the evidence and date of their verification. */
export async function SocialAccountTable({
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
  const t = await getText();
  if (accounts.length === 0) return <p className="text-muted text-sm">{t("users.noSocialAccounts")}</p>;
  return (
    <DataTable
      label={t("users.socialAccounts")}
      rows={accounts}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("users.account"),
          cell: (account) => (
            <Account
              account={account}
              connector={connectors.find(({ target }) => target === account.provider)}
            />
          ),
          className: "max-w-80",
        },
        ...evidenceColumns(project, t),
        {
          header: t("users.actions"),
          actions: (account) =>
            mayWrite && (
              <ConfirmButton
                label={t("users.unlink")}
                title={t("users.unlinkTitle", { name: accountLabel(account) })}
                description={t("users.unlinkText")}
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
async function Account({ account, connector }: { account: SocialAccount; connector?: Connector }) {
  const t = await getText();
  const { provider, subject, profile } = account;
  return (
    <span className="flex min-w-0 items-start gap-2.5">
      <ProviderLogo kind={connector?.kind ?? provider} logoUrl={connector?.logoUrl ?? null} />
      <span className="grid min-w-0">
        <span className="font-medium">{connector?.name ?? provider}</span>
        <span className="break-words">
          {profile.name && profile.email ? `${profile.name}, ${profile.email}` : accountLabel(account)}{" "}
          {profile.isEmailVerified && <Badge>{t("users.emailVerifiedByProvider")}</Badge>}
        </span>
        <code className="break-all font-mono text-muted text-xs">{subject}</code>
      </span>
    </span>
  );
}

function accountLabel({ profile, subject }: SocialAccount): string {
  return profile.email ?? profile.name ?? subject;
}
