import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findById } from "./queries/repository";
import type { NotFound } from "./refusals";
import { isExpired, type LoadedVerification, type Method } from "./verification";

export interface PresentProof {
  verificationId: string;
  /** A verification that does not match is reported as not found. */
  expect: { policyName?: string; userId?: string; methods?: readonly Method[] };
}

export type ProofRefusal = NotFound | { code: "proof_expired" } | { code: "not_proven" };

/**
 * Whether a verification is a valid proof for the expected user, policy and method. It can be presented repeatedly until
 * the verification expires.
 */
export async function presentProof(
  ctx: Ctx,
  { verificationId, expect: { policyName, userId, methods } }: PresentProof,
): Promise<Result<LoadedVerification, ProofRefusal>> {
  const v = await findById(ctx.project.id, verificationId);
  const isMeant =
    v &&
    (policyName === undefined || v.policyName === policyName) &&
    (userId === undefined || v.userId === userId);
  if (!isMeant) return refuse({ code: "verification_not_found" });
  if (isExpired(v, v.now)) return refuse({ code: "proof_expired" });
  const isProven = v.verifiedAt && v.method && (methods?.includes(v.method) ?? true);
  return isProven ? ok(v) : refuse({ code: "not_proven" });
}
