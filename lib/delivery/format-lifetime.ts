import type { Locale } from "@/lib/projects";
import { hour, minute } from "@/lib/time";

/** Seconds a message can spend in the outbox before "10 minutes" becomes "9 minutes". */
const tolerance = 15;

/**
 * A duration in words: "10 minutes", "24 Stunden". Rounded down, so that a code never expires earlier than stated, except
 * for the few seconds since it was created.
 */
export function formatLifetime(seconds: number, locale: Locale): string {
  const about = seconds + tolerance;
  if (about >= 2 * hour) return inUnit(Math.floor(about / hour), "hour", locale);
  if (about >= minute) return inUnit(Math.floor(about / minute), "minute", locale);
  return inUnit(Math.max(1, Math.floor(seconds)), "second", locale);
}

/** The number of minutes, at least one, for texts that include the unit. */
export function formatMinutes(seconds: number): string {
  return String(Math.max(1, Math.floor((seconds + tolerance) / minute)));
}

function inUnit(count: number, unit: "hour" | "minute" | "second", locale: Locale): string {
  const key = `${locale}/${unit}`;
  const format =
    formats.get(key) ?? new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  formats.set(key, format);
  return format.format(count);
}

/** They are expensive to make. */
const formats = new Map<string, Intl.NumberFormat>();
