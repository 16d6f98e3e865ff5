import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { type Connector, openConnector } from "@/lib/social";
import type { AddSocialAccount, User } from "@/lib/users";
import { findAuthorizationRequest } from "@/lib/verification";
import { findFound } from "../connectors/resource";
import { type LogtoError, logtoError } from "../errors";
import { isProviderAnswer, malformedConnectorData } from "../records/malformed-connector-data";
import { identityPolicy } from "../records/policies";
import { toProviderError } from "../records/provider-errors";
import { accountOf } from "../records/social-proof";
import {
  type VerifySocialAccountRefusal,
  verifySocialAccount,
  verifySocialAccountRefusals,
} from "../records/verify-social-account";
import type { NoSuchUser } from "./find";
import { type Identities, linkAccount } from "./identities";

export const proveIdentityRefusals = [
  "entity.not_exists_with_id",
  "connector.unexpected_type",
  "user.identity_already_in_use",
  ...verifySocialAccountRefusals,
] as const;

type ProveIdentityRefusal =
  | NoSuchUser
  | VerifySocialAccountRefusal
  | LogtoError<"connector.unexpected_type" | "user.identity_already_in_use">;

type Account = Omit<AddSocialAccount, "userId">;

/** Links the account verified by a provider's response. */
export async function proveIdentity(
  ctx: Ctx,
  user: User,
  { connectorId, connectorData }: { connectorId: string; connectorData: Record<string, unknown> },
): Promise<Result<Identities, ProveIdentityRefusal>> {
  const found = await findFound(ctx.project, connectorId);
  if (!found) return logtoError("session.invalid_connector_id", { status: 422, slots: { connectorId } });
  if (found.sort !== "social") return logtoError("connector.unexpected_type");
  if (!isProviderAnswer(connectorData)) return malformedConnectorData(ctx, connectorId, "code");
  const { connector } = found;
  const prove = connector.kind === "echo" ? readMockAccount : finishIdentityRequest;
  const account = await prove(ctx, connector, connectorData);
  return account.ok ? linkAccount(ctx, user, { ...account.value, place: "beside" }) : account;
}

/**
 * Completes an authorization request that started at `/authorization-uri`. Only the `state` identifies it, and the vendor's
 * connectors do not require one. Without it, the newest authorization request with the same redirect is used; PKCE refuses a
 * code that belongs to another.
 */
async function finishIdentityRequest(
  ctx: Ctx,
  connector: Connector,
  connectorData: Record<string, unknown>,
): Promise<Result<Account, VerifySocialAccountRefusal>> {
  const state = textOf(connectorData.state);
  const redirectUri = state === undefined ? textOf(connectorData.redirectUri) : undefined;
  const { name: policyName } = identityPolicy;
  const request = await findAuthorizationRequest(ctx, {
    connectorId: connector.id,
    policyName,
    state,
    redirectUri,
  });
  if (!request.ok) return toProviderError(request.refusal);
  const stateCheck = state === undefined ? "client" : "engine";
  const proven = await verifySocialAccount(ctx, request.value, connectorData, stateCheck);
  return proven.ok ? ok(accountOf(proven.value)) : proven;
}

/** The mock stores nothing and returns the profile it was given. */
async function readMockAccount(
  ctx: Ctx,
  connector: Connector,
  connectorData: Record<string, unknown>,
): Promise<Result<Account, VerifySocialAccountRefusal>> {
  const opened = await openConnector(ctx, connector.id);
  if (!opened.ok) return toProviderError(opened.refusal);
  const texts = Object.entries(connectorData).filter(([, value]) => typeof value === "string");
  const parameters = new URLSearchParams(texts as [string, string][]);
  const callback = { redirectUri: "", state: null, nonce: "", verifier: "", parameters };
  const account = await opened.value.provider.finish(callback);
  if (!account.ok) return toProviderError(account.refusal);
  const { issuer, subject, profile } = account.value;
  return ok({ provider: connector.target, issuer, subject, profile });
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
