import type { Ctx } from "@/lib/access";
import type { NamedPolicy } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import type { Connector } from "@/lib/social";
import { beginAuthorization, type LoadedVerification, start } from "@/lib/verification";
import { logtoError } from "../errors";
import { connectorIdOf } from "./find-connector";
import { type ProviderError, toProviderError } from "./provider-errors";
import type { RecordContext } from "./record";

export interface StartSocial {
  connector: Connector;
  policy: NamedPolicy;
  state: string;
  redirectUri: string;
  /** Instead of the connector's scope. */
  scope?: string;
}

/** Checks for the members that are required, before the connector is looked up. Null: both are present. */
export function missingMember({ state, redirectUri }: Pick<StartSocial, "state" | "redirectUri">) {
  return state === "" || redirectUri === "" ? logtoError("session.insufficient_info") : null;
}

/**
 * Creates a record to be verified by an account at a provider. The client handles the redirect and its `state`: the provider
 * checks the redirect URI against the registered ones, and the client compares the `state`.
 */
export async function startSocial(
  ctx: Ctx,
  { connector, policy, state, redirectUri, scope }: StartSocial,
): Promise<Result<{ record: LoadedVerification; authorizationUri: string }, ProviderError>> {
  const wireContext: RecordContext = { type: "Social", connectorId: connectorIdOf(connector) };
  const started = await start(ctx, { connectorId: connector.id, policy, wireContext });
  // Nothing is sent and no identifier is given, so the only possible refusal is that the connector was deleted in the meantime.
  if (!started.ok)
    return logtoError("connector.general", { slots: { errorDescription: started.refusal.code } });
  const { verification: record } = started.value;
  const callback = { redirectUri, state, isCheckedByProvider: true };
  const begun = await beginAuthorization(ctx, {
    verificationId: record.id,
    scope: scope || undefined,
    callback,
  });
  if (begun.ok) return ok({ record, authorizationUri: begun.value.authorizationUrl });
  return toProviderError(begun.refusal);
}
