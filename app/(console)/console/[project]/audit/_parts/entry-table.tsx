import { browserNameOf } from "@/app/_ui/browser-name";
import { DataTable } from "@/app/_ui/data-table";
import { type AuditEntry, summarize } from "@/lib/events";
import { text } from "../text";
import { ChangeDetails } from "./change-details";

export function EntryTable({
  entries,
  nameOf,
}: {
  entries: AuditEntry[];
  nameOf: (actor: string) => string | null;
}) {
  return (
    <DataTable
      label={text.tableLabel}
      rows={entries}
      rowKey={({ sequence }) => sequence}
      columns={[
        {
          header: text.what,
          cell: (entry) => (
            <>
              <span className="break-words">{summarize(entry)}</span>
              <ChangeDetails data={entry.data} />
            </>
          ),
          className: "py-2.5 md:max-w-md",
        },
        { header: text.who, cell: ({ actor }) => nameOf(actor) ?? text.system },
        {
          header: text.from,
          cell: ({ address, userAgent }) => (
            <span className="grid">
              <span className="font-mono">{address ?? text.nothing}</span>
              <span title={userAgent ?? undefined}>{browserNameOf(userAgent)}</span>
            </span>
          ),
          className: "text-muted text-xs",
        },
        { header: text.when, time: ({ createdAt }) => createdAt },
      ]}
    />
  );
}
