import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { findUser, hashPassword, type User } from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";
import { codeTypeOf } from "../records/record";
import { primaryOf } from "../users/user-profile";
import { findProof } from "./find-record";
import { findUserIdBy } from "./find-user";
import { change, type OpenInteraction, type StagedProfile } from "./interaction";
import type { PasswordBody, ProfileBody } from "./requests";
import { inUse, stageProfile, stageRefusals } from "./stage-profile";

export const profileRefusals = [
  "session.not_supported_for_forgot_password",
  "session.identifier_not_found",
  "session.verification_session_not_found",
  "session.verification_failed",
  "user.email_exists_in_profile",
  "user.phone_exists_in_profile",
  "user.username_exists_in_profile",
  "user.username_already_in_use",
  ...stageRefusals,
] as const;
type Refused = LogtoError<(typeof profileRefusals)[number]>;
type Given = z.output<typeof ProfileBody>;

export const userNotFound = () => logtoError("session.identifier_not_found", { status: 404 });

/** Stages a change of the user. It is stored when the interaction is submitted or the user is created. */
export async function fillProfile(
  ctx: Ctx,
  interaction: OpenInteraction,
  given: Given,
): Promise<Result<undefined, Refused>> {
  if (interaction.event === "ForgotPassword") return logtoError("session.not_supported_for_forgot_password");
  const user = interaction.userId === undefined ? null : await findUser(ctx, interaction.userId);
  if (user ? !user.ok : interaction.event === "SignIn") return userNotFound();
  const added = await addedBy(ctx, interaction, user?.ok ? user.value : null, given);
  if (!added.ok) return added;
  await change(ctx, (before) => ({ ...before, profile: { ...before.profile, ...added.value } }));
  return ok(undefined);
}

async function addedBy(
  ctx: Ctx,
  interaction: OpenInteraction,
  user: User | null,
  given: Given,
): Promise<Result<StagedProfile, Refused>> {
  switch (given.type) {
    case "email":
    case "phone":
      return provenAdded(ctx, interaction, user, given);
    case "social":
      return provenAdded(ctx, interaction, null, given);
    case "username":
      return usernameAdded(ctx, user, given.value);
    case "password":
      return ok({ passwordHash: await hashPassword(given.value) });
    case "extraProfile":
      return ok(extraAdded(interaction.profile, given.values));
  }
}

/** Stages a new password for the identified user. */
export async function resetPassword(
  ctx: Ctx,
  interaction: OpenInteraction,
  { password }: z.output<typeof PasswordBody>,
): Promise<
  Result<undefined, LogtoError<"session.identifier_not_found" | "session.invalid_interaction_type">>
> {
  if (interaction.event !== "ForgotPassword") return logtoError("session.invalid_interaction_type");
  if (interaction.userId === undefined) return userNotFound();
  const passwordHash = await hashPassword(password);
  await change(ctx, (before) => ({ ...before, profile: { ...before.profile, passwordHash } }));
  return ok(undefined);
}

type Proven = Extract<Given, { verificationId: string }>;

async function provenAdded(
  ctx: Ctx,
  interaction: OpenInteraction,
  user: User | null,
  { type, verificationId }: Proven,
): Promise<Result<StagedProfile, Refused>> {
  const recordType = type === "social" ? "Social" : codeTypeOf({ type });
  const proof = await findProof(ctx, interaction, verificationId, recordType);
  if (!proof.ok) return proof;
  if (type !== "social" && user && primaryOf(user, type) !== null)
    return logtoError(`user.${type}_exists_in_profile`, { status: 422 });
  const added = await stageProfile(ctx, proof.value);
  // An existing user keeps their profile: only the account is added.
  return added.ok && type === "social" && interaction.userId !== undefined
    ? ok({ accounts: added.value.accounts })
    : added;
}

async function usernameAdded(
  ctx: Ctx,
  user: User | null,
  username: string,
): Promise<Result<StagedProfile, Refused>> {
  if (user && primaryOf(user, "username") !== null)
    return logtoError("user.username_exists_in_profile", { status: 422 });
  const isTaken = (await findUserIdBy(ctx, { type: "username", value: username })) !== null;
  return isTaken ? inUse("username") : ok({ username });
}

/** Name and avatar are members of the user. Everything else goes into the profile. */
function extraAdded(
  { extra }: StagedProfile,
  { name, avatar, ...rest }: Record<string, unknown>,
): StagedProfile {
  return {
    ...(typeof name === "string" && { name }),
    ...(typeof avatar === "string" && { avatar }),
    extra: { ...extra, ...rest },
  };
}
