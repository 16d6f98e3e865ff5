import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { type FinishAuthorization, finishAuthorization, type LoadedVerification } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { isProviderAnswer, lacksIssuer, malformedConnectorData } from "./malformed-connector-data";
import { type ProviderError, providerErrors, toProviderError } from "./provider-errors";
import { contextOf } from "./record";

export type VerifySocialAccountRefusal = ProviderError | LogtoError<"session.invalid_connector_id">;

export const verifySocialAccountRefusals = [
  ...providerErrors,
  "session.invalid_connector_id",
] as const satisfies VerifySocialAccountRefusal["code"][];

/** Verifies a social record with `connectorData`, the query parameters with which the provider redirected to the client. */
export async function verifySocialAccount(
  ctx: Ctx,
  record: LoadedVerification,
  connectorData: Record<string, unknown>,
  // The vendor leaves comparing `state` to the client. PKCE and nonce bind the code to this authorization request anyway.
  stateCheck: FinishAuthorization["stateCheck"] = "client",
): Promise<Result<LoadedVerification, VerifySocialAccountRefusal>> {
  const connectorId = contextOf(record).connectorId ?? "";
  if (!isProviderAnswer(connectorData)) return malformedConnectorData(ctx, connectorId, "code");
  if (await lacksIssuer(ctx, connectorId, connectorData))
    return malformedConnectorData(ctx, connectorId, "iss");
  const texts = Object.entries(connectorData).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const finished = await finishAuthorization(ctx, {
    verificationId: record.id,
    parameters: Object.fromEntries(texts),
    stateCheck,
  });
  if (finished.ok) return ok(finished.value);
  const { refusal } = finished;
  if (refusal.code !== "connector_not_found" && refusal.code !== "connector_disabled")
    return toProviderError(refusal);
  return logtoError("session.invalid_connector_id", { status: 422, slots: { connectorId } });
}
