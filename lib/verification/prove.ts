import { actorOf, type Ctx, sameCallerKey } from "@/lib/access";
import { appendEventOnce } from "@/lib/events";
import { newId, newNumber } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { markVerified } from "./outcomes/repository";
import type { LoadedVerification, Method } from "./verification";

/** A verification that has just been verified. `replayed`: the same caller had verified it a moment before. */
export type Proven = LoadedVerification & {
  replayed: boolean;
  /** The user was deleted in the meantime, so the identifier is verified but linked to no one. */
  isUserGone: boolean;
};

type ProveRefusal = { code: "already_verified"; raced: boolean } | { code: "identifier_taken" };

/**
 * Marks a verification as verified, once: the update is guarded by everything that was judged. Links the identifier to the
 * verification's user in the same statement.
 */
export async function prove(
  ctx: Ctx,
  v: LoadedVerification,
  method: Method,
  { updatesPrimary = false, reason }: { updatesPrimary?: boolean; reason?: string } = {},
): Promise<Result<Proven, ProveRefusal>> {
  const eventData =
    method === "code"
      ? { method, attempt: v.attemptCount }
      : { method, ...(reason !== undefined && { reason }) };
  const actor = actorOf(ctx.caller);
  const { requestId } = ctx;
  const { taken, isBound, verification } = await markVerified({
    id: v.id,
    projectId: v.projectId,
    generation: v.generation,
    method,
    verifiedBy: sameCallerKey(ctx.caller),
    identifierId: newId(),
    identifierNumber: newNumber(),
    updatesPrimary,
    isWithoutUser: method === "code" && v.userId === null && v.policy.bind !== "existing",
    actor,
    requestId,
    eventId: newId(),
    eventData: JSON.stringify(eventData),
  });
  if (verification)
    return ok({ ...verification, replayed: false, isUserGone: expectsUser(verification) && !isBound });
  if (!taken) return refuse({ code: "already_verified", raced: true });
  // Otherwise the timeline would show a correct code as a wrong one.
  const type = "verification.identifier_taken";
  await appendEventOnce({
    projectId: v.projectId,
    verificationId: v.id,
    type,
    actor,
    requestId,
    data: eventData,
  });
  return refuse({ code: "identifier_taken" });
}

function expectsUser({ userId, identifier, policy }: LoadedVerification): boolean {
  return userId !== null && identifier !== null && policy.bind === "add";
}
