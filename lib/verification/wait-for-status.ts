import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findById } from "./queries/repository";
import type { NotFound } from "./refusals";
import { type LoadedVerification, type Status, statusOf } from "./verification";
import { watch } from "./watching/watch";

export interface WaitForStatus {
  verificationId: string;
  /** The status that the caller knows. */
  known: Status;
  /** At most this long. Zero: not at all. */
  seconds: number;
  signal: AbortSignal;
}

/**
 * The verification, as soon as its status is another than the known one or it can no longer change, or when the time is up. It
 * comes earlier if the process stops or too many are waiting.
 */
export async function waitForStatus(
  ctx: Ctx,
  { verificationId, known, seconds, signal }: WaitForStatus,
): Promise<Result<LoadedVerification, NotFound>> {
  const find = () => findById(ctx.project.id, verificationId);
  let last: LoadedVerification | undefined;
  if (seconds === 0) last = await find();
  else
    for await (last of watch({ verificationId, find, signal, seconds }))
      if (statusOf(last, last.now) !== known) break;
  return last ? ok(last) : refuse({ code: "verification_not_found" });
}
