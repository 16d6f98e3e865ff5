import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findIdentifierByNumber, removeIdentifier, type UserIdentifier } from "@/lib/users";
import { assignAsSent } from "../create-identifier";
import { formatId, parseId } from "../ids";
import { loadUser } from "../load-from-path";
import { alreadyExists } from "../parsing/rules";
import { type ValueRefused, valueRefused } from "../refusals";
import { valueAsSent } from "../resources/identifier";
import { formatInstant } from "../resources/instants";

const sharedMembers = { ID: z.string(), created: z.string(), updated: z.string(), status: z.string() };

export const EmailV1 = z.strictObject({ ...sharedMembers, email: z.string() });
export const PhoneNumberV1 = z.strictObject({ ...sharedMembers, phoneNumber: z.string() });

const prefixes = { email: "eml", phone: "phn" } as const;
const fields = { email: "email", phone: "phoneNumber" } as const;
type AddressType = keyof typeof prefixes;

export const toEmailV1 = (identifier: UserIdentifier): z.input<typeof EmailV1> => ({
  ...toShared("email", identifier),
  email: valueAsSent(identifier),
});

export const toPhoneNumberV1 = (identifier: UserIdentifier): z.input<typeof PhoneNumberV1> => ({
  ...toShared("phone", identifier),
  phoneNumber: valueAsSent(identifier),
});

function toShared(type: AddressType, { number, createdAt, verifiedAt }: UserIdentifier) {
  return {
    ID: formatId(prefixes[type], number),
    created: formatInstant(createdAt),
    updated: formatInstant(verifiedAt ?? createdAt),
    status: verifiedAt ? "active" : "pending",
  };
}

type NotFound = { code: "not_found" };

/** Adds an unverified address or number to a user, and returns its id. */
export async function createAddress(
  ctx: Ctx,
  userID: string,
  type: AddressType,
  value: string,
): Promise<Result<string, NotFound | ValueRefused>> {
  const user = await loadUser({ ctx, params: { userID } });
  if (!user.ok) return refuse({ code: "not_found" });
  const added = await assignAsSent(ctx, user.value, {
    identifierType: type,
    identifierValue: value,
    status: "pending",
  });
  if (added.ok) return ok(formatId(prefixes[type], added.value.number));
  if (added.refusal.code === "user_not_found") return refuse({ code: "not_found" });
  return valueRefused([{ field: fields[type], message: alreadyExists }], { status: 409 });
}

/** The address or number in the path. Not found if it is of the other type, or another user's. */
export async function findAddress(
  ctx: Ctx,
  userID: string,
  type: AddressType,
  id: string,
): Promise<Result<UserIdentifier, NotFound>> {
  const user = await loadUser({ ctx, params: { userID } });
  const number = parseId(prefixes[type], id);
  if (!user.ok || number === null) return refuse({ code: "not_found" });
  const found = await findIdentifierByNumber(ctx, user.value.id, number);
  return found.ok && found.value.type === type ? found : refuse({ code: "not_found" });
}

export async function deleteAddress(
  ctx: Ctx,
  userID: string,
  type: AddressType,
  id: string,
): Promise<Result<Record<string, never>, NotFound>> {
  const found = await findAddress(ctx, userID, type, id);
  if (!found.ok) return found;
  const { userId, id: identifierId } = found.value;
  const removed = await removeIdentifier(ctx, { userId, identifierId });
  return removed.ok ? ok({}) : refuse({ code: "not_found" });
}
