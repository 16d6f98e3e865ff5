import { type Ctx, decrypt } from "@/lib/access";
import { type Result, refuse } from "@/lib/result";
import { type OpenConnector, openConnector } from "@/lib/social";
import { recordFailedAuthorization } from "./authorization-requests/record-failed-authorization";
import { refusalOfEnded } from "./authorization-requests/refusal-of-ended";
import type { FinishAuthorizationRefusal } from "./authorization-requests/refusals";
import {
  type ClaimedRequest,
  claimRequest,
  explainUnclaimed,
  findRequestOfBrowser,
} from "./authorization-requests/repository";
import { hashOf, sealedFor } from "./begin-authorization";
import type { Proven } from "./prove";
import { proveSocial } from "./prove-social";
import { findById } from "./queries/repository";

export interface FinishAuthorization {
  verificationId: string;
  /** The query parameters of the redirect to the client. */
  parameters: Record<string, string>;
  /**
   * `engine`: the `state` in the parameters must be that of the request. `client`: the client has compared it, as some
   * vendors' contracts say, and the newest open request is used. PKCE and nonce still bind the code to it.
   */
  stateCheck?: "engine" | "client";
}

/** Finishes an authorization request whose redirect the client handles. It is used up, whatever the outcome. */
export async function finishAuthorization(
  ctx: Ctx,
  { verificationId, parameters, stateCheck = "engine" }: FinishAuthorization,
): Promise<Result<Proven, FinishAuthorizationRefusal>> {
  const state = stateCheck === "engine" ? (parameters.state ?? "") : null;
  return finishRequest(ctx, verificationId, { parameters, state, browserHash: null });
}

export interface CallbackOutcome {
  /** The verification of the request. Null if no request of this browser has this `state`. */
  verificationId: string | null;
  result: Result<Proven, FinishAuthorizationRefusal>;
}

/**
 * Finishes an authorization request at our own callback, whose URL contains only the `state`. `contextOf` returns the
 * context of the request's project. A request of another browser is refused and stays usable there (docs/security.md #28).
 */
export async function finishAtCallback(
  contextOf: (projectId: string) => Promise<Ctx>,
  { parameters, browserSecret }: { parameters: Record<string, string>; browserSecret: string | null },
): Promise<CallbackOutcome> {
  const state = parameters.state ?? "";
  const browserHash = hashOf(browserSecret ?? "");
  const request = await findRequestOfBrowser(hashOf(state), browserHash);
  if (!request) return { verificationId: null, result: refuse({ code: "authorization_not_found" }) };
  if (!request.isOfBrowser || !browserSecret)
    return { verificationId: null, result: refuse({ code: "authorization_of_other_browser" }) };
  const ctx = await contextOf(request.projectId);
  const result = await finishRequest(ctx, request.verificationId, { parameters, state, browserHash });
  return { verificationId: request.verificationId, result };
}

interface Callback {
  parameters: Record<string, string>;
  state: string | null;
  browserHash: string | null;
}

async function finishRequest(
  ctx: Ctx,
  verificationId: string,
  callback: Callback,
): Promise<Result<Proven, FinishAuthorizationRefusal>> {
  const found = await findById(ctx.project.id, verificationId);
  if (!found) return refuse({ code: "verification_not_found" });
  const ended = refusalOfEnded(found);
  if (ended) return refuse(ended);

  const request = {
    projectId: ctx.project.id,
    verificationId,
    stateHash: callback.state === null ? null : hashOf(callback.state),
    browserHash: callback.browserHash,
  };
  const claimed = await claimRequest(request);
  if (!claimed) return refuse(await explainUnclaimed(request));

  const opened = await openConnector(ctx, claimed.connectorId);
  if (!opened.ok) return opened;
  const account = await askProvider(opened.value, claimed, callback);
  if (!account.ok) {
    await recordFailedAuthorization(ctx, found, opened.value.connector, account.refusal);
    return account;
  }
  return proveSocial(ctx, found, opened.value.connector, account.value);
}

function askProvider({ provider }: OpenConnector, claimed: ClaimedRequest, callback: Callback) {
  const { verifier, nonce } = JSON.parse(decrypt(claimed.sealed, sealedFor(claimed.id))) as Record<
    "verifier" | "nonce",
    string
  >;
  const parameters = new URLSearchParams(callback.parameters);
  return provider.finish({
    redirectUri: claimed.redirectUri,
    parameters,
    state: callback.state,
    verifier,
    nonce,
  });
}
