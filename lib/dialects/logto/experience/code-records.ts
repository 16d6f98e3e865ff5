import type { z } from "zod/v3";
import { type Ctx, findClient } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import type { LoadedVerification } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { blockedEmail, blocklistRefusals } from "../records/blocklist";
import {
  type CheckRecordCodeRefusal,
  checkRecordCode,
  checkRecordCodeRefusals,
} from "../records/check-record-code";
import { localeOf } from "../records/locale";
import { experiencePolicy } from "../records/policies";
import { codeTypeOf, type RecordContext } from "../records/record";
import { type SendCodeRefusal, sendCode, sendCodeRefusals } from "../sending/send-code";
import type { Payload, UsageType } from "../sending/usage";
import type { WireIdentifier } from "../wire";
import { demoApp, lacksCaptcha } from "./begin";
import { findRecord } from "./find-record";
import { type InteractionEvent, keepRecord, type OpenInteraction } from "./interaction";
import type { SendCodeBody, VerifyCodeBody } from "./requests";

export const sendRecordRefusals = [
  "session.captcha_required",
  ...blocklistRefusals,
  ...sendCodeRefusals,
] as const;

/** Sends a code. Its record replaces an older one of the same type. */
export async function sendCodeRecord(
  ctx: Ctx,
  interaction: OpenInteraction,
  { identifier, interactionEvent: event }: z.output<typeof SendCodeBody>,
  headers: Headers,
): Promise<Result<LoadedVerification, LogtoError<(typeof sendRecordRefusals)[number]> | SendCodeRefusal>> {
  if (!interaction.userId && lacksCaptcha(ctx, interaction))
    return logtoError("session.captcha_required", { status: 422 });
  if (event === "Register" && identifier.type === "email") {
    const blocked = blockedEmail(ctx.project, identifier.value);
    if (blocked) return blocked;
  }
  const usage = usageOf(ctx, interaction, identifier, event);
  const wireContext: RecordContext = { type: codeTypeOf(identifier), identifier, usage };
  const sent = await sendCode(ctx, {
    identifier,
    policy: experiencePolicy(ctx.project, { knownOnly: isSuppressed(ctx, interaction, event) }),
    usage,
    payload: await payloadOf(ctx, interaction, headers),
    wireContext,
  });
  if (sent.ok) await keepRecord(ctx, codeTypeOf(identifier), sent.value.id);
  return sent;
}

/** The usage of a code. An identified user's address is for a second factor, unless its type is a sign-up identifier. */
function usageOf(
  { project }: Ctx,
  { userId }: OpenInteraction,
  { type }: WireIdentifier,
  event: InteractionEvent,
): UsageType {
  const { identifiers } = project.settings.dialects.logto.signInExperience.signUp;
  return userId && !identifiers.includes(type) ? "BindMfa" : event;
}

/**
 * Whether only known users can continue. Then unknown recipients get no message but the same response, which must not reveal
 * whether an address is known.
 */
function isSuppressed({ project }: Ctx, { userId }: OpenInteraction, event: InteractionEvent): boolean {
  if (event === "ForgotPassword") return true;
  const { signInMode } = project.settings.dialects.logto.signInExperience;
  return event === "SignIn" && !userId && signInMode === "SignIn";
}

/** Variables for templates: the application that the person comes from. */
async function payloadOf(
  { project }: Ctx,
  { clientId, uiLocales }: OpenInteraction,
  headers: Headers,
): Promise<Payload> {
  const client = clientId === demoApp ? null : await findClient(clientId);
  const application = { id: clientId, name: client?.key.name ?? project.name };
  const locale = localeOf(project, headers, uiLocales);
  return { locale, ...(uiLocales && { uiLocales }), application };
}

export const verifyRecordRefusals = [
  "session.verification_session_not_found",
  ...checkRecordCodeRefusals,
] as const;

/** Verifies the interaction's record with the code sent to its address or number. */
export async function verifyCodeRecord(
  ctx: Ctx,
  interaction: OpenInteraction,
  { identifier, verificationId, code }: z.output<typeof VerifyCodeBody>,
): Promise<
  Result<LoadedVerification, LogtoError<"session.verification_session_not_found"> | CheckRecordCodeRefusal>
> {
  const record = await findRecord(ctx, interaction, verificationId, codeTypeOf(identifier));
  if (!record.ok) return record;
  const checked = await checkRecordCode(ctx, { record: record.value, identifier, code });
  return checked.ok ? ok(checked.value) : checked;
}
