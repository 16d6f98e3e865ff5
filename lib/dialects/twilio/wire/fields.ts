import { z } from "zod";

/*
 * The values of forms and queries, which are all text. Error messages name the parameter (`refusals.ts`), so most schemas
 * have no messages of their own.
 */

/** Text of one line. Control characters cannot be stored, or would break a message. */
export function line(least: number, most: number) {
  return z
    .string()
    .min(least)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
}

export const flag = z
  .string()
  .regex(/^(true|false)$/i)
  .transform((text) => text.toLowerCase() === "true");

export function integer(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));
}

/** A JSON object of texts, as the caller serialized it. Numbers and booleans become texts. */
export function jsonMap({ entries, length }: { entries: number; length: number }) {
  return z.string().transform((text, context): Record<string, string> => {
    const map = parseMap(text);
    const isSmall =
      map &&
      map.length <= entries &&
      map.every(([name, value]) => [name, value].every((part) => line(0, length).safeParse(part).success));
    if (isSmall) return Object.fromEntries(map);
    context.addIssue({ code: "custom" });
    return z.NEVER;
  });
}

function parseMap(text: string): [string, string][] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const entries = Object.entries(value);
    const isFlat = entries.every(([, one]) => ["string", "number", "boolean"].includes(typeof one));
    return isFlat ? entries.map(([name, one]) => [name, String(one)]) : null;
  } catch {
    return null;
  }
}

/** An instant in a query: ISO 8601, with or without a zone. */
export const instant = z.string().transform((text, context) => {
  const isIso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i.test(text);
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text.slice(10));
  const at = new Date(isIso && text.length > 10 && !hasZone ? `${text}Z` : text);
  if (isIso && !Number.isNaN(at.getTime())) return at;
  context.addIssue({ code: "custom" });
  return z.NEVER;
});

/** The vendor's instants have whole seconds. */
export function showInstant(at: Date | number): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
}
