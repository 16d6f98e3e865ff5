import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TextLink } from "@/app/_ui/text-link";
import type { ApiKey } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { revokeKey } from "../actions";
import { text } from "../text";
import { RotateDialog } from "./rotate-dialog";

/** The key's dialect as a list of zero or one label. */
function dialectOf({ dialect }: ApiKey): string[] {
  const names: Partial<Record<string, string>> = text.dialects;
  return dialect ? [text.dialectOf(names[dialect] ?? dialect)] : [];
}

function addressesOf({ allowedIps }: ApiKey): string[] {
  return allowedIps.length > 0 ? [text.allowedFrom(allowedIps)] : [];
}

export function KeyTable({
  keys,
  project,
  mayWrite,
}: {
  keys: ApiKey[];
  project: string;
  mayWrite: boolean;
}) {
  return (
    <DataTable
      label={text.tableLabel}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.name,
          cell: (key) => (
            <span className="grid">
              <TextLink href={`/console/${project}/developers/api-keys/${toTypeId("key", key.id)}`}>
                {key.name}
              </TextLink>
              <span className="text-muted text-xs">
                {[...key.scopes, ...dialectOf(key), ...addressesOf(key)].join(" · ")}
              </span>
            </span>
          ),
          className: "py-2 md:max-w-72",
        },
        {
          header: text.key,
          cell: ({ prefix }) => <code className="whitespace-nowrap font-mono text-xs">csk_{prefix}_…</code>,
        },
        { header: text.lastUsed, time: ({ lastUsedAt }) => lastUsedAt, none: text.never },
        {
          header: text.expiresAt,
          cell: ({ expiresAt }) => <Expiration at={expiresAt} />,
          className: "whitespace-nowrap text-muted",
        },
        { header: text.created, time: ({ createdAt }) => createdAt },
        mayWrite && { header: text.actions, actions: (key) => <KeyActions apiKey={key} project={project} /> },
      ]}
    />
  );
}

function Expiration({ at }: { at: Date | null }) {
  if (!at) return text.never;
  return at.getTime() < Date.now() ? <Badge>{text.expired}</Badge> : <RelativeTime at={at} />;
}

function KeyActions({ apiKey, project }: { apiKey: ApiKey; project: string }) {
  const id = toTypeId("key", apiKey.id);
  return (
    <span className="flex justify-end gap-1 whitespace-nowrap">
      <RotateDialog project={project} apiKey={id} name={apiKey.name} />
      <ConfirmButton
        label={text.revoke}
        title={text.revokeTitle(apiKey.name)}
        description={text.revokeText(apiKey.prefix)}
        confirmLabel={text.revokeButton}
        action={revokeKey}
        fields={{ project, key: id }}
      />
    </span>
  );
}
