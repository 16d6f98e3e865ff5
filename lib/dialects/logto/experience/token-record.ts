import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import type { LoadedVerification } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { contextOf } from "../one-time-tokens/token";
import { findUsableToken, useToken as redeem, verifyTokenRefusals } from "../one-time-tokens/use";
import { change, type OpenInteraction } from "./interaction";
import type { VerifyOneTimeTokenBody } from "./requests";

export const tokenRefusals = ["one_time_token.interaction_event_mismatch", ...verifyTokenRefusals] as const;

/** Uses a one-time token up, as a record of its address. No captcha is required afterwards. */
export async function redeemTokenRecord(
  ctx: Ctx,
  interaction: OpenInteraction,
  { identifier: { value: email }, token }: z.output<typeof VerifyOneTimeTokenBody>,
): Promise<Result<LoadedVerification, LogtoError<(typeof tokenRefusals)[number]>>> {
  const usable = await findUsableToken(ctx, { email, token });
  if (!usable.ok) return usable;
  const { interactionEvent = interaction.event } = contextOf(usable.value);
  if (interactionEvent !== interaction.event) return logtoError("one_time_token.interaction_event_mismatch");
  const used = await redeem(ctx, { email, token });
  if (!used.ok) return used;
  await change(ctx, (before) => ({
    ...before,
    records: { ...before.records, OneTimeToken: used.value.id },
    captcha: { ...before.captcha, skipped: true },
  }));
  return ok(used.value);
}
