import { z } from "zod/v3";

/*
 * The vendor's own schemas, in zod 3 (see `guard.ts`). zod lists issues in the order of a schema's members and checks, and
 * clients see that list, so every schema of this dialect keeps the vendor's order. Unknown members are dropped.
 */

export const emailPattern = /^\S+@\S+\.\S+$/;

export const email = z.string().regex(emailPattern);

/** A non-empty value of a vendor's database column. */
export const column = (maxLength: number) => z.string().min(1).max(maxLength);

/** Country code and number, digits only: no plus. */
export const phone = z.string().regex(/^\d+$/);

/** An identifier in requests of the Account and Experience APIs. */
export const identifier = z.discriminatedUnion("type", [
  z.object({ type: z.literal("email"), value: z.string().max(256).regex(emailPattern) }),
  z.object({ type: z.literal("phone"), value: phone }),
]);
export type WireIdentifier = z.output<typeof identifier>;

/** Any JSON object. */
export const jsonObject = z.record(z.unknown());

/**
 * The query of a list. The vendor ignores parameters it doesn't know; here they are refused, because a misspelled filter
 * would return more than the client asked for. `locale` is part of every request.
 */
export function listQuery<S extends z.ZodRawShape>(shape: S) {
  return z.object({ ...shape, locale: z.unknown().optional() }).strict();
}

/** Members that `readPage` reads, so that it can refuse them with its own error. */
export const pageQuery = { page: z.unknown().optional(), page_size: z.unknown().optional() };
