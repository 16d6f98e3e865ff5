import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import type { LoadedVerification } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { blockedEmail, blocklistRefusals } from "../records/blocklist";
import { contextOf } from "../records/record";
import { proofOf } from "../records/social-proof";
import type { WireIdentifier } from "../wire";
import { findUserIdBy, findUserIdByProof } from "./find-user";
import type { StagedProfile } from "./interaction";

export const stageRefusals = [
  ...blocklistRefusals,
  "session.verification_failed",
  "user.email_already_in_use",
  "user.phone_already_in_use",
  "user.identity_already_in_use",
] as const;
type Refused = LogtoError<(typeof stageRefusals)[number]>;

export function inUse<T extends "email" | "phone" | "username" | "identity">(type: T) {
  return logtoError(`user.${type}_already_in_use` as `user.${T}_already_in_use`, { status: 422 });
}

/** What a proof adds to the profile of the future user, unless another user already has it. */
export async function stageProfile(
  ctx: Ctx,
  proof: LoadedVerification,
): Promise<Result<StagedProfile, Refused>> {
  const { type, identifier } = contextOf(proof);
  if (type === "Social") return stagedAccount(ctx, proof);
  // A password identifies a user but verifies no new identifier.
  if (type === "Password") return logtoError("session.verification_failed");
  return stagedIdentifier(ctx, proof, identifier as WireIdentifier);
}

async function stagedIdentifier(
  ctx: Ctx,
  proof: LoadedVerification,
  identifier: WireIdentifier,
): Promise<Result<StagedProfile, Refused>> {
  const { type, value } = identifier;
  const blocked = type === "email" ? blockedEmail(ctx.project, value) : null;
  if (blocked) return blocked;
  if (await findUserIdBy(ctx, identifier)) return inUse(type);
  return ok({ [type]: { value, provenBy: proof.id } });
}

/** The provider's verified address is added, if no other user has it. */
async function stagedAccount(ctx: Ctx, proof: LoadedVerification): Promise<Result<StagedProfile, Refused>> {
  if (await findUserIdByProof(ctx, proof)) return inUse("identity");
  const { name, avatarUrl, email, isEmailVerified } = proofOf(proof).profile;
  const isFree = email && isEmailVerified && !(await findUserIdBy(ctx, { type: "email", value: email }));
  return ok({
    accounts: [proof.id],
    ...(name && { name }),
    ...(avatarUrl && { avatar: avatarUrl }),
    ...(isFree && !blockedEmail(ctx.project, email) && { email: { value: email, provenBy: proof.id } }),
  });
}
