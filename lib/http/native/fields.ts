import { z } from "zod";
import { fromTypeId, type IdPrefix, toTypeId } from "@/lib/id";
import { isWritable } from "@/lib/time";

const examples = "01jdkm8v1fe2r8zq4s5t6v7w8x";

/** Parses an id from a request to its UUID. */
export function idOf(prefix: IdPrefix) {
  return z
    .string()
    .transform((text, context) => {
      const uuid = fromTypeId(prefix, text);
      if (uuid) return uuid;
      context.addIssue({ code: "custom", message: `expected an id like ${prefix}_${examples}` });
      return z.NEVER;
    })
    .meta({ description: `A TypeID with the prefix \`${prefix}\`.`, example: `${prefix}_${examples}` });
}

/** An id in a response. */
export function shownId(prefix: IdPrefix) {
  return z
    .string()
    .meta({ description: `A TypeID with the prefix \`${prefix}\`.`, example: `${prefix}_${examples}` });
}

export function showId(prefix: IdPrefix, uuid: string): string;
export function showId(prefix: IdPrefix, uuid: string | null): string | null;
export function showId(prefix: IdPrefix, uuid: string | null): string | null {
  return uuid === null ? null : toTypeId(prefix, uuid);
}

/** A date in a response: RFC 3339, UTC. */
export const instant = z.iso.datetime().meta({ description: "RFC 3339, UTC." });

export function showInstant(at: Date): string;
export function showInstant(at: Date | null): string | null;
export function showInstant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

/** A date in a request, with any UTC offset. */
export const givenInstant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(isWritable, "expected an instant in the years 1 to 9999, UTC")
  .meta({ description: "RFC 3339." });

/** Any JSON in a response. Not `z.json()`, whose schema refers to itself: several generators of clients can't read that. */
export const Json = z.unknown().meta({ description: "Any JSON value." });

/** The body of a call that needs none. Members are refused, because they are a mistake. */
export const EmptyBody = z.strictObject({}).meta({ id: "Nothing" });

/** An address or number in a query string. An unescaped + arrives as a space. */
export const recipientInQuery = z
  .string()
  .max(1000)
  .transform((text) => text.replace(/^ (?=\d)/, "+"));
