import { z } from "zod";
import type { SendRefusalCode } from "../provider";
import type { FindCodeText } from "./kind";

/** What an error means for a message. `unavailable`: the same request can succeed later. */
type Outcome = SendRefusalCode | "unavailable";

/**
 * The API's errors by name (https://resend.com/docs/api-reference/errors). `message_rejected` lets the next provider try;
 * quotas are `unavailable`, because they end by themselves.
 */
const outcomes = new Map<string, Outcome>(
  Object.entries({
    validation_error: "message_rejected",
    invalid_from_address: "message_rejected",
    missing_required_field: "message_rejected",
    invalid_parameter: "message_rejected",
    invalid_attachment: "message_rejected",
    invalid_region: "message_rejected",
    security_error: "message_rejected",
    not_found: "message_rejected",
    method_not_allowed: "message_rejected",
    missing_api_key: "credentials_rejected",
    invalid_api_key: "credentials_rejected",
    restricted_api_key: "credentials_rejected",
    suspended_api_key: "credentials_rejected",
    invalid_access: "credentials_rejected",
    invalid_idempotency_key: "message_rejected",
    invalid_idempotent_request: "message_rejected",
    concurrent_idempotent_requests: "unavailable",
    rate_limit_exceeded: "unavailable",
    daily_quota_exceeded: "unavailable",
    monthly_quota_exceeded: "unavailable",
    application_error: "unavailable",
    internal_server_error: "unavailable",
  } satisfies Record<string, Outcome>),
);

/** Errors have this format, but a proxy's can be any JSON. */
export const apiError = z
  .object({
    name: z.string().max(100).catch(""),
    message: z.string().catch(""),
    statusCode: z.int().nullable().catch(null),
  })
  .catch({ name: "", message: "", statusCode: null });
export type ApiError = z.output<typeof apiError>;

export function outcomeOf({ name, message, statusCode }: ApiError): Outcome {
  const outcome = outcomes.get(name) ?? outcomeOfStatus(statusCode);
  if (outcome !== "message_rejected") return outcome;
  // These have no names of their own: all are `validation_error`.
  if (/\bAPI key\b/i.test(message)) return "credentials_rejected";
  if (/`to` field|suppress/i.test(message)) return "recipient_rejected";
  return outcome;
}

/** For errors that are not documented. Repeating a request is harmless, because it has an idempotency key. */
function outcomeOfStatus(statusCode: number | null): Outcome {
  if (statusCode === null || statusCode === 429 || statusCode >= 500) return "unavailable";
  return statusCode === 401 ? "credentials_rejected" : "message_rejected";
}

/** Codes are words. Anything else is free text, which can quote the message. */
export function codeOf(text: string | null | undefined): string | undefined {
  return text && /^[A-Za-z0-9_-]{1,60}$/.test(text) ? text : undefined;
}

/**
 * The texts for errors are under their names. Those for accepted messages are under `<type>.<subtype>` for bounces
 * (https://resend.com/docs/dashboard/emails/email-bounces), under the name without `email.` for other events, and under the
 * reasons of `email.failed`. The bounce types are those of Amazon SES, which Resend sends through. Unknown subtypes are
 * explained by their type.
 */
export function explainCode(code: string, text: FindCodeText): string | undefined {
  return text(code) ?? text(code.slice(0, code.indexOf(".")));
}

/** The names of the errors that have an outcome. */
export const knownErrors: readonly string[] = [...outcomes.keys()];
