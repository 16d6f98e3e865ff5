import { z } from "zod";
import type { AddIdentifier } from "@/lib/users";
import { pageQuery } from "../paging";
import { idOf } from "./fields";
import { country, email, phone } from "./verification-requests";

export const IdentifierParams = z.strictObject({ id: idOf("usr"), identifierId: idOf("idn") });
export const IdentifierQuery = z.strictObject(pageQuery);

interface Named {
  email?: string;
  phone?: string;
  country?: string;
}

export const isAlone = (given: Named) => given.email === undefined || given.phone === undefined;
export const notBoth = { message: "give email or phone, not both", path: ["phone"] };

export const IdentifierBody = z
  .strictObject({
    email: email.optional(),
    phone: phone.optional(),
    country: country.optional(),
    verified: z.boolean().default(false).meta({
      description: "True: you say that the user controls it. Kept as `asserted`, dated now.",
    }),
  })
  .refine(isAlone, notBoth)
  .refine((body) => body.email !== undefined || body.phone !== undefined, "give email or phone")
  .refine((body) => body.country === undefined || body.phone !== undefined, {
    message: "country goes with phone",
    path: ["country"],
  })
  .meta({ id: "AddIdentifier" });

export function toGivenIdentifier(body: z.output<typeof IdentifierBody>): Omit<AddIdentifier, "userId"> {
  const { email, phone, country, verified: isAsserted } = body;
  // The schema let neither pass without the other.
  return { identifier: email === undefined ? { phone: phone!, country } : { email }, isAsserted };
}
