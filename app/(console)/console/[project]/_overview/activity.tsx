import { Chart } from "@/app/_ui/chart/chart";
import type { Figures, Period, RefusalSums } from "@/lib/statistics";
import { intervalsOf, measures } from "@/lib/statistics";
import { day, hour } from "@/lib/time";
import { reasonLabel, text } from "./text";

/** The label of an interval, in UTC, as the sums are. The one that hasn't ended yet says so. */
function labelOf(at: Date, { interval, to }: Period): string {
  const isLast = to.getTime() - at.getTime() <= (interval === "hour" ? hour : day) * 1000;
  const name = nameOf(at, interval);
  return isLast ? text.soFar(name) : name;
}

function nameOf(at: Date, interval: Period["interval"]): string {
  return interval === "hour"
    ? at.toLocaleString("en", {
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone: "UTC",
      })
    : at.toLocaleDateString("en", { day: "numeric", month: "short", timeZone: "UTC" });
}

/** Verifications over time, by step. */
export function Activity({ period, series }: { period: Period; series: (Figures & { at: Date })[] }) {
  return (
    <Chart
      kind="lines"
      label={text.activity}
      axis={text.axis}
      showTable={text.showTable}
      series={measures.map((key) => ({ key, label: text[key] }))}
      points={series.map(({ at, ...figures }) => ({
        label: labelOf(at, period),
        values: Object.fromEntries(measures.map((measure) => [measure, figures[measure]])),
      }))}
    />
  );
}

/** The most reasons that have a colour. The others are one. */
const mostReasons = 4;

/** Refusals and errors over time, by reason. */
export function Refusals({ period, rows }: { period: Period; rows: RefusalSums[] }) {
  const totals = new Map<string, number>();
  for (const { reason, count } of rows) totals.set(reason, (totals.get(reason) ?? 0) + count);
  const reasons = [...totals].sort((a, b) => b[1] - a[1]).map(([reason]) => reason);
  if (reasons.length === 0) return <p className="text-muted text-sm">{text.noRefusals}</p>;
  const shown = reasons.slice(0, reasons.length > mostReasons + 1 ? mostReasons : mostReasons + 1);
  const hasOthers = reasons.length > shown.length;
  const points = intervalsOf(period).map((at) => {
    const values: Record<string, number> = {};
    for (const row of rows.filter((one) => one.at?.getTime() === at.getTime())) {
      const key = shown.includes(row.reason) ? row.reason : "others";
      values[key] = (values[key] ?? 0) + row.count;
    }
    return { label: labelOf(at, period), values };
  });
  return (
    <Chart
      kind="bars"
      label={text.refusals}
      axis={text.axis}
      showTable={text.showTable}
      series={[
        ...shown.map((key) => ({
          key,
          label: `${reasonLabel(key)} (${totals.get(key)?.toLocaleString("en")})`,
        })),
        ...(hasOthers ? [{ key: "others", label: text.otherReasons }] : []),
      ]}
      points={points}
    />
  );
}
