import { z } from "zod";
import type { IdentifierInput } from "@/lib/users";

/** Bounded so that hostile input is refused before anybody looks at it; `lib/users` has the last word on the rest. */
export const email = z.string().max(1000).meta({ example: "jane@example.com" });
export const phone = z
  .string()
  .max(100)
  .meta({ description: "E.164, or national with `country`.", example: "+4915112345678" });
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, "expected two capital letters (ISO 3166-1)")
  .meta({ description: "ISO 3166-1 alpha-2, for a national phone number.", example: "DE" });

interface Named {
  email?: string;
  phone?: string;
  country?: string;
}

/** At most one of the two is given. */
export const isOneAtMost = ({ email, phone }: Named) => email === undefined || phone === undefined;
export const notBoth = { message: "give email or phone, not both", path: ["phone"] };

/** A country is only for reading a phone number. */
export const isCountryOfPhone = ({ phone, country }: Named) => country === undefined || phone !== undefined;
export const onlyWithPhone = { message: "country goes with phone", path: ["country"] };

export function givenIdentifier({ email, phone, country }: Named): IdentifierInput | undefined {
  if (email !== undefined) return { email };
  return phone === undefined ? undefined : { phone, country };
}
