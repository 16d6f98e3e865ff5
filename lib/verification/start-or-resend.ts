import type { Ctx } from "@/lib/access";
import { matchLocale } from "@/lib/i18n";
import { type Result, refuse } from "@/lib/result";
import type { Started } from "./finish-send";
import type { ResendRefusal, StartRefusal } from "./refusals";
import { resend } from "./resend";
import { type Start, startUnlessPending } from "./start";

/** Parallel starts give way to one another. Each round starts or resends at least one of them. */
const maxRounds = 20;

/**
 * Starts a verification, or sends the pending one with the same key again, for policies whose `again` is `resend`. Of
 * parallel calls, one starts the verification and the others resend it.
 */
export async function startOrResend(
  ctx: Ctx,
  input: Start,
): Promise<Result<Started, StartRefusal | ResendRefusal | { code: "too_many_parallel_starts" }>> {
  const { channel, answerAfter, code, message, limits } = input;
  const locale = input.locale === undefined ? undefined : matchLocale([input.locale], undefined);
  for (let round = 0; round < maxRounds; round++) {
    const started = await startUnlessPending(ctx, input);
    if (started.ok || started.refusal.code !== "already_pending")
      return started as Result<Started, StartRefusal>;
    const { verificationId } = started.refusal;
    if (!verificationId) continue;
    const resent = await resend(ctx, { verificationId, channel, locale, answerAfter, code, message, limits });
    if (resent.ok || !hasEnded(resent.refusal)) return resent;
  }
  return refuse({ code: "too_many_parallel_starts" });
}

/** Whether the verification ended after it was found pending. A locked one keeps its recipient until it expires. */
function hasEnded(refusal: ResendRefusal): boolean {
  return refusal.code === "verification_not_pending" && refusal.status !== "locked";
}
