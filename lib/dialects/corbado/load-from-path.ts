import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findIdentifierByNumber, findUserByNumber, type UserIdentifier, type UserRow } from "@/lib/users";
import { parseId } from "./ids";

interface Input<P> {
  ctx: Ctx;
  params: P;
}

/** Loads the user of the path, within the caller's project. */
export async function loadUser({
  ctx,
  params,
}: Input<{ userID: string }>): Promise<Result<UserRow, { code: "user_not_found" }>> {
  const number = parseId("usr", params.userID);
  return number === null ? refuse({ code: "user_not_found" }) : findUserByNumber(ctx, number);
}

export interface OwnedIdentifier {
  user: UserRow;
  identifier: UserIdentifier;
}

/** Loads the identifier of the path. Not found if it belongs to another user. */
export async function loadIdentifier({
  ctx,
  params,
}: Input<{ userID: string; identifierID: string }>): Promise<
  Result<OwnedIdentifier, { code: "user_not_found" } | { code: "identifier_not_found" }>
> {
  const user = await loadUser({ ctx, params });
  if (!user.ok) return user;
  const number = parseId("ide", params.identifierID);
  if (number === null) return refuse({ code: "identifier_not_found" });
  const identifier = await findIdentifierByNumber(ctx, user.value.id, number);
  return identifier.ok ? ok({ user: user.value, identifier: identifier.value }) : identifier;
}
