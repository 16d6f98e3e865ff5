import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { Funnel as FunnelRow } from "@/lib/verification";
import { channelLabels } from "../verifications/text";
import { formatDuration, text } from "./text";

const stages = ["started", "sent", "answered", "verified"] as const;

/** One period: totals as figures with bars, and a table by channel below. */
export function Funnel({ rows }: { rows: FunnelRow[] }) {
  const total = rows[0];
  if (!total) return <p className="text-muted text-sm">{text.noVerifications}</p>;
  const channels = rows.slice(1);
  return (
    <div className="grid gap-6">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-border sm:grid-cols-5">
        {stages.map((stage) => (
          <Figure
            key={stage}
            label={text[stage]}
            value={String(total[stage])}
            share={total[stage] / total.started}
          />
        ))}
        <Figure
          label={text.median}
          value={total.medianSeconds === null ? text.noMedian : formatDuration(total.medianSeconds)}
        />
      </dl>
      {channels.length > 0 && <Channels rows={channels} />}
    </div>
  );
}

/** A figure, and its share of all started verifications. */
function Figure({ label, value, share }: { label: string; value: string; share?: number }) {
  return (
    <div className="grid content-start gap-1 bg-surface px-4 py-3 last:col-span-2 sm:last:col-span-1">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="font-semibold text-xl tabular-nums tracking-tight">{value}</dd>
      {share !== undefined && (
        <dd className="mt-1 flex items-center gap-2 text-muted text-xs tabular-nums">
          <span aria-hidden className="h-1 flex-1 overflow-hidden rounded-full bg-subtle">
            <span className="block h-full bg-chart-1" style={{ width: `${share * 100}%` }} />
          </span>
          {Math.round(share * 100)}%
        </dd>
      )}
    </div>
  );
}

function Channels({ rows }: { rows: FunnelRow[] }) {
  return (
    <Table label={text.channel} stacked>
      <TableHead>
        <TableHeader>{text.channel}</TableHeader>
        {stages.map((stage) => (
          <TableHeader key={stage} align="end">
            {text[stage]}
          </TableHeader>
        ))}
        <TableHeader align="end">{text.median}</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.channel}>
            <TableCell className="font-medium">
              {row.channel ? channelLabels[row.channel] : text.undecided}
            </TableCell>
            {stages.map((stage) => (
              <TableCell key={stage} label={text[stage]} align="end">
                {row[stage]}
              </TableCell>
            ))}
            <TableCell label={text.median} align="end">
              {row.medianSeconds === null ? text.noMedian : formatDuration(row.medianSeconds)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
