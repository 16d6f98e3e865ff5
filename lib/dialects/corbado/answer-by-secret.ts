import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import type { UserRow } from "@/lib/users";
import {
  type CheckRefusal,
  checkCode,
  find,
  findByLink,
  type Proven,
  type RedeemRefusal,
  redeemLink,
} from "@/lib/verification";

export interface AnswerBySecret {
  verificationId: string;
  /** Null: whoever it was started for. */
  user: UserRow | null;
  value: string;
  /** One that another call or dialect started is not found here. */
  policyName: string;
}

type AnswerRefusal = CheckRefusal | RedeemRefusal;

/** Link tokens are far longer than any code. */
const looksLikeLink = (value: string) => value.length > 20;

/**
 * Answers a verification by what its message carried, a code or a link's token; the vendor's call is the same. A value
 * for one that is somebody else's proves nothing and costs no attempt.
 */
export async function answerBySecret(
  ctx: Ctx,
  answered: AnswerBySecret,
): Promise<Result<Proven, AnswerRefusal>> {
  const { verificationId, user, value, policyName } = answered;
  if (looksLikeLink(value)) return answerByLink(ctx, answered);
  return checkCode(ctx, { verificationId, code: value, expect: { userId: user?.id, policyName } });
}

async function answerByLink(
  ctx: Ctx,
  { verificationId, user, value, policyName }: AnswerBySecret,
): Promise<Result<Proven, AnswerRefusal>> {
  const found = await find(ctx, verificationId);
  if (!found.ok) return found;
  const isExpected = found.value.policyName === policyName && (!user || found.value.userId === user.id);
  if (!isExpected) return refuse({ code: "identifier_mismatch" });
  const linked = await findByLink(value);
  if (linked?.id !== verificationId) return refuse({ code: "link_invalid" });
  const proven = await redeemLink(async () => ctx, value);
  return proven.ok ? ok(proven.value) : proven;
}
