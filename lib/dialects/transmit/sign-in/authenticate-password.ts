import type { z } from "zod";
import type { Ctx } from "@/lib/access";
import type { SignInContext } from "@/lib/http/oauth";
import { type Result, refuse } from "@/lib/result";
import { secondsUntil } from "@/lib/time";
import type { User } from "@/lib/users";
import { provePassword } from "@/lib/verification";
import { findUserBy } from "../directory/find-by";
import { passwordPolicy } from "../policies";
import { callingClient } from "../subject";
import { emailOf, phoneOf } from "../wire/bodies";
import type { AuthenticatePassword } from "../wire/sign-in-bodies";
import { onDevice } from "./device";
import { joinedSession } from "./joined-session";
import { issuer, type SignedIn, type SignInRefusal, tokensFor } from "./sign-in";

type Given = z.output<typeof AuthenticatePassword>;

type PasswordRefusal =
  | SignInRefusal
  | { code: "password_wrong" }
  | { code: "too_many"; retryAfterSeconds: number };

/** Signs a user in by password. Wrong passwords count with the user's wrong codes. */
export async function authenticatePassword(
  ctx: Ctx,
  given: Given,
): Promise<Result<SignedIn, PasswordRefusal>> {
  const {
    username_type: type = "username",
    username,
    password,
    resource,
    claims: requested,
    session_id,
  } = given;
  const client = await callingClient(ctx);
  if (!client.ok) return client;
  const found = await findUserBy(ctx, type, username);
  const user = found.ok && isVerifiedFor(found.value, type) ? found.value : null;
  const wireContext: SignInContext = { path: issuer, createsUser: false, claims: { amr: ["pwd"] } };
  const session = await joinedSession(ctx, { userId: user?.id ?? null, session_id });
  if (!session.ok) return session;
  const proven = await provePassword(onDevice(ctx, given.client_attributes), {
    policy: passwordPolicy(ctx.project, user !== null),
    userId: user?.id ?? null,
    password,
    identifier: identifierOf(type, username),
    wireContext,
  });
  if (!proven.ok) {
    const { refusal } = proven;
    if (refusal.code === "password_wrong") return refuse({ code: "password_wrong" });
    return refuse({
      code: "too_many",
      retryAfterSeconds: Math.max(1, secondsUntil(refusal.retryAt, refusal.now)),
    });
  }
  if (user!.suspendedAt) return refuse({ code: "user_suspended" });
  const holder = { userId: user!.id, client: client.value };
  return tokensFor(ctx, proven.value, { ...holder, resource, requested, session: session.value });
}

type UsernameType = "username" | "email" | "phone_number";

/** An address or a number is a username once it is verified. */
function isVerifiedFor({ identifiers }: User, type: UsernameType): boolean {
  if (type === "username") return true;
  const wanted = type === "email" ? "email" : "phone";
  return identifiers.some((held) => held.type === wanted && held.isPrimary && held.verifiedAt !== null);
}

function identifierOf(type: UsernameType, username: string) {
  if (type === "username") return { username };
  return (type === "email" ? emailOf(username) : phoneOf(username)) ?? undefined;
}
