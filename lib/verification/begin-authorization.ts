import { createHash, randomBytes } from "node:crypto";
import { actorOf, type Ctx, encrypt } from "@/lib/access";
import { env } from "@/lib/env";
import { newId } from "@/lib/id";
import { allowedReturnUrl } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { openConnector } from "@/lib/social";
import { minute } from "@/lib/time";
import { refusalOfEnded } from "./authorization-requests/refusal-of-ended";
import type { BeginAuthorizationRefusal } from "./authorization-requests/refusals";
import { insertRequest } from "./authorization-requests/repository";
import { findById } from "./queries/repository";
import type { LoadedVerification } from "./verification";

/** How long a person has to sign in with the provider. */
const requestSeconds = 10 * minute;
/** Each authorization request is a row. Without a limit, a page that anyone can open could fill the table. */
const maxAuthorizationRequests = 20;

export interface BeginAuthorization {
  verificationId: string;
  /** Defaults to the connector the verification was started with. */
  connectorId?: string;
  /** Overrides the connector's scope. */
  scope?: string;
  callback: AuthorizationCallback;
}

/**
 * Where the provider redirects the browser. Our own callback is bound to the browser by a secret in its cookie. A client
 * that handles the redirect itself passes us the parameters: it can use its own `state`, and `redirectUri` must be one of
 * the project's return URLs. With `isCheckedByProvider`, as in some dialects, only the provider checks it.
 */
export type AuthorizationCallback =
  | { browserSecret: string }
  | { redirectUri: string; state?: string; isCheckedByProvider?: boolean };

/** An authorization request that has been created. */
export interface Authorization {
  authorizationUrl: string;
  verification: LoadedVerification;
  expiresAt: Date;
  /** The database's clock. */
  now: Date;
}

/**
 * Creates an authorization request: PKCE verifier, state and nonce are generated, and stored hashed or encrypted. It does
 * not invalidate others of the same verification; each can be used once.
 */
export async function beginAuthorization(
  ctx: Ctx,
  input: BeginAuthorization,
): Promise<Result<Authorization, BeginAuthorizationRefusal>> {
  const found = await findById(ctx.project.id, input.verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  const chosen = connectorFor(found, input.connectorId);
  if (!chosen.ok) return chosen;
  const redirectUri = redirectUriOf(ctx, input.callback);
  if (!redirectUri) return refuse({ code: "redirect_uri_not_allowed" });
  const opened = await openConnector(ctx, chosen.value);
  if (!opened.ok) return opened;
  const { connector, provider } = opened.value;

  const id = newId();
  const state = ("state" in input.callback && input.callback.state) || randomSecret();
  const [verifier, nonce] = [randomSecret(), randomSecret()];
  const begun = await provider.begin({ redirectUri, state, nonce, verifier, scope: input.scope });
  if (!begun.ok) return begun;
  const inserted = await insertRequest({
    id,
    projectId: ctx.project.id,
    verificationId: found.id,
    connectorId: connector.id,
    stateHash: hashOf(state),
    sealed: encrypt(JSON.stringify({ verifier, nonce }), sealedFor(id)).toString("hex"),
    redirectUri,
    scope: begun.value.scope,
    browserHash: "browserSecret" in input.callback ? hashOf(input.callback.browserSecret) : null,
    lifetimeSeconds: requestSeconds,
    maxRequests: maxAuthorizationRequests,
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    eventData: { connectorId: connector.id, provider: connector.target },
  });
  if (!inserted) return whyNot(ctx, found.id);
  const { expiresAt, now } = inserted;
  return ok({ authorizationUrl: begun.value.authorizationUrl, verification: found, expiresAt, now });
}

/** Refuses a verification that was started with an address, or with another connector. */
function connectorFor(
  v: LoadedVerification,
  asked: string | undefined,
): Result<string, BeginAuthorizationRefusal> {
  const over = refusalOfEnded(v);
  if (over) return refuse(over);
  if (!v.connectorId && !v.isIdentifierOpen) return refuse({ code: "identifier_fixed" });
  if (v.connectorId && asked && asked !== v.connectorId) return refuse({ code: "connector_fixed" });
  const connectorId = v.connectorId ?? asked;
  return connectorId ? ok(connectorId) : refuse({ code: "connector_not_found" });
}

/**
 * We never redirect to a client's redirect URI. The provider does, after comparing it with the registered ones. The
 * project's list is checked as well, so that a stolen key cannot use a loosely registered URI to collect codes.
 */
function redirectUriOf(ctx: Ctx, callback: AuthorizationCallback): string | null {
  if ("browserSecret" in callback) return `${env.PUBLIC_URL}/verify/callback`;
  if (callback.isCheckedByProvider) return callback.redirectUri;
  return allowedReturnUrl(ctx.project.settings.returnUrls, callback.redirectUri);
}

async function whyNot(ctx: Ctx, id: string): Promise<Result<never, BeginAuthorizationRefusal>> {
  const found = await findById(ctx.project.id, id);
  if (!found) return refuse({ code: "verification_not_found" });
  return refuse(refusalOfEnded(found) ?? { code: "authorizations_exhausted", max: maxAuthorizationRequests });
}

/** 256 bits in 43 characters of base64url: also the form of a PKCE verifier (RFC 7636 §4.1). */
function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** In hex, because statements take bytes that way. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

export function sealedFor(requestId: string): string {
  return `authorization:${requestId}`;
}
