import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import type { MessageTemplate, PartName } from "@/lib/delivery";
import { restoreTemplate } from "../../../actions";
import { partLabels, text } from "../../../text";

/** Who changed the texts and when, with a button to restore each earlier version. */
export function History({
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
  if (versions.length === 0) return <p className="text-muted text-sm">{text.historyEmpty}</p>;
  const current = versions[0]?.version;
  return (
    <DataTable
      label={text.history}
      rows={versions}
      rowKey={({ version }) => version}
      columns={[
        {
          header: text.version,
          cell: ({ version }) => (
            <span className="flex items-center gap-2">
              {text.versionOf(version)}
              {version === current && <Badge>{text.current}</Badge>}
            </span>
          ),
        },
        {
          header: text.parts,
          cell: ({ texts }) =>
            (Object.keys(texts) as PartName[]).map((name) => partLabels[name]).join(", ") || text.allOurs,
          className: "text-muted max-md:text-end md:max-w-96",
        },
        {
          header: text.by,
          cell: ({ changedBy }) => changedBy && (nameOf(changedBy) ?? text.system),
          className: "text-muted",
        },
        { header: text.when, time: ({ changedAt }) => changedAt, none: "" },
        {
          header: text.restore,
          actions: ({ version }) =>
            version !== current &&
            mayWrite && (
              <ActionButton
                action={restoreTemplate}
                fields={{ ...fields, version: String(version) }}
                done={text.restored}
                undo={{
                  action: restoreTemplate,
                  fields: { ...fields, version: String(current) },
                  done: text.restoreUndone,
                }}
                size="sm"
                aria-label={text.restoreVersion(version)}
              >
                {text.restore}
              </ActionButton>
            ),
        },
      ]}
    />
  );
}
