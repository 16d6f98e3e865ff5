import { cookies } from "next/headers";
import { type Ctx, findOperatorByEmail, type Operator } from "@/lib/access";
import { env } from "@/lib/env";
import { fromTypeId, toTypeId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { hour } from "@/lib/time";
import {
  type CheckRefusal,
  checkCode,
  find,
  type LoadedVerification,
  type ResendRefusal,
  resend,
  type Started,
  type StartRefusal,
  start,
  statusOf,
} from "@/lib/verification";
import { visitorCtx } from "./console-ctx";

/** Ties the browser that asked for a code to the verification: only it may answer. */
const cookieName = "countersign.sign-in";

/**
 * Sends a sign-in code: a verification in the reserved project. Somebody who is no operator gets a decoy: the same
 * statement under the policy `recipients: known`, in a project that knows nobody. So row, answer, limits, waits and time
 * are the same for both, and the page cannot tell who is an operator (docs/security.md #24).
 */
export async function sendSignInCode(email: string): Promise<Result<Started, StartRefusal>> {
  const [visitor, operator] = await Promise.all([
    visitorCtx({ kind: "system" }),
    findOperatorByEmail(email.trim()),
  ]);
  const ctx = answeringOnly(operator, visitor);
  const started = await start(ctx, { identifier: { email }, purpose: "authenticate" });
  if (started.ok) await remember(started.value.verification.id);
  return started;
}

function answeringOnly(operator: Operator | null, ctx: Ctx): Ctx {
  const { settings } = ctx.project;
  const email = { ...settings.policies.authenticate?.email, recipients: operator ? "any" : "known" } as const;
  const policies = { ...settings.policies, authenticate: { ...settings.policies.authenticate, email } };
  return { ...ctx, project: { ...ctx.project, settings: { ...settings, policies } } };
}

/** The sign-in under way in this browser, or null if there is none that could still succeed. */
export async function pendingSignIn(): Promise<LoadedVerification | null> {
  const found = await rememberedSignIn();
  return found && statusOf(found, found.now) === "pending" ? found : null;
}

/** Where it stands, also when it has ended. */
export async function rememberedSignIn(): Promise<LoadedVerification | null> {
  const id = await rememberedId();
  if (!id) return null;
  const found = await find(await visitorCtx({ kind: "system" }), id);
  return found.ok ? found.value : null;
}

export async function resendSignInCode(): Promise<Result<Started, ResendRefusal>> {
  const id = await rememberedId();
  if (!id) return refuse({ code: "verification_not_found" });
  return resend(await visitorCtx({ kind: "system" }), { verificationId: id });
}

/** The operator who answered with the right code. One who was removed meanwhile counts as nobody. */
export async function answerSignInCode(code: string): Promise<Result<Operator, CheckRefusal>> {
  const id = await rememberedId();
  if (!id) return refuse({ code: "verification_not_found" });
  const ctx = await visitorCtx({ kind: "page", nonce: id });
  const checked = await checkCode(ctx, { verificationId: id, code });
  if (!checked.ok) return checked;
  const operator = await findOperatorByEmail(checked.value.identifierValue ?? "");
  return operator ? ok(operator) : refuse({ code: "verification_not_found" });
}

export async function forgetSignIn(): Promise<void> {
  (await cookies()).delete(cookieName);
}

async function remember(verificationId: string): Promise<void> {
  (await cookies()).set(cookieName, toTypeId("ver", verificationId), {
    httpOnly: true,
    sameSite: "lax",
    secure: env.PUBLIC_URL.startsWith("https:"),
    path: "/",
    maxAge: hour,
  });
}

async function rememberedId(): Promise<string | null> {
  const value = (await cookies()).get(cookieName)?.value;
  return value ? fromTypeId("ver", value) : null;
}
