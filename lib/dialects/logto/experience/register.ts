import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { createUser } from "@/lib/users";
import { find } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { toIdentifierInput } from "../identifier";
import { accountOf } from "../records/social-proof";
import { isAllowed, lacksCaptcha } from "./begin";
import { findProof } from "./find-record";
import { findUserIdBy } from "./find-user";
import { change, type OpenInteraction, type StagedProfile } from "./interaction";
import { missingFrom } from "./missing-profile";
import type { IdentificationBody } from "./requests";
import { inUse, stageProfile, stageRefusals } from "./stage-profile";

export const registerRefusals = [
  "session.verification_session_not_found",
  "session.verification_failed",
  "auth.forbidden",
  "session.captcha_required",
  "user.missing_profile",
  "user.username_already_in_use",
  ...stageRefusals,
] as const;
type Refused = LogtoError<(typeof registerRefusals)[number]>;

/**
 * Creates a user from the verified identifiers and the staged changes, in one step. After a refusal the changes are kept, so that
 * a later call can add what is missing.
 */
export async function register(
  ctx: Ctx,
  interaction: OpenInteraction,
  { verificationId }: z.output<typeof IdentificationBody>,
): Promise<Result<undefined, Refused>> {
  let { profile } = interaction;
  if (verificationId !== undefined) {
    const proof = await findProof(ctx, interaction, verificationId);
    if (!proof.ok) return proof;
    const added = await stageProfile(ctx, proof.value);
    if (!added.ok) return added;
    profile = { ...profile, ...added.value };
    await change(ctx, (before) => ({ ...before, profile: { ...before.profile, ...added.value } }));
  }
  if (!isAllowed(ctx, interaction, "Register")) return logtoError("auth.forbidden", { status: 403 });
  if (lacksCaptcha(ctx, interaction)) return logtoError("session.captcha_required", { status: 422 });
  const missingProfile = missingFrom(ctx.project, profile);
  if (missingProfile.length > 0)
    return logtoError("user.missing_profile", { status: 422, data: { missingProfile } });

  const made = await create(ctx, interaction, profile);
  if (!made.ok) return made;
  await change(ctx, (before) => ({ ...before, userId: made.value, profile: {} }));
  return ok(undefined);
}

async function create(
  ctx: Ctx,
  { clientId }: OpenInteraction,
  { email, phone, accounts = [], username, passwordHash, name, avatar, extra }: StagedProfile,
): Promise<Result<string, Refused>> {
  const proofs = await Promise.all(accounts.map((id) => find(ctx, id)));
  const wireContext = { logto: { applicationId: clientId, avatar, profile: extra } };
  const created = await createUser(ctx, {
    name,
    username,
    password: passwordHash === undefined ? undefined : { hash: passwordHash },
    identifiers: [
      ...(email ? [identifierOf("email", email)] : []),
      ...(phone ? [identifierOf("phone", phone)] : []),
    ],
    socialAccounts: proofs.flatMap((proof) => (proof.ok ? [accountOf(proof.value)] : [])),
    form: "asGiven",
    areUnique: true,
    wireContext,
  });
  if (created.ok) return ok(created.value.id);
  if (created.refusal.code === "social_account_taken") return inUse("identity");
  // Another user took an identifier after our check: look again, to report which.
  if (username && (await findUserIdBy(ctx, { type: "username", value: username }))) return inUse("username");
  if (email && (await findUserIdBy(ctx, { type: "email", value: email.value }))) return inUse("email");
  return inUse(phone ? "phone" : "email");
}

function identifierOf(type: "email" | "phone", { value, provenBy }: NonNullable<StagedProfile["email"]>) {
  return { identifier: toIdentifierInput({ type, value }), isAsserted: false, provenBy };
}
