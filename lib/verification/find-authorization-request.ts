import type { Ctx } from "@/lib/access";
import { ok, type Result, refuse } from "@/lib/result";
import { findVerificationByRequest } from "./authorization-requests/repository";
import { hashOf } from "./begin-authorization";
import { findById } from "./queries/repository";
import type { LoadedVerification } from "./verification";

export interface FindAuthorizationRequest {
  connectorId: string;
  /** Only visits of verifications that were started under this name: nobody brings home what another flow began. */
  policyName: string;
  /** Left out, the newest open visit counts. */
  state?: string;
  redirectUri?: string;
}

/**
 * The verification whose open visit a client means that was given no id for it, as some vendors' contracts have it. Finding
 * it takes nothing: `finishAuthorization` does.
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
