import type { Ctx } from "@/lib/access";
import { env } from "@/lib/env";
import { toShortId } from "@/lib/id";
import { ok, type Result } from "@/lib/result";
import {
  addSocialAccount,
  assignIdentifier,
  findUser,
  parseIdentifierLeniently,
  replacePrimary,
  setPassword,
  updateUser,
} from "@/lib/users";
import { find } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { toIdentifierInput } from "../identifier";
import { accountOf } from "../records/social-proof";
import { keptOf } from "../users/user-profile";
import { lacksCaptcha } from "./begin";
import { userNotFound } from "./fill-profile";
import { change, type OpenInteraction, type StagedProfile } from "./interaction";
import { inUse } from "./stage-profile";

export const submitRefusals = [
  "session.identifier_not_found",
  "session.captcha_required",
  "user.email_already_in_use",
  "user.phone_already_in_use",
  "user.username_already_in_use",
  "user.identity_already_in_use",
] as const;
type Refused = LogtoError<(typeof submitRefusals)[number]>;

/** Stores the staged changes of the identified user, and returns where to redirect. After a password reset there is no redirect. */
export async function submit(
  ctx: Ctx,
  interaction: OpenInteraction,
): Promise<Result<{ redirectTo: string } | undefined, Refused>> {
  const { userId, profile, event } = interaction;
  if (userId === undefined) return userNotFound();
  if (event !== "ForgotPassword" && lacksCaptcha(ctx, interaction))
    return logtoError("session.captcha_required", { status: 422 });
  const written = await write(ctx, userId, profile);
  if (!written.ok) return written;
  await change(ctx, (before) => ({ ...before, profile: {} }));
  if (event === "ForgotPassword") return ok(undefined);
  return ok({ redirectTo: `${env.PUBLIC_URL}/oidc/auth/${toShortId(interaction.id)}` });
}

/** Writes one change after the other. Each can be written twice, so that an interrupted submit can be repeated. */
async function write(ctx: Ctx, userId: string, staged: StagedProfile): Promise<Result<undefined, Refused>> {
  for (const type of ["email", "phone"] as const) {
    const proven = staged[type];
    if (!proven) continue;
    const read = parseIdentifierLeniently(toIdentifierInput({ type, value: proven.value }));
    if (!read.ok) continue;
    const replaced = await replacePrimary(ctx, { userId, identifier: read.value, provenBy: proven.provenBy });
    if (!replaced.ok) return replaced.refusal.code === "user_not_found" ? userNotFound() : inUse(type);
  }
  for (const id of staged.accounts ?? []) {
    const proof = await find(ctx, id);
    if (!proof.ok) continue;
    const linked = await addSocialAccount(ctx, { userId, ...accountOf(proof.value) });
    if (!linked.ok && linked.refusal.code === "social_account_taken") return inUse("identity");
  }
  const { username: value, passwordHash } = staged;
  if (value !== undefined) {
    const identifier = { type: "username", value, normalized: value } as const;
    const given = await assignIdentifier(ctx, { userId, identifier, status: "primary" });
    if (!given.ok && given.refusal.code === "identifier_taken") return inUse("username");
  }
  if (passwordHash !== undefined) await setPassword(ctx, { userId, password: { hash: passwordHash } });
  return writeFacts(ctx, userId, staged);
}

/** Writes the user's profile and last sign-in. */
async function writeFacts(
  ctx: Ctx,
  userId: string,
  { name, avatar, extra }: StagedProfile,
): Promise<Result<undefined, Refused>> {
  const user = await findUser(ctx, userId);
  if (!user.ok) return userNotFound();
  const kept = keptOf(user.value);
  const logto = {
    ...kept,
    ...(avatar !== undefined && { avatar }),
    ...(extra && { profile: { ...kept.profile, ...extra } }),
    lastSignInAt: Date.now(),
  };
  await updateUser(ctx, { userId, name, wireContext: { logto } });
  return ok(undefined);
}
