import { actorOf, type Ctx } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { markCanceled } from "./attempts/repository";
import { findById } from "./queries/repository";
import type { CancelRefusal } from "./refusals";
import type { LoadedVerification } from "./verification";

export interface Cancel {
  verificationId: string;
  /** `denied`: the person whose address it is said that it was not them. */
  reason?: "requested" | "denied";
}

/** Ends a verification unproven. Canceling twice is the same as once; a verified one stays verified. */
export async function cancel(
  ctx: Ctx,
  { verificationId, reason = "requested" }: Cancel,
): Promise<Result<LoadedVerification, CancelRefusal>> {
  const canceled = await markCanceled({
    id: verificationId,
    projectId: ctx.project.id,
    reason,
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventId: newId(),
    eventData: JSON.stringify({ reason }),
  });
  if (canceled) return ok(canceled);
  const found = await findById(ctx.project.id, verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  return found.verifiedAt ? refuse({ code: "already_verified", raced: false }) : ok(found);
}
