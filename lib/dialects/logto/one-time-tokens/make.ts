import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { start } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { tooLong } from "../identifier";
import { policyFor, purpose } from "./policy";
import type { CreateTokenBody } from "./requests";
import { type TokenContext, toToken, type WireToken } from "./token";

/** Creates a token that verifies an address once. The caller sends it. */
export async function makeToken(
  ctx: Ctx,
  { email, context, expiresIn }: z.output<typeof CreateTokenBody>,
): Promise<Result<WireToken, LogtoError<"entity.value_too_long" | "connector.general">>> {
  const refused = tooLong({ type: "email", value: email });
  if (refused) return refused;
  const kept: TokenContext = { email, context };
  const policy = policyFor(expiresIn);
  const started = await start(ctx, { identifier: { email }, policy, purpose, wireContext: kept });
  return started.ok
    ? ok(toToken(started.value.verification))
    : logtoError("connector.general", { slots: { errorDescription: started.refusal.code } });
}
