import { actorOf, type Ctx, sameCallerKey } from "@/lib/access";
import { appendEventOnce } from "@/lib/events";
import { newId, newNumber } from "@/lib/id";
import { ok, type Result, refuse } from "@/lib/result";
import type { Connector, ProvenAccount, SocialProof } from "@/lib/social";
import { refusalOfEnded } from "./authorization-requests/refusal-of-ended";
import type { Proven } from "./prove";
import { findById } from "./queries/repository";
import type { NotPending } from "./refusals";
import { markProvenSocially } from "./social-proofs/repository";
import type { Verification } from "./verification";

type Between = { code: "already_verified"; raced: boolean } | NotPending;
type ProveSocialRefusal = Between | { code: "social_account_taken" };

/** Marks a verification as verified by an account, once, and links the account to its user in the same transaction. */
export async function proveSocial(
  ctx: Ctx,
  v: Verification,
  connector: Connector,
  account: ProvenAccount,
): Promise<Result<Proven, ProveSocialRefusal>> {
  const { issuer, subject, profile, claims } = account;
  const rawClaims = ctx.project.settings.keepRawClaims ? claims : null;
  const provider = connector.target;
  const proof: SocialProof = { connectorId: connector.id, provider, issuer, subject, profile, rawClaims };
  const acting = { projectId: v.projectId, actor: actorOf(ctx.caller), requestId: ctx.requestId };
  const eventData = { method: "social", connectorId: connector.id, provider };
  const outcome = await markProvenSocially({
    ...acting,
    id: v.id,
    verifiedBy: sameCallerKey(ctx.caller),
    proof,
    accountId: newId(),
    accountNumber: newNumber(),
    eventData,
  });
  if (outcome.verification) return ok({ ...outcome.verification, replayed: false, isUserGone: false });
  if (!outcome.taken) return refuse(await whatCameBetween(ctx, v.id));
  const type = "verification.social_account_taken";
  await appendEventOnce({ ...acting, verificationId: v.id, type, data: eventData });
  return refuse({ code: "social_account_taken" });
}

/** While the provider was called, another request was first, the verification was canceled, or it expired. */
async function whatCameBetween(ctx: Ctx, verificationId: string): Promise<Between> {
  const found = await findById(ctx.project.id, verificationId);
  const over = found && refusalOfEnded(found);
  return over && over.status !== "verified" ? over : { code: "already_verified", raced: true };
}
