import { z } from "zod";
import type { SendRefusalCode } from "../provider";

/** What an error means for a message. `unavailable`: the same request can succeed later. */
type Outcome = SendRefusalCode | "unavailable";

interface ErrorMeaning {
  outcome: Outcome;
  explanation: string;
}

/**
 * The API's errors by name (https://resend.com/docs/api-reference/errors). `message_rejected` lets the next provider try;
 * quotas are `unavailable`, because they end by themselves.
 */
const apiErrors = new Map<string, ErrorMeaning>(
  Object.entries({
    validation_error: {
      outcome: "message_rejected",
      explanation:
        "Resend refused a field of the request: compare the From domain with the verified domains in Resend, and check the recipient's address.",
    },
    invalid_from_address: {
      outcome: "message_rejected",
      explanation: "The From address of this provider is malformed: correct it in the provider's settings.",
    },
    missing_required_field: {
      outcome: "message_rejected",
      explanation: "The request lacks a field that Resend needs: report it as a bug, with the message's id.",
    },
    invalid_parameter: {
      outcome: "message_rejected",
      explanation:
        "Resend does not accept a value in the request: report it as a bug, with the message's id.",
    },
    invalid_attachment: {
      outcome: "message_rejected",
      explanation:
        "Resend refused an attachment, although these messages have none: check the provider's base URL.",
    },
    invalid_region: {
      outcome: "message_rejected",
      explanation: "Resend does not know the requested region: check the domain's region in Resend.",
    },
    security_error: {
      outcome: "message_rejected",
      explanation:
        "Resend blocked the message for security reasons: ask Resend's support, and send it through another provider.",
    },
    not_found: {
      outcome: "message_rejected",
      explanation: "There is no Resend API at this URL: check the provider's base URL.",
    },
    method_not_allowed: {
      outcome: "message_rejected",
      explanation: "The server at this URL does not accept emails: check the provider's base URL.",
    },
    missing_api_key: {
      outcome: "credentials_rejected",
      explanation:
        "The request arrived without an API key: check whether a proxy at the base URL removes it.",
    },
    invalid_api_key: {
      outcome: "credentials_rejected",
      explanation: "The API key is wrong or was deleted: create one in Resend and enter it here.",
    },
    restricted_api_key: {
      outcome: "credentials_rejected",
      explanation:
        "The API key lacks the permission: create one with sending access for the From domain and enter it here.",
    },
    suspended_api_key: {
      outcome: "credentials_rejected",
      explanation: "Resend suspended the API key: ask Resend's support why, then enter a new key.",
    },
    invalid_access: {
      outcome: "credentials_rejected",
      explanation:
        "The API key has the wrong kind of access: create one with sending access and enter it here.",
    },
    invalid_idempotency_key: {
      outcome: "message_rejected",
      explanation: "Resend refused the idempotency key: report it as a bug, with the message's id.",
    },
    invalid_idempotent_request: {
      outcome: "message_rejected",
      explanation:
        "Resend already received this message with different content and may have delivered it: ask the person to check their mailbox, or send a new message.",
    },
    concurrent_idempotent_requests: {
      outcome: "unavailable",
      explanation:
        "Resend was still processing the previous try: wait, the message is retried automatically.",
    },
    rate_limit_exceeded: {
      outcome: "unavailable",
      explanation:
        "Your Resend team sent too many requests in one second: wait, the message is retried automatically; if it happens often, ask Resend for a higher limit.",
    },
    daily_quota_exceeded: {
      outcome: "unavailable",
      explanation:
        "Your Resend team has used up its emails for the day: upgrade the plan, or send through another provider until tomorrow.",
    },
    monthly_quota_exceeded: {
      outcome: "unavailable",
      explanation:
        "Your Resend team has used up its emails for the month: upgrade the plan, or send through another provider.",
    },
    application_error: {
      outcome: "unavailable",
      explanation:
        "Resend had an internal error: wait, the message is retried automatically, or check resend-status.com.",
    },
    internal_server_error: {
      outcome: "unavailable",
      explanation:
        "Resend had an internal error: wait, the message is retried automatically, or check resend-status.com.",
    },
  } satisfies Record<string, ErrorMeaning>),
);

/**
 * What happened to accepted messages: bounces as `<type>.<subtype>`
 * (https://resend.com/docs/dashboard/emails/email-bounces), other events by their name without `email.`, and the reasons
 * of `email.failed`. The bounce types are those of Amazon SES, which Resend sends through.
 */
const statusCodes = new Map<string, string>(
  Object.entries({
    Permanent:
      "The recipient's mail server permanently rejected the address: ask the person for another one.",
    "Permanent.General":
      "The recipient's mail server permanently rejected the message without a precise reason: ask the person for another address.",
    "Permanent.NoEmail":
      "The mailbox does not exist: ask the person to check the address for typing mistakes.",
    "Permanent.Suppressed":
      "The address bounced before, so Resend did not send: when the mailbox works again, remove the address from the suppression list in Resend and here.",
    "Permanent.OnAccountSuppressionList":
      "The address is on your suppression list in Resend: when the mailbox works again, remove it there and here.",
    Transient:
      "The recipient's mail server rejected this message for now: try again later, or use another address.",
    "Transient.General":
      "The recipient's mail server returned the message, or an out-of-office reply was counted as a bounce: ask the person to check their mailbox, then try again.",
    "Transient.MailboxFull":
      "The recipient's mailbox is full: ask the person to free some space, then try again.",
    "Transient.MessageTooLarge":
      "The message is too large for the mailbox: use a smaller logo in the branding settings, or another address.",
    "Transient.ContentRejected":
      "The recipient's mail server rejected the content, often as suspected spam: ask the person to allow the sender, or use another address.",
    "Transient.AttachmentRejected":
      "The recipient's mail server rejected an attachment, although these messages have none: use another address, and report it as a bug.",
    Undetermined:
      "The message bounced for an unknown reason: ask the person to check the address, then try again.",
    complained:
      "The person marked the message as spam: send nothing more to this address until the person asks for it and you remove it from the suppression list.",
    suppressed:
      "The address is on your suppression list in Resend, so the message was not sent: when the mailbox works again, remove it there and here.",
    delivery_delayed:
      "The recipient's mail server is not accepting the message at the moment: wait, Resend keeps trying.",
    failed: "Resend accepted the message and then could not send it: look up its id in Resend's log.",
    reached_daily_quota:
      "Your Resend team has used up its emails for the day: upgrade the plan, or send through another provider until tomorrow.",
  }),
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
  const outcome = apiErrors.get(name)?.outcome ?? outcomeOfStatus(statusCode);
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

/** One sentence for a support agent. Unknown bounce subtypes are explained by their type. */
export function explainCode(code: string): string | undefined {
  const [type = ""] = code.split(".");
  return apiErrors.get(code)?.explanation ?? statusCodes.get(code) ?? statusCodes.get(type);
}

/** Every code that has an explanation. */
export const explainedCodes: readonly string[] = [...apiErrors.keys(), ...statusCodes.keys()];
