import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import { listPrefixes, type PrefixWithNumbers } from "@/lib/protection";
import { pause, reopen } from "../actions";
import { settingText as text } from "../text";

const shown = 50;
const countryNames = new Intl.DisplayNames("en", { type: "region" });

function labelOf({ kind, prefix, country }: PrefixWithNumbers): string {
  if (kind === "unfamiliar") return text.unfamiliar;
  if (kind === "country") return countryNames.of(prefix) ?? prefix;
  return country ? `${prefix} (${countryNames.of(country) ?? country})` : prefix;
}

/** Where paid messages went, paused prefixes first. */
export async function Prefixes({
  id,
  projectId,
  mayWrite,
}: {
  id: string;
  projectId: string;
  mayWrite: boolean;
}) {
  const rows = await listPrefixes(projectId, { limit: shown });
  if (rows.length === 0) return <p className="text-muted text-sm">{text.noPrefixes}</p>;
  const ordered = rows.sort((a, b) => Number(b.pausedAt !== null) - Number(a.pausedAt !== null));
  return (
    <DataTable
      label={text.prefixes}
      rows={ordered}
      rowKey={({ prefix }) => prefix}
      columns={[
        { header: text.prefix, cell: labelOf, className: "font-medium" },
        { header: text.sentToday, cell: ({ daySent }) => daySent, align: "end" },
        { header: text.verifiedToday, cell: ({ dayVerified }) => dayVerified, align: "end" },
        { header: text.state, cell: (row) => <State row={row} /> },
        mayWrite && {
          header: text.actions,
          actions: (row) => (
            <ActionButton
              action={row.pausedAt ? reopen : pause}
              fields={{ project: id, prefix: row.prefix }}
              done={row.pausedAt ? text.reopened : text.pausedNow}
              size="sm"
              aria-label={row.pausedAt ? text.reopenOf(labelOf(row)) : text.pauseOf(labelOf(row))}
            >
              {row.pausedAt ? text.reopen : text.pause}
            </ActionButton>
          ),
        },
      ]}
    />
  );
}

function State({ row }: { row: PrefixWithNumbers }) {
  if (!row.pausedAt) return <Badge>{text.open}</Badge>;
  const reason = row.pauseReason && text.pauseReasons[row.pauseReason];
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone={row.isProbed ? "info" : "warning"}>{row.isProbed ? text.probing : text.paused}</Badge>
      {reason && <span className="text-muted text-xs">{reason}</span>}
    </span>
  );
}
