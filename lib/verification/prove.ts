import { actorOf, type Ctx, sameCallerKey } from "@/lib/access";
import { newId, newNumber } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import { markVerified } from "./answering/repository";
import type { Method, Read } from "./verification";

/** A verification that has just been proven; `replayed` if it had been a moment before, by the same caller. */
export type Proven = Read & { replayed: boolean };

type ProveRefusal = { code: "already_verified"; raced: boolean } | { code: "identifier_taken" };

/**
 * Marks what was judged as verified, once: the update is guarded by everything that was judged. Binds the identifier to
 * the verification's user in the same statement.
 */
export async function prove(ctx: Ctx, v: Read, method: Method): Promise<Result<Proven, ProveRefusal>> {
  const { taken, verification } = await markVerified({
    id: v.id,
    projectId: v.projectId,
    generation: v.generation,
    method,
    verifiedBy: sameCallerKey(ctx.caller),
    identifierId: newId(),
    identifierNumber: newNumber(),
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventId: newId(),
    eventData: JSON.stringify(method === "code" ? { method, attempt: v.attemptCount } : { method }),
  });
  if (verification) return ok({ ...verification, replayed: false });
  return taken ? refuse({ code: "identifier_taken" }) : refuse({ code: "already_verified", raced: true });
}
