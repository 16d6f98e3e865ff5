import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import type { ApiKey } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { revokeInstallationKey } from "../actions";
import { text } from "../text";

export function InstallationKeyTable({ keys }: { keys: ApiKey[] }) {
  return (
    <DataTable
      label={text.keys}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.keyName,
          cell: ({ name, scopes }) => (
            <span className="grid">
              <span className="break-words font-medium">{name}</span>
              <span className="text-muted text-xs">{scopes.join(" · ")}</span>
            </span>
          ),
          className: "py-2 md:max-w-72",
        },
        {
          header: text.key,
          cell: ({ prefix }) => <code className="whitespace-nowrap font-mono text-xs">csk_{prefix}_…</code>,
        },
        { header: text.lastUsed, time: ({ lastUsedAt }) => lastUsedAt, none: text.never },
        { header: text.created, time: ({ createdAt }) => createdAt },
        {
          header: text.actions,
          actions: ({ id, name }) => (
            <ConfirmButton
              label={text.revoke}
              title={text.revokeTitle(name)}
              description={text.revokeText}
              confirmLabel={text.revokeButton}
              action={revokeInstallationKey}
              fields={{ key: toTypeId("key", id) }}
            />
          ),
        },
      ]}
    />
  );
}
