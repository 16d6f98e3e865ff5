import type { Ctx } from "@/lib/access";
import type { NamedPolicy } from "@/lib/projects";
import { ok, type Result } from "@/lib/result";
import { challengeOf, type LoadedVerification, type StartRefusal, start } from "@/lib/verification";
import { type LogtoError, logtoError } from "../errors";
import { toIdentifierInput, tooLong } from "../identifier";
import type { WireIdentifier } from "../wire";
import { chooseTemplate } from "./choose-template";
import { messageFor } from "./message-for";
import { isMock, recordMessage } from "./mock-record";
import { type Payload, purposeOf, type UsageType } from "./usage";

export interface SendCode {
  identifier: WireIdentifier;
  policy: NamedPolicy;
  usage: UsageType;
  /** The variables of templates. */
  payload?: Payload;
  userId?: string;
  wireContext?: unknown;
}

export type SendCodeRefusal = LogtoError<
  | "entity.value_too_long"
  | "connector.template_not_found"
  | "connector.not_found"
  | "connector.invalid_config"
  | "connector.general"
  | "request.message_rate_limited"
  | "session.verification_blocked_too_many_attempts"
>;

export const sendCodeRefusals = [
  "entity.value_too_long",
  "connector.template_not_found",
  "connector.not_found",
  "connector.invalid_config",
  "connector.general",
  "request.message_rate_limited",
  "session.verification_blocked_too_many_attempts",
] as const satisfies SendCodeRefusal["code"][];

/**
 * Starts a verification and sends its code through the project's connector. Without a connector the code exists anyway, as
 * with the vendor: a later check finds it, and the response is 501. A mock connector writes its file before the response. Like
 * the vendor, waits for the connector. If no connector can send the message, it is refused with `connector.general`.
 */
export async function sendCode(
  ctx: Ctx,
  input: SendCode,
): Promise<Result<LoadedVerification, SendCodeRefusal>> {
  const { identifier, policy, usage, payload = {} } = input;
  const refused = tooLong(identifier);
  if (refused) return refused;
  const type = identifier.type === "email" ? "Email" : "Sms";
  const wording = { type, usage, payload } as const;
  const message = messageFor(ctx.project, wording);
  if (!message.ok) return message;

  const isMocked = isMock(ctx.project, type);
  const differences = isMocked ? { ...policy.differences, deliver: "return" as const } : policy.differences;
  const started = await start(ctx, {
    identifier: toIdentifierInput(identifier),
    policy: { name: policy.name, differences },
    purpose: purposeOf(usage),
    locale: payload.locale,
    userId: input.userId,
    message: message.value,
    answerAfter: "provider",
    wireContext: input.wireContext,
  });
  if (!started.ok) return spell(started.refusal);
  const { verification, hasProvider } = started.value;
  if (!hasProvider) {
    const { messageConnectors } = ctx.project.settings.dialects.logto;
    // The connector was created without a config, so it cannot send anything yet.
    const isBlank = messageConnectors.some((one) => one.type === type);
    return isBlank
      ? logtoError("connector.invalid_config")
      : logtoError("connector.not_found", { status: 501, slots: { type } });
  }
  if (isMocked && !verification.isDecoy) {
    const { code } = challengeOf(verification, verification.now);
    const template = chooseTemplate(ctx.project, type, usage, payload.locale);
    await recordMessage({
      ...wording,
      to: identifier.value,
      payload: { code: code ?? "", ...payload },
      template,
    });
  }
  return ok(verification);
}

/** Maps the engine's refusals. `connector.general` is the vendor's code for any error of a connector. */
function spell(refusal: StartRefusal): { ok: false; refusal: SendCodeRefusal } {
  switch (refusal.code) {
    case "send_limit_reached":
      return logtoError("request.message_rate_limited", { status: 429 });
    case "guess_budget_exhausted": {
      const minutes = Math.max(1, Math.ceil((refusal.retryAt.getTime() - refusal.now.getTime()) / 60_000));
      const relativeTime = minutes === 1 ? "in 1 minute" : `in ${minutes} minutes`;
      return logtoError("session.verification_blocked_too_many_attempts", { slots: { relativeTime } });
    }
    case "recipient_unreachable":
    case "send_blocked":
      return logtoError("connector.general", { slots: { errorDescription: refusal.explanation } });
    default:
      return logtoError("connector.general", {
        slots: { errorDescription: sentences[refusal.code] ?? refusal.code },
      });
  }
}

const sentences: Partial<Record<StartRefusal["code"], string>> = {
  country_not_allowed: "Numbers of this country are not served.",
  email_invalid: "The address is not valid.",
  phone_invalid: "The number is not valid.",
  recipient_suppressed: "The recipient is on the project's suppression list.",
};
