import { actorOf, type Ctx } from "@/lib/access";
import { newId } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { markCanceled } from "./outcomes/repository";
import { findById } from "./queries/repository";
import type { CancelRefusal } from "./refusals";
import type { LoadedVerification } from "./verification";

export interface Cancel {
  verificationId: string;
  /** `denied`: the owner of the address said it wasn't them. */
  reason?: "requested" | "denied";
}

/** Ends a verification without a proof. Safe to repeat. A verified verification stays verified. */
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
