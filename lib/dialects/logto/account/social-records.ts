import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import type { Connector } from "@/lib/social";
import type { LoadedVerification } from "@/lib/verification";
import { findFound } from "../connectors/resource";
import { type LogtoError, logtoError } from "../errors";
import { recordPolicy } from "../records/policies";
import { type ProviderError, providerErrors } from "../records/provider-errors";
import { missingMember, startSocial } from "../records/start-social";
import {
  type VerifySocialAccountRefusal,
  verifySocialAccount,
  verifySocialAccountRefusals,
} from "../records/verify-social-account";
import { findRecord } from "./find-record";
import type { FinishSocialBody, StartSocialBody } from "./requests";

type ConnectorError = LogtoError<
  "entity.not_found" | "session.invalid_connector_id" | "connector.unexpected_type"
>;

export const startSocialRecordRefusals = [
  "session.insufficient_info",
  "entity.not_found",
  "session.invalid_connector_id",
  "connector.unexpected_type",
  ...providerErrors,
] as const;

/** Creates a record to be verified by a social account, and returns where to send the browser. */
export async function startSocialRecord(
  ctx: Ctx,
  { connectorId, state, redirectUri, scope }: z.output<typeof StartSocialBody>,
): Promise<
  Result<
    { record: LoadedVerification; authorizationUri: string },
    ConnectorError | LogtoError<"session.insufficient_info"> | ProviderError
  >
> {
  const refused = missingMember({ state, redirectUri });
  if (refused) return refused;
  const connector = await socialConnector(ctx, connectorId);
  if (!connector.ok) return connector;
  const policy = recordPolicy(ctx.project);
  return startSocial(ctx, { connector: connector.value, policy, state, redirectUri, scope });
}

/**
 * The documentation says 404 and 422, but the vendor's server responds with 422 and 400. The project chooses. By default, we
 * follow the documentation (docs.logto.io, "Create a social verification record").
 */
async function socialConnector(ctx: Ctx, connectorId: string): Promise<Result<Connector, ConnectorError>> {
  const found = await findFound(ctx.project, connectorId);
  if (found?.sort === "social") return ok(found.connector);
  const isDocumented = ctx.project.settings.dialects.logto.socialErrors === "documented";
  if (found) return logtoError("connector.unexpected_type", { status: isDocumented ? 422 : 400 });
  return isDocumented
    ? logtoError("entity.not_found", { status: 404 })
    : logtoError("session.invalid_connector_id", { status: 422, slots: { connectorId } });
}

export const finishSocialRecordRefusals = [
  "verification_record.not_found",
  ...verifySocialAccountRefusals,
] as const;

/** Verifies a record with what the provider returned to the client. */
export async function finishSocialRecord(
  ctx: Ctx,
  { verificationRecordId, connectorData }: z.output<typeof FinishSocialBody>,
): Promise<
  Result<LoadedVerification, LogtoError<"verification_record.not_found"> | VerifySocialAccountRefusal>
> {
  const record = await findRecord(ctx, verificationRecordId, "Social");
  return record.ok ? verifySocialAccount(ctx, record.value, connectorData) : record;
}
