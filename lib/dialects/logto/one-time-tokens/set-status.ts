import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { cancel, redeemShortToken, shortToken } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { findToken, type NoSuchToken } from "./find";
import type { TokenStatusBody } from "./requests";
import { toToken, type WireToken } from "./token";
import { isUsable, type VerifyTokenRefusal } from "./use";

type StatusRefusal =
  | NoSuchToken
  | LogtoError<
      | "one_time_token.cannot_reactivate_token"
      | "one_time_token.token_consumed"
      | "one_time_token.token_revoked"
      | "one_time_token.token_expired"
    >;

/** Revokes or consumes a token. It cannot become active again. */
export async function setTokenStatus(
  ctx: Ctx,
  id: string,
  { status }: z.output<typeof TokenStatusBody>,
): Promise<Result<WireToken, StatusRefusal>> {
  const found = await findToken(ctx, id);
  if (!found.ok) return found;
  if (status === "active") return logtoError("one_time_token.cannot_reactivate_token");
  if (status === "consumed") {
    const redeemed = await redeemShortToken(ctx, shortToken(found.value));
    if (redeemed.ok) return ok(toToken(redeemed.value));
    const why = isUsable(found.value);
    return why.ok
      ? logtoError("one_time_token.token_consumed")
      : (why as { ok: false; refusal: Extract<VerifyTokenRefusal, StatusRefusal> });
  }
  const canceled = await cancel(ctx, { verificationId: found.value.id });
  if (!canceled.ok) return logtoError("one_time_token.token_consumed");
  return ok(toToken(canceled.value));
}
