import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import type { MessageTemplate, PartName } from "@/lib/delivery";
import { getText } from "../../../../../../../_text/get-text";
import { restoreTemplate } from "../../../actions";

/** Who changed the texts and when, with a button to restore each earlier version. */
export async function History({
  versions,
  fields,
  nameOf,
  mayWrite,
}: {
  versions: MessageTemplate[];
  fields: Record<string, string>;
  nameOf: (actor: string) => string | null;
  mayWrite: boolean;
}) {
  const t = await getText();
  if (versions.length === 0) return <p className="text-muted text-sm">{t("templates.historyEmpty")}</p>;
  const current = versions[0]?.version;
  return (
    <DataTable
      label={t("templates.history")}
      rows={versions}
      rowKey={({ version }) => version}
      columns={[
        {
          header: t("templates.version"),
          cell: ({ version }) => (
            <span className="flex items-center gap-2">
              {t("templates.versionOf", { version })}
              {version === current && <Badge>{t("templates.current")}</Badge>}
            </span>
          ),
        },
        {
          header: t("templates.parts"),
          cell: ({ texts }) =>
            (Object.keys(texts) as PartName[]).map((name) => t(`templates.partNames.${name}`)).join(", ") ||
            t("templates.allOurs"),
          className: "text-muted max-md:text-end md:max-w-96",
        },
        {
          header: t("templates.by"),
          cell: ({ changedBy }) => changedBy && (nameOf(changedBy) ?? t("templates.system")),
          className: "text-muted",
        },
        { header: t("templates.when"), time: ({ changedAt }) => changedAt, none: "" },
        {
          header: t("templates.restore"),
          actions: ({ version }) =>
            version !== current &&
            mayWrite && (
              <ActionButton
                action={restoreTemplate}
                fields={{ ...fields, version: String(version) }}
                done={t("templates.restored")}
                undo={{
                  action: restoreTemplate,
                  fields: { ...fields, version: String(current) },
                  done: t("templates.restoreUndone"),
                }}
                size="sm"
                aria-label={t("templates.restoreVersion", { version })}
              >
                {t("templates.restore")}
              </ActionButton>
            ),
        },
      ]}
    />
  );
}
