import { isDeepStrictEqual } from "node:util";
import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findById } from "./queries/repository";
import type { NotFound } from "./refusals";
import type { LoadedVerification } from "./verification";
import { replaceWireContext } from "./wire-context/repository";

export interface SetWireContext {
  /** The value that was read before. */
  verification: LoadedVerification;
  wireContext: unknown;
}

/**
 * Replaces a verification's wire context if it is still the one that was read. Of two parallel changes, one is refused.
 * Writing the same value again changes nothing.
 */
export async function setWireContext(
  ctx: Ctx,
  { verification: v, wireContext }: SetWireContext,
): Promise<Result<LoadedVerification, NotFound | { code: "wire_context_changed" }>> {
  if (isDeepStrictEqual(v.wireContext, wireContext)) return ok(v);
  const written = await replaceWireContext({
    id: v.id,
    projectId: ctx.project.id,
    before: JSON.stringify(v.wireContext),
    after: JSON.stringify(wireContext),
  });
  if (written) return ok(written);
  const found = await findById(ctx.project.id, v.id);
  return refuse({ code: found ? "wire_context_changed" : "verification_not_found" });
}
