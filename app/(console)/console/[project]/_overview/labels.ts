import type { Dimension } from "@/lib/statistics";
import type { Translator } from "../../../_text/translator";

/** A value of a dimension as people know it: "Germany", "Phone call". */
export function valueLabel(dimension: Dimension, value: string, t: Translator): string {
  if (value === "") return t(`overview.unknown.${dimension}`);
  switch (dimension) {
    case "channel":
      return t.find(`terms.channels.${value}`) ?? value;
    case "country":
      return named("region", value, t);
    case "locale":
      return named("language", value, t);
    default:
      return value;
  }
}

/** The URL can contain anything, and these throw on what is no code. */
function named(type: "region" | "language", value: string, { locale }: Translator): string {
  try {
    return new Intl.DisplayNames(locale, { type }).of(value) ?? value;
  } catch {
    return value;
  }
}

/** A reason as words. One without a sentence of its own, such as `rule/new_rule`, is "Rule: new rule". */
export function reasonLabel(reason: string, t: Translator): string {
  const [kind = "", name = ""] = reason.split("/");
  const kindLabel = t.find(`overview.reasonKinds.${kind}`) ?? kind;
  return t.find(`overview.reasons.${reason}`) ?? `${kindLabel}: ${name.replaceAll("_", " ")}`;
}

export function formatDollars(amount: number, { locale }: Translator): string {
  return amount.toLocaleString(locale, { style: "currency", currency: "USD" });
}

/** A duration in the unit that fits: "250 ms", "48 s", "2 min 5 s". */
export function formatDuration(seconds: number, t: Translator): string {
  if (seconds < 1) return t("terms.durations.milliseconds", { milliseconds: Math.round(seconds * 1000) });
  const whole = Math.round(seconds);
  if (whole < 100) return t("terms.durations.seconds", { seconds: whole });
  const minutes = Math.floor(whole / 60);
  return whole < 6000
    ? t("terms.durations.minutes", { minutes, seconds: whole % 60 })
    : t("terms.durations.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
