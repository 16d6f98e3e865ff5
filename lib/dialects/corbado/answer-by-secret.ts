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
  /** Null: any user. */
  user: UserRow | null;
  /** As the person typed it, or the token of a link. */
  secret: string;
  /** Verifications of other calls and dialects are not found here. */
  policyName: string;
}

type AnswerRefusal = CheckRefusal | RedeemRefusal;

/** Link tokens are far longer than any code. */
const looksLikeLink = (secret: string) => secret.length > 20;

/**
 * Answers a verification with a code or with a link's token: the vendor has one call for both. A secret for another
 * user's verification proves nothing and costs no attempt.
 */
export async function answerBySecret(
  ctx: Ctx,
  answer: AnswerBySecret,
): Promise<Result<Proven, AnswerRefusal>> {
  const { verificationId, user, secret, policyName } = answer;
  if (looksLikeLink(secret)) return answerByLink(ctx, answer);
  return checkCode(ctx, { verificationId, code: secret, expect: { userId: user?.id, policyName } });
}

async function answerByLink(
  ctx: Ctx,
  { verificationId, user, secret, policyName }: AnswerBySecret,
): Promise<Result<Proven, AnswerRefusal>> {
  const found = await find(ctx, verificationId);
  if (!found.ok) return found;
  const isExpected = found.value.policyName === policyName && (!user || found.value.userId === user.id);
  if (!isExpected) return refuse({ code: "identifier_mismatch" });
  const linked = await findByLink(secret);
  if (linked?.id !== verificationId) return refuse({ code: "link_invalid" });
  const proven = await redeemLink(async () => ctx, secret);
  return proven.ok ? ok(proven.value) : proven;
}
