import type { Locale } from "@/lib/i18n";
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
export function minutesOf(seconds: number): number {
  return Math.max(1, Math.floor((seconds + tolerance) / minute));
}

function inUnit(count: number, unit: "hour" | "minute" | "second", locale: Locale): string {
  const key = `${locale}/${count}/${unit}`;
  const words = known.get(key) ?? format(count, unit, locale);
  known.set(key, words);
  return words;
}

/** Formatting takes longer than the rest of an SMS. Policies bound lifetimes, so the number of entries is bounded, too. */
const known = new Map<string, string>();

function format(count: number, unit: string, locale: Locale): string {
  // Digits as in the code. No-break spaces are not in the GSM alphabet: one of them makes an SMS twice as expensive.
  const options = { style: "unit", unit, unitDisplay: "long", numberingSystem: "latn" } as const;
  return new Intl.NumberFormat(locale, options).format(count).replaceAll(/[\u00a0\u202f]/g, " ");
}
