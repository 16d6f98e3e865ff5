import type { Locale } from "@/lib/projects";
import { hour, minute } from "@/lib/time";

/** Seconds that a message may spend in the outbox before "10 minutes" becomes "9 minutes". */
const tolerance = 15;

/**
 * A duration as people say it: "10 minutes", "24 Stunden". Rounded down, so that nothing is promised that is not kept,
 * but for the few seconds since the challenge was made.
 */
export function formatLifetime(seconds: number, locale: Locale): string {
  const about = seconds + tolerance;
  if (about >= 2 * hour) return inUnit(Math.floor(about / hour), "hour", locale);
  if (about >= minute) return inUnit(Math.floor(about / minute), "minute", locale);
  return inUnit(Math.max(1, Math.floor(seconds)), "second", locale);
}

/** The same in minutes alone, at least one, for texts that are given with the word. */
export function formatMinutes(seconds: number): string {
  return String(Math.max(1, Math.floor((seconds + tolerance) / minute)));
}

function inUnit(count: number, unit: "hour" | "minute" | "second", locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
