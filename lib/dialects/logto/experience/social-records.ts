import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import type { LoadedVerification } from "@/lib/verification";
import { findFound } from "../connectors/resource";
import { type LogtoError, logtoError } from "../errors";
import { experiencePolicy } from "../records/policies";
import { type ProviderError, providerErrors } from "../records/provider-errors";
import { contextOf } from "../records/record";
import { missingMember, startSocial } from "../records/start-social";
import {
  type VerifySocialAccountRefusal,
  verifySocialAccount,
  verifySocialAccountRefusals,
} from "../records/verify-social-account";
import { endedCookie } from "./cookies";
import { findRecord, noSuchRecord } from "./find-record";
import { change, keepRecord, type OpenInteraction } from "./interaction";
import type { AuthorizationUriBody, VerifySocialBody } from "./requests";

export const authorizationUriRefusals = [
  "session.insufficient_info",
  "entity.not_found",
  "connector.unexpected_type",
  ...providerErrors,
] as const;

type ConnectorError = LogtoError<
  "session.insufficient_info" | "entity.not_found" | "connector.unexpected_type"
>;

/** Creates a record to be verified by a social account. Here, unlike in the Account API, the vendor documents its actual statuses. */
export async function startSocialRecord(
  ctx: Ctx,
  connectorId: string,
  request: z.output<typeof AuthorizationUriBody>,
): Promise<Result<{ record: LoadedVerification; authorizationUri: string }, ConnectorError | ProviderError>> {
  const refused = missingMember(request);
  if (refused) return refused;
  const found = await findFound(ctx.project, connectorId);
  if (!found) return logtoError("entity.not_found", { status: 404 });
  if (found.sort !== "social") return logtoError("connector.unexpected_type");
  const { connector } = found;
  const started = await startSocial(ctx, { connector, policy: experiencePolicy(ctx.project), ...request });
  if (started.ok) await keepRecord(ctx, "Social", started.value.record.id);
  return started;
}

export const verifySocialRefusals = [
  "session.verification_session_not_found",
  "connector.unexpected_type",
  ...verifySocialAccountRefusals,
] as const;

/** Verifies the interaction's record with what the provider returned to the page. No captcha is required afterwards. */
export async function finishSocialRecord(
  ctx: Ctx,
  interaction: OpenInteraction,
  connectorId: string,
  { verificationId = "", connectorData }: z.output<typeof VerifySocialBody>,
  answerHeaders: Headers,
): Promise<
  Result<
    LoadedVerification,
    | LogtoError<"session.verification_session_not_found" | "connector.unexpected_type">
    | VerifySocialAccountRefusal
  >
> {
  const found = await findFound(ctx.project, connectorId);
  if (!found) return logtoError("session.invalid_connector_id", { status: 422, slots: { connectorId } });
  if (found.sort !== "social") return logtoError("connector.unexpected_type");
  const record = await findRecord(ctx, interaction, verificationId, "Social");
  if (!record.ok) return record;
  if (contextOf(record.value).connectorId !== connectorId) return noSuchRecord();
  const finished = await verifySocialAccount(ctx, record.value, connectorData);
  if (!finished.ok) return finished;
  await change(ctx, (before) => ({ ...before, captcha: { ...before.captcha, skipped: true } }));
  answerHeaders.append("set-cookie", endedCookie("_logto_google_one_tap_credential"));
  return ok(finished.value);
}
