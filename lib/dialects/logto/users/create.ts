import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { assignIdentifier, createUser, deleteUser, findUser, listUsers, type User } from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";
import { toIdentifierInput, tooLong } from "../identifier";
import type { WireIdentifier } from "../wire";
import type { CreateUserRequest } from "./requests";
import type { UserContext } from "./user-profile";

export const createUserRefusals = [
  "user.email_already_in_use",
  "user.phone_already_in_use",
  "user.username_already_in_use",
  "entity.value_too_long",
  "request.feature_not_supported",
] as const;
type Refusal = LogtoError<(typeof createUserRefusals)[number]>;

export const takenCodes = {
  email: "user.email_already_in_use",
  phone: "user.phone_already_in_use",
  username: "user.username_already_in_use",
} as const;

/** Creates a user for a backend. Its email address and phone number count as verified, and must not belong to another user. */
export async function makeUser(ctx: Ctx, body: CreateUserRequest): Promise<Result<User, Refusal>> {
  if (body.passwordDigest !== undefined || body.passwordAlgorithm !== undefined)
    return logtoError("request.feature_not_supported", { status: 422 });
  const { name, avatar, customData = {}, profile = {}, password, username } = body;
  const identifiers = identifiersOf(body);
  for (const identifier of identifiers) {
    const refused = tooLong(identifier);
    if (refused) return refused;
  }
  const kept: UserContext = { avatar: avatar || null, customData, profile };
  const made = await createUser(ctx, {
    name: name ?? null,
    identifiers: identifiers.map((one) => ({ identifier: toIdentifierInput(one), isAsserted: true })),
    form: "asGiven",
    areUnique: true,
    password,
    wireContext: { logto: kept },
  });
  if (!made.ok) return takenRefusal(ctx, identifiers);
  return username === undefined ? ok(made.value) : nameUser(ctx, made.value, username);
}

function identifiersOf({ primaryEmail, primaryPhone }: CreateUserRequest): WireIdentifier[] {
  return [
    ...(primaryEmail === undefined ? [] : [{ type: "email", value: primaryEmail } as const]),
    ...(primaryPhone === undefined ? [] : [{ type: "phone", value: primaryPhone } as const]),
  ];
}

/** Which of the identifiers is taken. The vendor checks the phone number first. */
async function takenRefusal(
  ctx: Ctx,
  identifiers: readonly WireIdentifier[],
): Promise<Result<never, Refusal>> {
  for (const one of identifiers.toReversed()) {
    const [holder] = await listUsers(ctx, { identifier: toIdentifierInput(one), limit: 1 });
    if (holder) return logtoError(takenCodes[one.type], { status: 422 });
  }
  return logtoError(takenCodes[identifiers[0]?.type ?? "email"], { status: 422 });
}

/** Sets a new user's username. If it is taken, the user is deleted again. */
async function nameUser(ctx: Ctx, { id: userId }: User, username: string): Promise<Result<User, Refusal>> {
  const identifier = { type: "username", value: username, normalized: username } as const;
  const given = await assignIdentifier(ctx, { userId, identifier, status: "primary" });
  if (!given.ok) {
    await deleteUser(ctx, userId);
    return logtoError("user.username_already_in_use", { status: 422 });
  }
  const found = await findUser(ctx, userId);
  if (!found.ok) throw new Error("A user vanished while it was made.");
  return ok(found.value);
}
