import { classes } from "@/app/_ui/classes";
import { measures, type Figures as Sums } from "@/lib/statistics";
import { getText } from "../../../_text/get-text";
import type { Translator } from "../../../_text/translator";
import { formatDollars, formatDuration } from "./labels";

/** The totals of a period, each with its share of all started verifications and the change since the period before. */
export async function Figures({ total, before }: { total: Sums; before: Sums }) {
  const t = await getText();
  return (
    <div className="grid gap-px overflow-hidden rounded-lg border bg-border">
      <dl className="grid grid-cols-2 gap-px sm:grid-cols-5">
        {measures.map((measure) => (
          <Figure
            key={measure}
            label={t(`overview.measures.${measure}`)}
            value={total[measure].toLocaleString(t.locale)}
            share={total.started > 0 ? total[measure] / total.started : undefined}
            change={changeOf(total[measure], before[measure])}
          />
        ))}
      </dl>
      <dl className="grid grid-cols-2 gap-px sm:grid-cols-5">
        {times.map((time) => (
          <Figure
            key={time}
            label={t(`overview.times.${time}`)}
            value={total[time] === null ? t("overview.noMedian") : formatDuration(total[time], t)}
            isSmall
          />
        ))}
        <Figure
          label={t("overview.cost")}
          value={formatDollars(total.cost, t)}
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

/** "+12% from the period before" */
function changeText(share: number, t: Translator): string {
  const direction = share === 0 ? "same" : share > 0 ? "up" : "down";
  return t("overview.change", { direction, percent: Math.abs(Math.round(share * 100)) });
}

async function Figure({
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
  const t = await getText();
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
          {change === null ? t("overview.noComparison") : changeText(change, t)}
        </dd>
      )}
    </div>
  );
}
