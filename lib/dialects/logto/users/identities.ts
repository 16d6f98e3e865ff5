import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { openConnector, type SocialProfile } from "@/lib/social";
import { addSocialAccount, findUser, removeSocialAccount, type User } from "@/lib/users";
import { findFound } from "../connectors/resource";
import { type LogtoError, no } from "../errors";
import { type NoSuchUser, noSuchUser } from "./find";
import { type Identity, identitiesOf } from "./person";

export const proveIdentityRefusals = [
  "entity.not_exists_with_id",
  "session.invalid_connector_id",
  "connector.unexpected_type",
  "connector.not_implemented",
  "connector.authorization_failed",
  "user.identity_already_in_use",
] as const;

type Identities = Record<string, Identity>;

/**
 * Links the account that a provider's answer proves. Our connectors keep a PKCE verifier for every visit, and a visit that
 * was begun elsewhere has none: so only the mock can do this, and the Account API is the way for all others.
 */
export async function proveIdentity(
  ctx: Ctx,
  user: User,
  { connectorId, connectorData }: { connectorId: string; connectorData: Record<string, unknown> },
): Promise<Result<Identities, LogtoError<(typeof proveIdentityRefusals)[number]>>> {
  const found = await findFound(ctx.project, connectorId);
  if (!found) return no("session.invalid_connector_id", { status: 422, slots: { connectorId } });
  if (found.sort !== "social") return no("connector.unexpected_type");
  const opened = found.connector.kind === "echo" ? await openConnector(ctx, found.connector.id) : null;
  if (!opened?.ok) return no("connector.not_implemented", { status: 501 });
  const texts = Object.entries(connectorData).filter(([, value]) => typeof value === "string");
  const parameters = new URLSearchParams(texts as [string, string][]);
  const visit = { redirectUri: "", state: null, nonce: "", verifier: "", parameters };
  const account = await opened.value.provider.finish(visit);
  if (!account.ok) return no("connector.authorization_failed", { status: 401 });
  const { issuer, subject, profile } = account.value;
  return link(ctx, user, { provider: found.connector.target, issuer, subject, profile }, "beside");
}

/** Links an account that a backend vouches for, in place of the one before it. */
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
  return link(ctx, user, { provider: target, issuer: null, subject, profile }, "instead");
}

async function link(
  ctx: Ctx,
  user: User,
  account: { provider: string; issuer: string | null; subject: string; profile: SocialProfile },
  place: "beside" | "instead",
): Promise<Result<Identities, NoSuchUser | LogtoError<"user.identity_already_in_use">>> {
  const added = await addSocialAccount(ctx, { userId: user.id, place, ...account });
  if (!added.ok)
    return added.refusal.code === "user_not_found"
      ? noSuchUser(user.id)
      : no("user.identity_already_in_use", { status: 422 });
  const now = await findUser(ctx, user.id);
  return now.ok ? ok(identitiesOf(now.value)) : noSuchUser(user.id);
}

/** Unlinks what the user has at a provider. */
export async function removeIdentity(
  ctx: Ctx,
  user: User,
  target: string,
): Promise<Result<undefined, LogtoError<"user.identity_not_exist">>> {
  const accounts = user.socialAccounts.filter(({ provider }) => provider === target);
  if (accounts.length === 0) return no("user.identity_not_exist", { status: 404 });
  for (const { id: socialAccountId } of accounts) {
    await removeSocialAccount(ctx, { userId: user.id, socialAccountId });
  }
  return ok(undefined);
}
