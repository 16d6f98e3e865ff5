import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import type { SocialProfile } from "@/lib/social";
import {
  type AddSocialAccount,
  addSocialAccount,
  findUser,
  removeSocialAccount,
  type User,
} from "@/lib/users";
import { type LogtoError, logtoError } from "../errors";
import { type NoSuchUser, noSuchUser } from "./find";
import { type Identity, identitiesOf } from "./user-profile";

export type Identities = Record<string, Identity>;

/** Links an account that a backend vouches for, replacing the previous one. */
export async function assertIdentity(
  ctx: Ctx,
  user: User,
  target: string,
  { userId: subject, details = {} }: { userId: string; details?: Record<string, unknown> },
): Promise<Result<Identities, NoSuchUser | LogtoError<"user.identity_already_in_use">>> {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  const profile: SocialProfile = {
    name: text(details.name),
    avatarUrl: text(details.avatar),
    email: text(details.email),
    isEmailVerified: text(details.email) !== null,
  };
  return linkAccount(ctx, user, { provider: target, issuer: null, subject, profile, place: "instead" });
}

/** Links an account, and returns all of the user's identities. */
export async function linkAccount(
  ctx: Ctx,
  user: User,
  account: Omit<AddSocialAccount, "userId">,
): Promise<Result<Identities, NoSuchUser | LogtoError<"user.identity_already_in_use">>> {
  const added = await addSocialAccount(ctx, { userId: user.id, ...account });
  if (!added.ok)
    return added.refusal.code === "user_not_found"
      ? noSuchUser(user.id)
      : logtoError("user.identity_already_in_use", { status: 422 });
  const now = await findUser(ctx, user.id);
  return now.ok ? ok(identitiesOf(now.value)) : noSuchUser(user.id);
}

/** Unlinks the user's accounts at a provider. */
export async function removeIdentity(
  ctx: Ctx,
  user: User,
  target: string,
): Promise<Result<undefined, LogtoError<"user.identity_not_exist">>> {
  const accounts = user.socialAccounts.filter(({ provider }) => provider === target);
  if (accounts.length === 0) return logtoError("user.identity_not_exist", { status: 404 });
  for (const { id: socialAccountId } of accounts) {
    await removeSocialAccount(ctx, { userId: user.id, socialAccountId });
  }
  return ok(undefined);
}
