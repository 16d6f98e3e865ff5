import type { Ctx } from "@/lib/access";
import { mapOk } from "@/lib/result";
import { assignIdentifier, parseEmail, parsePhone, type UserRow } from "@/lib/users";
import {
  type identifierStatuses,
  type identifierTypes,
  toIdentifierResource,
  toStanding,
  valueContext,
} from "./resources/identifier";

export interface IdentifierFields {
  identifierType: (typeof identifierTypes)[number];
  identifierValue: string;
  status: (typeof identifierStatuses)[number];
}

/** Gives a user an identifier, and answers it as it was sent: what its rules let through, no other judge refuses. */
export async function assignIdentifierOfUser(
  ctx: Ctx,
  user: UserRow,
  { identifierType, identifierValue, status }: IdentifierFields,
) {
  const identifier = readIdentifier(identifierType, identifierValue);
  const standing = toStanding(status);
  const wireContext = valueContext(identifierValue, identifier.value);
  const given = await assignIdentifier(ctx, { userId: user.id, identifier, standing, wireContext });
  return mapOk(given, (held) => toIdentifierResource({ ...held, userNumber: user.number }));
}

/** A number of the right form that belongs to no network is kept as it is: nobody will be written to because of it. */
function readIdentifier(type: IdentifierFields["identifierType"], text: string) {
  const parsed = type === "email" ? parseEmail(text) : type === "phone" ? parsePhone(text) : null;
  if (parsed?.ok) return { type, value: parsed.value.value, normalized: parsed.value.normalized };
  return { type, value: text, normalized: text.toLowerCase() };
}
