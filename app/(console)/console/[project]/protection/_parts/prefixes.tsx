import { Badge } from "@/app/_ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { listPrefixes, type PrefixWithNumbers } from "@/lib/protection";
import { ActionButton } from "../../_parts/action-button";
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
    <Table label={text.prefixes} stacked>
      <TableHead>
        <TableHeader>{text.prefix}</TableHeader>
        <TableHeader align="end">{text.sentToday}</TableHeader>
        <TableHeader align="end">{text.verifiedToday}</TableHeader>
        <TableHeader>{text.state}</TableHeader>
        {mayWrite && (
          <TableHeader align="end">
            <span className="sr-only">{text.actions}</span>
          </TableHeader>
        )}
      </TableHead>
      <TableBody>
        {ordered.map((row) => {
          const label = labelOf(row);
          return (
            <TableRow key={row.prefix}>
              <TableCell className="font-medium">{label}</TableCell>
              <TableCell label={text.sentToday} align="end">
                {row.daySent}
              </TableCell>
              <TableCell label={text.verifiedToday} align="end">
                {row.dayVerified}
              </TableCell>
              <TableCell label={text.state}>
                <State row={row} />
              </TableCell>
              {mayWrite && (
                <TableCell align="end">
                  <ActionButton
                    action={row.pausedAt ? reopen : pause}
                    fields={{ project: id, prefix: row.prefix }}
                    done={row.pausedAt ? text.reopened : text.pausedNow}
                    size="sm"
                    aria-label={row.pausedAt ? text.reopenOf(label) : text.pauseOf(label)}
                  >
                    {row.pausedAt ? text.reopen : text.pause}
                  </ActionButton>
                </TableCell>
              )}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
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
