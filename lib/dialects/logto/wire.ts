import { z } from "zod/v3";

/** The vendor's own forms, in zod 3 (see `guard.ts`). Unknown members are dropped in silence, as there. */

export const email = z.string().regex(/^\S+@\S+\.\S+$/);

/** Country code and number, digits only: no plus. */
export const phone = z.string().regex(/^\d+$/);

/** An identifier as the Account and Experience APIs take it. */
export const identifier = z.discriminatedUnion("type", [
  z.object({ type: z.literal("email"), value: email.and(z.string().max(256)) }),
  z.object({ type: z.literal("phone"), value: phone }),
]);
export type WireIdentifier = z.output<typeof identifier>;

/** Any JSON object. */
export const jsonObject = z.record(z.unknown());
