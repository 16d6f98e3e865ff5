import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findById } from "./queries/repository";
import type { NotFound } from "./refusals";
import { type LoadedVerification, type Status, statusOf } from "./verification";
import { watch } from "./watching/watch";

export interface WaitForStatus {
  verificationId: string;
  /** Waits at most `seconds` for another status than the known one. Null: not at all. */
  wait: { known: Status; seconds: number; signal: AbortSignal } | null;
}

/**
 * The verification: at once, or as soon as its status is another than the known one or can no longer change, or when the time
 * is up. It comes earlier if the process stops or too many are waiting.
 */
export async function waitForStatus(
  ctx: Ctx,
  { verificationId, wait }: WaitForStatus,
): Promise<Result<LoadedVerification, NotFound>> {
  const find = () => findById(ctx.project.id, verificationId);
  let last: LoadedVerification | undefined;
  if (!wait) last = await find();
  else
    for await (last of watch({ verificationId, find, ...wait }))
      if (statusOf(last, last.now) !== wait.known) break;
  return last ? ok(last) : refuse({ code: "verification_not_found" });
}
