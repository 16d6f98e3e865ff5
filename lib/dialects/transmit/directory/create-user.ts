import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { createUser, type IdentifierInput, type User } from "@/lib/users";
import type { TransmitRefusal } from "../refusals";

export interface NewUser {
  email?: IdentifierInput;
  phone_number?: IdentifierInput;
  external_user_id?: string;
}

export type WriteRefusal = Extract<TransmitRefusal, { code: "user_exists" | "value_refused" }>;

/** Makes a user, who may sign in by these identifiers: so nobody else may have them. Nothing counts as verified yet. */
export async function makeUser(
  ctx: Ctx,
  { email, phone_number: phone, external_user_id: externalId }: NewUser,
): Promise<Result<User, WriteRefusal>> {
  const given = [email, phone].filter((identifier) => identifier !== undefined);
  const identifiers = given.map((identifier) => ({ identifier, isAsserted: false }));
  const made = await createUser(ctx, { externalId, identifiers, form: "asGiven", areUnique: true });
  return made.ok ? ok(made.value) : refuse(writeRefusal(made.refusal.code));
}

/** Which value stands in the way of a change. */
export function writeRefusal(code: string): WriteRefusal {
  switch (code) {
    case "email_invalid":
      return { code: "value_refused", texts: ["email must be an email"] };
    case "phone_invalid":
      return { code: "value_refused", texts: ["phone_number must be a valid phone number"] };
    default:
      return { code: "user_exists" };
  }
}
