import { browserNameOf } from "@/app/_ui/browser-name";
import { DataTable } from "@/app/_ui/data-table";
import { type AuditEntry, summarize } from "@/lib/events";
import { getText } from "../../../../_text/get-text";
import { ChangeDetails } from "./change-details";

export async function EntryTable({
  entries,
  nameOf,
}: {
  entries: AuditEntry[];
  nameOf: (actor: string) => string | null;
}) {
  const t = await getText();
  return (
    <DataTable
      label={t("audit.tableLabel")}
      rows={entries}
      rowKey={({ sequence }) => sequence}
      columns={[
        {
          header: t("audit.what"),
          cell: (entry) => (
            <>
              <span className="break-words">{summarize(entry, t.locale)}</span>
              <ChangeDetails data={entry.data} />
            </>
          ),
          className: "py-2.5 md:max-w-md",
        },
        { header: t("audit.who"), cell: ({ actor }) => nameOf(actor) ?? t("audit.system") },
        {
          header: t("audit.from"),
          cell: ({ address, userAgent }) => (
            <span className="grid">
              <span className="font-mono">{address ?? t("audit.nothing")}</span>
              <span title={userAgent ?? undefined}>{browserNameOf(userAgent)}</span>
            </span>
          ),
          className: "text-muted text-xs",
        },
        { header: t("audit.when"), time: ({ createdAt }) => createdAt },
      ]}
    />
  );
}
