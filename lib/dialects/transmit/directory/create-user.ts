import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { createUser, type IdentifierInput, type User } from "@/lib/users";
import type { TransmitRefusal } from "../refusals";
import { hasProfile, mergeProfile, type Profile } from "./profile";

export interface NewUser extends Profile {
  email?: IdentifierInput;
  phone_number?: IdentifierInput;
  username?: string;
  external_user_id?: string;
  secondary_emails?: readonly IdentifierInput[];
  secondary_phone_numbers?: readonly IdentifierInput[];
}

export type WriteRefusal = Extract<TransmitRefusal, { code: "user_exists" | "value_refused" }>;

/** Creates a user. No other user can have its identifiers, because users sign in with them. Nothing is verified yet. */
export async function makeUser(ctx: Ctx, body: NewUser): Promise<Result<User, WriteRefusal>> {
  const { email, phone_number: phone, username, external_user_id: externalId } = body;
  // The first of each type becomes primary.
  const { secondary_emails: emails = [], secondary_phone_numbers: phones = [] } = body;
  const identifiers = [email, ...emails, phone, ...phones]
    .filter((identifier) => identifier !== undefined)
    .map((identifier) => ({ identifier, isAsserted: false }));
  const made = await createUser(ctx, {
    externalId,
    identifiers,
    ...(username !== undefined && { username }),
    form: "asGiven",
    areUnique: true,
    ...(hasProfile(body) && { wireContext: { transmit: mergeProfile({}, body) } }),
  });
  return made.ok ? ok(made.value) : refuse(writeRefusal(made.refusal.code));
}

/** Why a change was refused. */
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
