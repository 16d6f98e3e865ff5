import type { Ctx } from "@/lib/access";
import { mapOk } from "@/lib/result";
import { giveIdentifier, parseEmail, parsePhone, type UserRow } from "@/lib/users";
import {
  type identifierStatuses,
  type identifierTypes,
  keepingValue,
  toIdentifierResource,
  toStanding,
} from "./resources/identifier";

export interface Given {
  identifierType: (typeof identifierTypes)[number];
  identifierValue: string;
  status: (typeof identifierStatuses)[number];
}

/** Gives a user an identifier, and answers it as it was sent: what its rules let through, no other judge refuses. */
export async function give(ctx: Ctx, user: UserRow, { identifierType, identifierValue, status }: Given) {
  const identifier = readIdentifier(identifierType, identifierValue);
  const standing = toStanding(status);
  const wireContext = keepingValue(identifierValue, identifier.value);
  const given = await giveIdentifier(ctx, { userId: user.id, identifier, standing, wireContext });
  return mapOk(given, (held) => toIdentifierResource({ ...held, userNumber: user.number }));
}

/** A number of the right form that belongs to no network is kept as it is: nobody will be written to because of it. */
function readIdentifier(type: Given["identifierType"], text: string) {
  const parsed = type === "email" ? parseEmail(text) : type === "phone" ? parsePhone(text) : null;
  if (parsed?.ok) return { type, value: parsed.value.value, normalized: parsed.value.normalized };
  return { type, value: text, normalized: text.toLowerCase() };
}
