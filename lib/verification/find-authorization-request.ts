import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findVerificationByRequest } from "./authorization-requests/repository";
import { hashOf } from "./begin-authorization";
import { findById } from "./queries/repository";
import type { LoadedVerification } from "./verification";

export interface FindAuthorizationRequest {
  connectorId: string;
  /** Only authorization requests of verifications with this policy name, so that one flow cannot finish another's. */
  policyName: string;
  /** Defaults to the newest open authorization request. */
  state?: string;
  redirectUri?: string;
}

/**
 * Finds the verification by its open authorization request, for vendors whose clients do not get an id. Does not use the
 * request up; `finishAuthorization` does.
 */
export async function findAuthorizationRequest(
  ctx: Ctx,
  { connectorId, policyName, state, redirectUri }: FindAuthorizationRequest,
): Promise<Result<LoadedVerification, { code: "authorization_not_found" }>> {
  const verificationId = await findVerificationByRequest({
    projectId: ctx.project.id,
    connectorId,
    policyName,
    stateHash: state === undefined ? null : hashOf(state),
    redirectUri: redirectUri ?? null,
  });
  const found = verificationId && (await findById(ctx.project.id, verificationId));
  return found ? ok(found) : refuse({ code: "authorization_not_found" });
}
