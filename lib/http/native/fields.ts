import { z } from "zod";
import { fromTypeId, type IdPrefix, toTypeId } from "@/lib/id";
import { isWritable } from "@/lib/time";

const examples = "01jdkm8v1fe2r8zq4s5t6v7w8x";

/** An id as clients send it, parsed to the UUID it stands for. */
export function idOf(prefix: IdPrefix) {
  return z
    .string()
    .transform((text, context) => {
      const uuid = fromTypeId(prefix, text);
      if (uuid) return uuid;
      context.addIssue({ code: "custom", message: `expected an id such as ${prefix}_${examples}` });
      return z.NEVER;
    })
    .meta({ description: `A TypeID with the prefix \`${prefix}\`.`, example: `${prefix}_${examples}` });
}

/** An id as clients receive it. */
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

/** An instant as clients receive it: RFC 3339, UTC. */
export const instant = z.iso.datetime().meta({ description: "RFC 3339, UTC." });

export function showInstant(at: Date): string;
export function showInstant(at: Date | null): string | null;
export function showInstant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

/** An instant as clients send it, in any offset. */
export const givenInstant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(isWritable, "expected an instant in the years 1 to 9999, UTC")
  .meta({ description: "RFC 3339." });

/** The body of a call that needs none: members would be a mistake, and are not silently ignored. */
export const EmptyBody = z.strictObject({}).meta({ id: "Nothing" });

/** An address or number in a query string, where an unescaped + has become a space. */
export const recipientInQuery = z
  .string()
  .max(1000)
  .transform((text) => text.replace(/^ (?=\d)/, "+"));
