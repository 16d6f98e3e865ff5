import { type Ctx, clientIdOf, findApiKey } from "@/lib/access";
import { fromShortId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser, type User } from "@/lib/users";

/** Who is to prove something, and for which application: codes of one are worth nothing in another. */
export interface Subject {
  userId: string;
  /** The OAuth client id, or the foreign issuer whose token it is. */
  client: string;
}

/** The user who is signed in. */
export function callingUser({ caller }: Ctx): Subject {
  if (caller.kind !== "user") throw new Error("Only users come this far: see the protocol.");
  return { userId: caller.userId, client: caller.client };
}

/** The client id of the backend that calls. It had it when it was authenticated; it may be deleted just now. */
export async function callingClient(ctx: Ctx): Promise<Result<string, { code: "client_gone" }>> {
  const key = ctx.caller.kind === "key" ? await findApiKey(ctx, ctx.caller.apiKeyId) : null;
  return key?.ok ? ok(clientIdOf(key.value)) : refuse({ code: "client_gone" });
}

/** A user whom a backend names, with its application. */
export async function namedUser(
  ctx: Ctx,
  userId: string,
): Promise<Result<Subject, { code: "user_not_found" } | { code: "client_gone" }>> {
  const uuid = fromShortId(userId);
  if (!uuid) return refuse({ code: "user_not_found" });
  const client = await callingClient(ctx);
  return client.ok ? ok({ userId: uuid, client: client.value }) : client;
}

/** The directory entry behind an id in 21 characters. */
export async function readUser(ctx: Ctx, userId: string): Promise<Result<User, { code: "user_not_found" }>> {
  const uuid = fromShortId(userId);
  return uuid ? findUser(ctx, uuid) : refuse({ code: "user_not_found" });
}
