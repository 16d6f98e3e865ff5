import type { Ctx } from "@/lib/access";
import { type Result, refuse } from "@/lib/result";
import { type Proven, prove } from "./prove";
import { findById } from "./queries/repository";
import type { NotFound, NotPending } from "./refusals";
import { statusOf } from "./verification";

export interface Approve {
  verificationId: string;
  /** Why, for the audit log. At most 500 characters. */
  reason?: string;
}

export type ApproveRefusal =
  | NotFound
  | NotPending
  | { code: "already_verified"; raced: boolean }
  | { code: "identifier_taken" };

/**
 * Marks a verification as verified without an answer, because a trusted backend has checked the code itself, or a support agent has
 * identified the person by other means. Works for a
 * pending one and for one without attempts left: the backend is not guessing.
 */
export async function approve(
  ctx: Ctx,
  { verificationId, reason }: Approve,
): Promise<Result<Proven, ApproveRefusal>> {
  const found = await findById(ctx.project.id, verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  const status = statusOf(found, found.now);
  if (status === "verified") return refuse({ code: "already_verified", raced: false });
  if (status === "canceled" || found.expiresAt <= found.now)
    return refuse({ code: "verification_not_pending", status: status === "canceled" ? status : "expired" });
  return prove(ctx, found, "approval", { reason });
}
