import { z } from "zod";
import type { AddIdentifier } from "@/lib/users";
import { pageQuery } from "../paging";
import { idOf } from "./fields";
import {
  country,
  email,
  givenIdentifier,
  isCountryOfPhone,
  isOneAtMost,
  notBoth,
  onlyWithPhone,
  phone,
} from "./identifier-fields";

export const IdentifierParams = z.strictObject({ id: idOf("usr"), identifierId: idOf("idn") });
export const IdentifierQuery = z.strictObject(pageQuery);

export const IdentifierBody = z
  .strictObject({
    email: email.optional(),
    phone: phone.optional(),
    country: country.optional(),
    verified: z.boolean().default(false).meta({
      description: "True if you already know that the user controls it. Stored with the evidence `asserted`.",
    }),
  })
  .refine(isOneAtMost, notBoth)
  .refine(isCountryOfPhone, onlyWithPhone)
  .refine((body) => givenIdentifier(body) !== undefined, "send email or phone")
  .meta({ id: "AddIdentifier" });

export function toAddition(body: z.output<typeof IdentifierBody>): Omit<AddIdentifier, "userId"> {
  return { identifier: givenIdentifier(body)!, isAsserted: body.verified };
}
