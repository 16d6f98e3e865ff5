import { z } from "zod";
import type { Erased, PersonExport, PersonInput } from "@/lib/privacy";
import { idOf, Json } from "./fields";
import { country, email, givenIdentifier, isCountryOfPhone, onlyWithPhone, phone } from "./identifier-fields";

export const PersonBody = z
  .strictObject({
    userId: idOf("usr").optional().meta({ description: "A user, with all identifiers." }),
    email: email.optional(),
    phone: phone.optional(),
    country: country.optional(),
  })
  .refine(
    ({ userId, email, phone }) => [userId, email, phone].filter((one) => one !== undefined).length === 1,
    {
      message: "send one of userId, email and phone",
      path: ["userId"],
    },
  )
  .refine(isCountryOfPhone, onlyWithPhone)
  .meta({ id: "Person", example: { email: "jane@example.com" } });

export function givenPerson({ userId, ...identifier }: z.output<typeof PersonBody>): PersonInput {
  return userId === undefined ? givenIdentifier(identifier)! : { userId };
}

const rows = z.array(z.record(z.string(), Json));

export const PersonExportResource = z
  .strictObject({
    user: z
      .record(z.string(), Json)
      .nullable()
      .meta({ description: "Null if an address or number was given." }),
    identifiers: rows,
    socialAccounts: rows,
    verifications: rows,
    messages: rows.meta({ description: "Without their content, which is not stored." }),
    events: rows,
    suppressions: rows,
  })
  .meta({ id: "PersonExport" });

export function toPersonExportResource(exported: PersonExport): z.input<typeof PersonExportResource> {
  // Instants become texts.
  return JSON.parse(JSON.stringify(exported));
}

const erased = z.number().int();

export const ErasureResource = z
  .strictObject({
    verifications: erased.meta({ description: "Kept, without the person’s data.", example: 3 }),
    messages: erased.meta({ example: 4 }),
    events: erased.meta({ description: "Redacted events of these verifications.", example: 11 }),
    suppressions: erased.meta({ description: "They stay as hashes.", example: 0 }),
    isUserDeleted: z.boolean(),
  })
  .meta({ id: "Erasure" });

export function toErasureResource(done: Erased): z.input<typeof ErasureResource> {
  const { verifications, messages, events, suppressions, isUserDeleted } = done;
  return { verifications, messages, events, suppressions, isUserDeleted };
}
