import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findIdentifierByNumber, findUserByNumber, type UserIdentifier, type UserRow } from "@/lib/users";
import { readNumber } from "./ids";

interface Named<P> {
  ctx: Ctx;
  params: P;
}

/** The user of the path. An id of another project belongs to nobody here. */
export async function loadUser({
  ctx,
  params,
}: Named<{ userID: string }>): Promise<Result<UserRow, { code: "user_not_found" }>> {
  const number = readNumber("usr", params.userID);
  return number === null ? refuse({ code: "user_not_found" }) : findUserByNumber(ctx, number);
}

export interface OwnedIdentifier {
  user: UserRow;
  identifier: UserIdentifier;
}

/** The identifier of the path, if it is that user's. */
export async function loadIdentifier({
  ctx,
  params,
}: Named<{ userID: string; identifierID: string }>): Promise<
  Result<OwnedIdentifier, { code: "user_not_found" } | { code: "identifier_not_found" }>
> {
  const user = await loadUser({ ctx, params });
  if (!user.ok) return user;
  const number = readNumber("ide", params.identifierID);
  if (number === null) return refuse({ code: "identifier_not_found" });
  const found = await findIdentifierByNumber(ctx, user.value.id, number);
  return found.ok ? ok({ user: user.value, identifier: found.value }) : found;
}
