import { type Ctx, clientIdOf, findApiKey } from "@/lib/access";
import { fromShortId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser, type User } from "@/lib/users";

/** The user who verifies something, and the application. Codes of one application do not work in another. */
export interface Subject {
  userId: string;
  /** The OAuth client id, or the foreign issuer whose token it is. */
  client: string;
}

/** The signed-in user. */
export function callingUser({ caller }: Ctx): Subject {
  if (caller.kind !== "user") throw new Error("Only users come this far: see the protocol.");
  return { userId: caller.userId, client: caller.client };
}

/** The client id of the calling backend. Refused if its key was deleted after authentication. */
export async function callingClient(ctx: Ctx): Promise<Result<string, { code: "client_gone" }>> {
  const key = ctx.caller.kind === "key" ? await findApiKey(ctx, ctx.caller.apiKeyId) : null;
  return key?.ok ? ok(clientIdOf(key.value)) : refuse({ code: "client_gone" });
}

/** The user named by a backend, with the backend's application. */
export async function namedUser(
  ctx: Ctx,
  userId: string,
): Promise<Result<Subject, { code: "user_not_found" } | { code: "client_gone" }>> {
  const uuid = fromShortId(userId);
  if (!uuid) return refuse({ code: "user_not_found" });
  const client = await callingClient(ctx);
  return client.ok ? ok({ userId: uuid, client: client.value }) : client;
}

/** The user with an id of 21 characters. */
export async function readUser(ctx: Ctx, userId: string): Promise<Result<User, { code: "user_not_found" }>> {
  const uuid = fromShortId(userId);
  return uuid ? findUser(ctx, uuid) : refuse({ code: "user_not_found" });
}
