import { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { checkCodeByKey } from "@/lib/verification";
import { toIdentifierInput } from "../identifier";
import { genericPolicy } from "../policies";
import { type CheckCodeRefusal, toCheckError } from "../sending/check-errors";
import { type SendCodeRefusal, sendCode } from "../sending/send-code";
import { email, phone, type WireIdentifier } from "../wire";

/** If both are given, the address is used. */
export const RequestCodeBody = z.union([z.object({ email }), z.object({ phone })]);

const verificationCode = z.string().min(1);

export const VerifyCodeBody = z.union([
  z.object({ email, verificationCode }),
  z.object({ phone, verificationCode }),
]);

function identifierOf(body: z.output<typeof RequestCodeBody>): WireIdentifier {
  return "email" in body ? { type: "email", value: body.email } : { type: "phone", value: body.phone };
}

/** Sends a code to an address or number, without a user. */
export async function requestCode(
  ctx: Ctx,
  body: z.output<typeof RequestCodeBody>,
): Promise<Result<undefined, SendCodeRefusal>> {
  const policy = genericPolicy(ctx.project);
  const sent = await sendCode(ctx, { identifier: identifierOf(body), policy, usage: "Generic" });
  return sent.ok ? ok(undefined) : sent;
}

/** Compares a code with the newest one of the address or number. */
export async function verifyCode(
  ctx: Ctx,
  body: z.output<typeof VerifyCodeBody>,
): Promise<Result<undefined, CheckCodeRefusal>> {
  const identifier = identifierOf(body);
  const policy = genericPolicy(ctx.project);
  const checked = await checkCodeByKey(ctx, {
    policy,
    identifier: toIdentifierInput(identifier),
    code: body.verificationCode,
    isEveryAnswerCounted: true,
  });
  return checked.ok ? ok(undefined) : toCheckError(checked.refusal, identifier.type);
}
