import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findUser, type IdentifierInput, isVerifiedByAnyone } from "@/lib/users";
import { type CheckRefusal, checkCodeByKey } from "@/lib/verification";
import { otpPolicy } from "../policies";
import type { TransmitRefusal } from "../refusals";
import type { Subject } from "../subject";

export interface ValidateCode {
  identifier: IdentifierInput;
  passcode: string;
  updatePrimary: boolean;
}

type ValidateRefusal = Extract<
  TransmitRefusal,
  { code: "user_not_found" | "already_verified" | "passcode_wrong" | "passcode_expired" }
>;

/** Checks the newest passcode that this application sent to this address of the user. */
export async function validateCode(
  ctx: Ctx,
  { userId, client }: Subject,
  { identifier, passcode, updatePrimary }: ValidateCode,
): Promise<Result<void, ValidateRefusal>> {
  const checked = await checkCodeByKey(ctx, {
    policy: otpPolicy(ctx.project),
    identifier,
    userId,
    client,
    code: passcode,
    updatePrimary,
  });
  if (checked.ok) return checked.value.isUserGone ? refuse({ code: "user_not_found" }) : ok(undefined);
  return refuse(await whyNot(ctx, userId, identifier, checked.refusal));
}

/** In the vendor's order: unknown user, already verified, expired passcode. */
async function whyNot(
  ctx: Ctx,
  userId: string,
  identifier: IdentifierInput,
  refusal: CheckRefusal,
): Promise<ValidateRefusal> {
  const type = "email" in identifier ? "email" : "phone";
  const user = await findUser(ctx, userId);
  if (!user.ok) return user.refusal;
  if (await isVerifiedByAnyone(ctx, identifier)) return { code: "already_verified", type };
  if (refusal.code === "verification_expired" && refusal.matched) return { code: "passcode_expired" };
  return { code: "passcode_wrong", answered: type === "email" ? "email" : "phone number" };
}
