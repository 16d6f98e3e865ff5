import { Chart } from "@/app/_ui/chart/chart";
import type { Figures, Period, RefusalSums } from "@/lib/statistics";
import { intervalsOf, measures } from "@/lib/statistics";
import { day, hour } from "@/lib/time";
import { getText } from "../../../_text/get-text";
import type { Translator } from "../../../_text/translator";
import { reasonLabel } from "./labels";

/** The label of an interval, in UTC, as the sums are. The one that hasn't ended yet says so. */
function labelOf(at: Date, { interval, to }: Period, t: Translator): string {
  const isLast = to.getTime() - at.getTime() <= (interval === "hour" ? hour : day) * 1000;
  const name = nameOf(at, interval, t);
  return isLast ? t("overview.soFar", { interval: name }) : name;
}

function nameOf(at: Date, interval: Period["interval"], { locale }: Translator): string {
  return interval === "hour"
    ? at.toLocaleString(locale, {
        weekday: "short",
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
        timeZone: "UTC",
      })
    : at.toLocaleDateString(locale, { day: "numeric", month: "short", timeZone: "UTC" });
}

/** Verifications over time, by step. */
export async function Activity({ period, series }: { period: Period; series: (Figures & { at: Date })[] }) {
  const t = await getText();
  return (
    <Chart
      locale={t.locale}
      kind="lines"
      label={t("overview.activity")}
      axis={t("overview.axis")}
      showTable={t("overview.showTable")}
      series={measures.map((key) => ({ key, label: t(`overview.measures.${key}`) }))}
      points={series.map(({ at, ...figures }) => ({
        label: labelOf(at, period, t),
        values: Object.fromEntries(measures.map((measure) => [measure, figures[measure]])),
      }))}
    />
  );
}

/** The most reasons that have a colour. The others are one. */
const mostReasons = 4;

/** Refusals and errors over time, by reason. */
export async function Refusals({ period, rows }: { period: Period; rows: RefusalSums[] }) {
  const t = await getText();
  const totals = new Map<string, number>();
  for (const { reason, count } of rows) totals.set(reason, (totals.get(reason) ?? 0) + count);
  const reasons = [...totals].sort((a, b) => b[1] - a[1]).map(([reason]) => reason);
  if (reasons.length === 0) return <p className="text-muted text-sm">{t("overview.noRefusals")}</p>;
  const shown = reasons.slice(0, reasons.length > mostReasons + 1 ? mostReasons : mostReasons + 1);
  const hasOthers = reasons.length > shown.length;
  const points = intervalsOf(period).map((at) => {
    const values: Record<string, number> = {};
    for (const row of rows.filter((one) => one.at?.getTime() === at.getTime())) {
      const key = shown.includes(row.reason) ? row.reason : "others";
      values[key] = (values[key] ?? 0) + row.count;
    }
    return { label: labelOf(at, period, t), values };
  });
  return (
    <Chart
      locale={t.locale}
      kind="bars"
      label={t("overview.refusals")}
      axis={t("overview.axis")}
      showTable={t("overview.showTable")}
      series={[
        ...shown.map((key) => ({
          key,
          label: `${reasonLabel(key, t)} (${totals.get(key)?.toLocaleString(t.locale)})`,
        })),
        ...(hasOthers ? [{ key: "others", label: t("overview.otherReasons") }] : []),
      ]}
      points={points}
    />
  );
}
