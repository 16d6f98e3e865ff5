import type { Ctx } from "@/lib/access";
import { mapOk } from "@/lib/result";
import { assignIdentifier, parseEmail, parsePhone, type UserRow } from "@/lib/users";
import {
  type identifierStatuses,
  type identifierTypes,
  toIdentifierResource,
  toIdentifierStatus,
  valueContext,
} from "./resources/identifier";

export interface CreateIdentifier {
  identifierType: (typeof identifierTypes)[number];
  identifierValue: string;
  status: (typeof identifierStatuses)[number];
}

/** Adds an identifier to a user, and returns the value as it was sent. */
export async function createIdentifier(ctx: Ctx, user: UserRow, given: CreateIdentifier) {
  return mapOk(await assignAsSent(ctx, user, given), (added) =>
    toIdentifierResource({ ...added, userNumber: user.number }),
  );
}

/** Adds an identifier to a user, and keeps the value as it was sent. The body's rules have checked its format. */
export async function assignAsSent(
  ctx: Ctx,
  user: UserRow,
  { identifierType, identifierValue, status }: CreateIdentifier,
) {
  const identifier = toIdentifier(identifierType, identifierValue);
  return assignIdentifier(ctx, {
    userId: user.id,
    identifier,
    status: toIdentifierStatus(status),
    wireContext: valueContext(identifierValue, identifier.value),
  });
}

/** A number in E.164 that belongs to no network is kept as it is: no message is sent because of it. */
function toIdentifier(type: CreateIdentifier["identifierType"], text: string) {
  const parsed = type === "email" ? parseEmail(text) : type === "phone" ? parsePhone(text) : null;
  if (parsed?.ok) return { type, value: parsed.value.value, normalized: parsed.value.normalized };
  return { type, value: text, normalized: text.toLowerCase() };
}
