import { z } from "zod";
import type { CreateUser } from "@/lib/users";
import { pageQuery } from "../paging";
import { idOf, recipientInQuery } from "./fields";
import { isOneAtMost, notBoth } from "./identifier-fields";
import { IdentifierBody, toAddition } from "./identifier-requests";

export const UserParams = z.strictObject({ id: idOf("usr") });

const name = z.string().trim().min(1).max(200).nullable().meta({ example: "Jane Doe" });
const externalId = z.string().min(1).max(255).nullable().meta({
  description: "Your own id for this person. Unique in the project.",
  example: "crm-4711",
});

export const CreateUserBody = z
  .strictObject({
    name: name.optional(),
    externalId: externalId.optional(),
    identifiers: z
      .array(IdentifierBody)
      .max(20)
      .default([])
      .meta({ description: "The first of each type becomes primary." }),
  })
  .meta({ id: "CreateUser" });

export const UpdateUserBody = z
  .strictObject({ name: name.optional(), externalId: externalId.optional() })
  .meta({ id: "UpdateUser" });

export const UserQuery = z
  .strictObject({
    ...pageQuery,
    externalId: z.string().max(255).optional(),
    email: recipientInQuery.optional().meta({
      description: "Finds the user with this address, verified or not.",
      example: "jane@example.com",
    }),
    phone: recipientInQuery.optional().meta({ description: "E.164.", example: "+4915112345678" }),
  })
  .refine(isOneAtMost, notBoth);

export function givenUser({ identifiers, ...body }: z.output<typeof CreateUserBody>): CreateUser {
  return { ...body, identifiers: identifiers.map(toAddition) };
}
