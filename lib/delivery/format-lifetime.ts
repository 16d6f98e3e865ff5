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

type Unit = "hour" | "minute" | "second";

function inUnit(count: number, unit: Unit, locale: Locale): string {
  let words = known[unit].get(locale);
  if (words === undefined) {
    words = new Map();
    known[unit].set(locale, words);
  }
  let formatted = words.get(count);
  if (formatted === undefined) {
    formatted = format(count, unit, locale);
    words.set(count, formatted);
  }
  return formatted;
}

/**
 * Formatting takes longer than the rest of an SMS. Policies bound lifetimes, so the number of entries is bounded, too. Not by
 * one key made of all three, which costs more for a longer tag (`lib/i18n/translator.ts`).
 */
const known: Record<Unit, Map<Locale, Map<number, string>>> = {
  hour: new Map(),
  minute: new Map(),
  second: new Map(),
};

function format(count: number, unit: Unit, locale: Locale): string {
  // Digits as in the code. No-break spaces are not in the GSM alphabet: one of them makes an SMS twice as expensive.
  const options = { style: "unit", unit, unitDisplay: "long", numberingSystem: "latn" } as const;
  return new Intl.NumberFormat(locale, options).format(count).replaceAll(/[\u00a0\u202f]/g, " ");
}
