import { z } from "zod";
import type { IdentifierInput } from "@/lib/users";

/** The bounds refuse hostile input early. `lib/users` does the real validation. */
export const email = z.string().max(1000).meta({ example: "jane@example.com" });
export const phone = z
  .string()
  .max(100)
  .meta({ description: "E.164 format, or national format with `country`.", example: "+4915112345678" });
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/, "expected two capital letters (ISO 3166-1)")
  .meta({ description: "ISO 3166-1 alpha-2 country of a national phone number.", example: "DE" });

interface Named {
  email?: string;
  phone?: string;
  country?: string;
}

/** Whether at most one of email and phone is present. */
export const isOneAtMost = ({ email, phone }: Named) => email === undefined || phone === undefined;
export const notBoth = { message: "send email or phone, not both", path: ["phone"] };

/** Whether country is present only with a phone number. */
export const isCountryOfPhone = ({ phone, country }: Named) => country === undefined || phone !== undefined;
export const onlyWithPhone = { message: "country is only allowed with phone", path: ["country"] };

export function givenIdentifier({ email, phone, country }: Named): IdentifierInput | undefined {
  if (email !== undefined) return { email };
  return phone === undefined ? undefined : { phone, country };
}

/** The recipient of a test. */
export const testTo = z.string().max(1000).meta({
  description: "An email address, or a phone number in E.164 format.",
  example: "jane@example.com",
});
