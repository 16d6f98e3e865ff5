import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TextLink } from "@/app/_ui/text-link";
import type { ApiKey } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { getText } from "../../../../../_text/get-text";
import type { Translator } from "../../../../../_text/translator";
import { revokeKey } from "../actions";
import { RotateDialog } from "./rotate-dialog";

/** The key's dialect as a list of zero or one label. */
function dialectOf({ dialect }: ApiKey, t: Translator): string[] {
  const names: Partial<Record<string, string>> = t.group("apiKeys.dialects");
  return dialect ? [t("apiKeys.dialectOf", { name: names[dialect] ?? dialect })] : [];
}

function addressesOf({ allowedIps }: ApiKey, t: Translator): string[] {
  return allowedIps.length > 0 ? [t("apiKeys.allowedFrom", { ranges: allowedIps.join(", ") })] : [];
}

export async function KeyTable({
  keys,
  project,
  mayWrite,
}: {
  keys: ApiKey[];
  project: string;
  mayWrite: boolean;
}) {
  const t = await getText();
  return (
    <DataTable
      label={t("apiKeys.tableLabel")}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("apiKeys.name"),
          cell: (key) => (
            <span className="grid">
              <TextLink href={`/console/${project}/developers/api-keys/${toTypeId("key", key.id)}`}>
                {key.name}
              </TextLink>
              <span className="text-muted text-xs">
                {[...key.scopes, ...dialectOf(key, t), ...addressesOf(key, t)].join(" · ")}
              </span>
            </span>
          ),
          className: "py-2 md:max-w-72",
        },
        {
          header: t("apiKeys.key"),
          cell: ({ prefix }) => <code className="whitespace-nowrap font-mono text-xs">csk_{prefix}_…</code>,
        },
        { header: t("apiKeys.lastUsed"), time: ({ lastUsedAt }) => lastUsedAt, none: t("apiKeys.never") },
        {
          header: t("apiKeys.expiresAt"),
          cell: ({ expiresAt }) => <Expiration at={expiresAt} />,
          className: "whitespace-nowrap text-muted",
        },
        { header: t("apiKeys.created"), time: ({ createdAt }) => createdAt },
        mayWrite && {
          header: t("apiKeys.actions"),
          actions: (key) => <KeyActions apiKey={key} project={project} />,
        },
      ]}
    />
  );
}

async function Expiration({ at }: { at: Date | null }) {
  const t = await getText();
  if (!at) return t("apiKeys.never");
  return at.getTime() < Date.now() ? <Badge>{t("apiKeys.expired")}</Badge> : <RelativeTime at={at} />;
}

async function KeyActions({ apiKey, project }: { apiKey: ApiKey; project: string }) {
  const t = await getText();
  const id = toTypeId("key", apiKey.id);
  return (
    <span className="flex justify-end gap-1 whitespace-nowrap">
      <RotateDialog project={project} apiKey={id} name={apiKey.name} />
      <ConfirmButton
        label={t("apiKeys.revoke")}
        title={t("apiKeys.revokeTitle", { name: apiKey.name })}
        description={t("apiKeys.revokeText", { prefix: apiKey.prefix })}
        confirmLabel={t("apiKeys.revokeButton")}
        action={revokeKey}
        fields={{ project, key: id }}
      />
    </span>
  );
}
