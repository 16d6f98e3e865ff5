"use client";

import { useLabels } from "./labels";
import { useNow } from "./use-now";

const units = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

/** A time such as "2 minutes ago", with the exact time as its title. Rendered as UTC on the server. */
export function RelativeTime({
  at,
  locale,
  className,
}: {
  at: Date | string;
  /** The layout's, unless it is another. */
  locale?: string;
  className?: string;
}) {
  const labels = useLabels();
  const instant = new Date(at);
  const iso = instant.toISOString();
  const now = useNow(15);
  return (
    <time dateTime={iso} title={`${iso.slice(0, 19).replace("T", " ")} UTC`} className={className}>
      {now === null
        ? `${iso.slice(0, 16).replace("T", " ")} UTC`
        : relative((instant.getTime() - now) / 1000, locale ?? labels.locale)}
    </time>
  );
}

function relative(seconds: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 60];
  return format.format(unit === "second" ? 0 : Math.trunc(seconds / size), unit);
}
