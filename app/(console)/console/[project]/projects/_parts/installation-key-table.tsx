import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import type { ApiKey } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { getText } from "../../../../_text/get-text";
import { revokeInstallationKey } from "../actions";

export async function InstallationKeyTable({ keys }: { keys: ApiKey[] }) {
  const t = await getText();
  return (
    <DataTable
      label={t("projects.keys")}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("projects.keyName"),
          cell: ({ name, scopes }) => (
            <span className="grid">
              <span className="break-words font-medium">{name}</span>
              <span className="text-muted text-xs">{scopes.join(" · ")}</span>
            </span>
          ),
          className: "py-2 md:max-w-72",
        },
        {
          header: t("projects.key"),
          cell: ({ prefix }) => <code className="whitespace-nowrap font-mono text-xs">csk_{prefix}_…</code>,
        },
        { header: t("projects.lastUsed"), time: ({ lastUsedAt }) => lastUsedAt, none: t("projects.never") },
        { header: t("projects.created"), time: ({ createdAt }) => createdAt },
        {
          header: t("projects.actions"),
          actions: ({ id, name }) => (
            <ConfirmButton
              label={t("projects.revoke")}
              title={t("projects.revokeTitle", { name })}
              description={t("projects.revokeText")}
              confirmLabel={t("projects.revokeButton")}
              action={revokeInstallationKey}
              fields={{ key: toTypeId("key", id) }}
            />
          ),
        },
      ]}
    />
  );
}
