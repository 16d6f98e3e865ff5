import type { z } from "zod";
import type { Ctx } from "@/lib/access";
import type { TwilioService } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { type CheckRefusal, checkCode, checkCodeByKey, type Proven } from "@/lib/verification";
import { policyName, verificationPolicy } from "../policies";
import { toCheckError } from "../refusals";
import { fromSid } from "../sids";
import { findInService } from "./find-verification";
import type { CheckVerification } from "./requests";
import { type CheckResource, toCheck, VerificationContext } from "./verification";

type Refused =
  | { code: "not_found" | "target_missing" | "payment_incomplete" }
  | ReturnType<typeof toCheckError>["refusal"];

/** Checks a code. A wrong one is no error for the vendor: the verification stays pending. */
export async function checkVerification(
  ctx: Ctx,
  service: TwilioService,
  body: CheckVerification,
): Promise<Result<z.input<typeof CheckResource>, Refused>> {
  if (body.To === undefined && body.VerificationSid === undefined) return refuse({ code: "target_missing" });
  if (service.psd2Enabled) {
    const isSame = await isSamePayment(ctx, service, body);
    if (!isSame.ok) return isSame;
    if (!isSame.value) return whilePending(ctx, service, body);
  }
  const checked = await check(ctx, service, body);
  if (checked.ok) return ok(toCheck(ctx, checked.value, "approved"));
  if (checked.refusal.code === "code_mismatch") return whilePending(ctx, service, body);
  return toCheckError(checked.refusal);
}

/** The vendor counts every code, also one with letters: a caller's own code can have some. */
const isEveryAnswerCounted = true;

async function check(
  ctx: Ctx,
  service: TwilioService,
  { To, VerificationSid, Code: code }: CheckVerification,
): Promise<Result<Proven, CheckRefusal>> {
  const client = service.sid;
  if (VerificationSid === undefined) {
    const policy = verificationPolicy(service);
    return checkCodeByKey(ctx, { policy, identifier: To!, client, code, isEveryAnswerCounted });
  }
  const verificationId = fromSid("VE", VerificationSid);
  if (!verificationId) return refuse({ code: "verification_not_found" });
  const expect = { policyName, client, identifier: To };
  return checkCode(ctx, { verificationId, code, expect, isEveryAnswerCounted });
}

function target({ To, VerificationSid }: CheckVerification): string {
  return VerificationSid ?? ("email" in To! ? To.email : To!.phone);
}

async function whilePending(ctx: Ctx, service: TwilioService, body: CheckVerification) {
  const found = await findInService(ctx, service, target(body));
  return found.ok ? ok(toCheck(ctx, found.value, "pending")) : found;
}

/** A code for one payment must not confirm another (PSD2, delegated regulation 2018/389, article 5). */
async function isSamePayment(
  ctx: Ctx,
  service: TwilioService,
  body: CheckVerification,
): Promise<Result<boolean, { code: "not_found" | "payment_incomplete" }>> {
  if (!(body.Amount && body.Payee)) return refuse({ code: "payment_incomplete" });
  const found = await findInService(ctx, service, target(body));
  if (!found.ok) return found;
  const { amount, payee } = VerificationContext.parse(found.value.wireContext);
  return ok(amount === body.Amount && payee === body.Payee);
}
