import { cookies } from "next/headers";
import {
  type Ctx,
  findOperatorByEmail,
  mustEnterByCompany,
  mustUseCompany,
  type Operator,
} from "@/lib/access";
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
import { anonymousCtx } from "./console-ctx";

/** Binds the verification to the browser that requested the code. Only that browser can check it. */
const cookieName = "countersign.sign-in";

type CompanySignInRequired = { code: "company_sign_in_required" };

/**
 * Sends a sign-in code by starting a verification in the reserved project. An address without an operator gets a decoy:
 * the policy is `recipients: known`, and the project has no users. So rows, responses, limits and timing are the same for
 * both, and the page can't reveal who is an operator (docs/security.md #24).
 */
export async function sendSignInCode(
  email: string,
): Promise<Result<Started, StartRefusal | CompanySignInRequired>> {
  // Depends on the domain only, so that it does not reveal who is an operator either.
  if (mustUseCompany(email)) return refuse({ code: "company_sign_in_required" });
  const [visitor, operator] = await Promise.all([
    anonymousCtx({ kind: "system" }),
    findOperatorByEmail(email.trim()),
  ]);
  const ctx = withRecipients(operator, visitor);
  const started = await start(ctx, { identifier: { email }, purpose: "authenticate" });
  if (started.ok) await remember(started.value.verification.id);
  return started;
}

function withRecipients(operator: Operator | null, ctx: Ctx): Ctx {
  const { settings } = ctx.project;
  const email = { ...settings.policies.authenticate?.email, recipients: operator ? "any" : "known" } as const;
  const policies = { ...settings.policies, authenticate: { ...settings.policies.authenticate, email } };
  return { ...ctx, project: { ...ctx.project, settings: { ...settings, policies } } };
}

/** This browser's pending sign-in, or null. */
export async function pendingSignIn(): Promise<LoadedVerification | null> {
  const found = await rememberedSignIn();
  return found && statusOf(found, found.now) === "pending" ? found : null;
}

/** This browser's sign-in in any state, including ended ones. */
export async function rememberedSignIn(): Promise<LoadedVerification | null> {
  const id = await rememberedId();
  if (!id) return null;
  const found = await find(await anonymousCtx({ kind: "system" }), id);
  return found.ok ? found.value : null;
}

export async function resendSignInCode(): Promise<Result<Started, ResendRefusal>> {
  const id = await rememberedId();
  if (!id) return refuse({ code: "verification_not_found" });
  return resend(await anonymousCtx({ kind: "system" }), { verificationId: id });
}

/** The operator whose code matched. An operator removed in the meantime gets a refusal. */
export async function checkSignInCode(
  code: string,
): Promise<Result<Operator, CheckRefusal | CompanySignInRequired>> {
  const id = await rememberedId();
  if (!id) return refuse({ code: "verification_not_found" });
  const ctx = await anonymousCtx({ kind: "page", nonce: id });
  const checked = await checkCode(ctx, { verificationId: id, code });
  if (!checked.ok) return checked;
  const operator = await findOperatorByEmail(checked.value.identifierValue ?? "");
  if (!operator) return refuse({ code: "verification_not_found" });
  return (await mustEnterByCompany(operator)) ? refuse({ code: "company_sign_in_required" }) : ok(operator);
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
