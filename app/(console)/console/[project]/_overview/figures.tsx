import { classes } from "@/app/_ui/classes";
import { measures, type Figures as Sums } from "@/lib/statistics";
import { formatDollars, formatDuration, text } from "./text";

/** The totals of a period, each with its share of all started verifications and the change since the period before. */
export function Figures({ total, before }: { total: Sums; before: Sums }) {
  return (
    <div className="grid gap-px overflow-hidden rounded-lg border bg-border">
      <dl className="grid grid-cols-2 gap-px sm:grid-cols-5">
        {measures.map((measure) => (
          <Figure
            key={measure}
            label={text[measure]}
            value={total[measure].toLocaleString("en")}
            share={total.started > 0 ? total[measure] / total.started : undefined}
            change={changeOf(total[measure], before[measure])}
          />
        ))}
      </dl>
      <dl className="grid grid-cols-2 gap-px sm:grid-cols-5">
        {times.map((time) => (
          <Figure
            key={time}
            label={text[time]}
            value={total[time] === null ? text.noMedian : formatDuration(total[time])}
            isSmall
          />
        ))}
        <Figure
          label={text.cost}
          value={formatDollars(total.cost)}
          change={changeOf(total.cost, before.cost)}
          isSmall
        />
      </dl>
    </div>
  );
}

const times = ["verifyMedian", "verifyP95", "sendMedian", "sendP95"] as const;

/** The relative change. Null if there was nothing to compare with. */
function changeOf(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / before;
}

function Figure({
  label,
  value,
  share,
  change,
  isSmall,
}: {
  label: string;
  value: string;
  share?: number;
  change?: number | null;
  isSmall?: boolean;
}) {
  return (
    <div className="grid content-start gap-1 bg-surface px-4 py-3 max-sm:[&:nth-child(5)]:col-span-2">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className={classes("font-semibold tabular-nums tracking-tight", isSmall ? "text-base" : "text-xl")}>
        {value}
      </dd>
      {share !== undefined && (
        <dd className="mt-1 flex items-center gap-2 text-muted text-xs tabular-nums">
          <span aria-hidden className="h-1 flex-1 overflow-hidden rounded-full bg-subtle">
            <span className="block h-full bg-chart-1" style={{ width: `${Math.min(100, share * 100)}%` }} />
          </span>
          {Math.round(share * 100)}%
        </dd>
      )}
      {change !== undefined && (
        <dd className="text-muted text-xs tabular-nums">
          {change === null ? text.noComparison : text.change(change)}
        </dd>
      )}
    </div>
  );
}
