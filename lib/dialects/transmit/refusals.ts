import type { EdgeRefusal, Violation } from "@/lib/http";
import { never, refuse } from "@/lib/result";
import { secondsUntil } from "@/lib/time";
import type { StartRefusal } from "@/lib/verification";

interface Refused<R> {
  ok: false;
  refusal: R;
}

/** The kind of value in the vendor's passcode errors. */
export type AnsweredValue = "email" | "phone number" | "identifier";

/** All refusals of this dialect's endpoints, in addition to `EdgeRefusal`. */
export type TransmitRefusal =
  | { code: "user_not_found" }
  | { code: "identifier_not_found" }
  /** A primary address or number cannot be removed. */
  | { code: "identifier_primary"; type: "email" | "phone" }
  | { code: "redirect_not_registered" }
  | { code: "already_verified"; type: "email" | "phone" }
  | { code: "user_exists" }
  | { code: "passcode_wrong"; answered: AnsweredValue }
  | { code: "passcode_expired" }
  | { code: "value_refused"; texts: readonly string[] }
  | { code: "too_many"; retryAfterSeconds: number }
  | { code: "not_configured"; channel: string }
  | { code: "link_unknown" }
  /** The client's key was deleted after authentication. */
  | { code: "client_gone" }
  /** The credentials in the body of `/v1/token`. */
  | { code: "client_invalid" }
  /** The code of a redirect is unknown, used, too old, or another application's. */
  | { code: "code_invalid" }
  | { code: "webhook_not_found" }
  /** The session is unknown or has ended. */
  | { code: "session_not_found" }
  /** A suspended user cannot sign in. */
  | { code: "user_suspended" }
  | { code: "refresh_token_invalid" }
  /** There is no such user, or it is not their password. */
  | { code: "password_wrong" }
  /** Only a first password can be registered. */
  | { code: "password_exists" };

/** Codes are numbers, unlike in the vendor's newer APIs. `error_type` is set for refused passcodes. */
export interface ErrorBody {
  message: string | readonly string[];
  error_code: number;
  error_type?: "invalid_otp" | "expired_otp";
}

export const notJson = "Unexpected token in JSON";

function saying(error_code: number, message: ErrorBody["message"]): ErrorBody {
  return { message, error_code };
}

/** The response body of a refusal. `error_code` is the status. */
export function errorBodyOf(refusal: TransmitRefusal | EdgeRefusal): ErrorBody {
  switch (refusal.code) {
    case "passcode_wrong":
      return { ...saying(400, `Invalid ${refusal.answered} or passcode`), error_type: "invalid_otp" };
    case "passcode_expired":
      return { ...saying(400, "Passcode expired"), error_type: "expired_otp" };
    case "request_invalid":
      return saying(400, textsOf(refusal.violations));
    case "value_refused":
      return saying(400, refusal.texts);
    case "identifier_primary": {
      const what = refusal.type === "email" ? "email" : "phone number";
      return saying(400, `A primary ${what} cannot be removed. Replace it with another one instead`);
    }
    case "redirect_not_registered":
      return saying(400, "Invalid redirect_uri");
    case "not_configured":
      return saying(400, `Nothing is set up that carries ${refusal.channel}`);
    case "link_unknown":
      return saying(400, "Invalid link");
    case "idempotency_key_invalid":
    case "idempotency_key_reused":
      return saying(400, "Invalid Idempotency-Key");
    case "media_type_unsupported":
      return saying(400, notJson);
    case "unauthorized":
    case "client_gone":
      return saying(401, "Invalid token");
    case "client_invalid":
      return saying(401, "Invalid client credentials");
    case "password_wrong":
      return saying(401, "Invalid username or password");
    case "insufficient_scope":
    case "project_archived":
    case "address_not_allowed":
      return saying(403, "Forbidden");
    case "user_suspended":
      return saying(403, "User is suspended");
    case "password_exists":
      return saying(403, "User already has a password");
    case "session_not_found":
      return saying(400, "Session not found");
    case "code_invalid":
      return saying(400, ["code is invalid or expired"]);
    case "refresh_token_invalid":
      return saying(400, ["refresh_token is invalid or expired"]);
    case "user_not_found":
      return saying(404, "User not found");
    case "webhook_not_found":
      return saying(404, "Webhook not found");
    case "identifier_not_found":
    case "not_found":
      return saying(404, "Not found");
    case "method_not_allowed":
      return saying(405, "Method not allowed");
    case "already_verified": {
      const what = refusal.type === "email" ? "Email" : "Phone number";
      return saying(409, `${what} is already verified in the tenant`);
    }
    case "user_exists":
      return saying(409, "User already exists");
    case "idempotency_in_flight":
      return saying(409, "The first request still runs");
    case "content_encoding_unsupported":
      return saying(415, "Unsupported content encoding");
    case "uri_too_long":
      return saying(414, "URI too long");
    case "headers_too_large":
      return saying(431, "Request header fields too large");
    case "body_too_large":
      return saying(413, "Request entity too large");
    case "too_many":
    case "quota_exceeded":
      return saying(429, "Too many requests");
    case "internal_error":
      return saying(500, "Something went wrong - Internal server error");
    case "unavailable":
      return saying(503, "Service unavailable");
    default:
      return never(refusal);
  }
}

/** class-validator's texts: the member's path, then what it must be. */
function textsOf(violations: readonly Violation[]): string | string[] {
  if (violations.some(({ message }) => message === notJson)) return notJson;
  return [...new Set(violations.map(textOf))];
}

/** Violations found by the endpoint builder start with a capital letter and are replaced by a generic text. */
function textOf({ part, pointer, message }: Violation): string {
  const path = pointer.slice(1).replaceAll("/", ".") || part;
  return /^[A-Z]/.test(message) ? `${path} must be valid` : `${path} ${message}`;
}

export const sendRefusals = [
  "user_not_found",
  "redirect_not_registered",
  "already_verified",
  "too_many",
  "not_configured",
  "value_refused",
] as const satisfies TransmitRefusal["code"][];
export type SendRefusal = Extract<TransmitRefusal, { code: (typeof sendRefusals)[number] }>;

/** The refusal if a message was not sent. */
export function sendRefusal(refusal: StartRefusal, type: "email" | "phone"): Refused<SendRefusal> {
  switch (refusal.code) {
    case "user_not_found":
      return refuse({ code: "user_not_found" });
    case "return_url_not_allowed":
      return refuse({ code: "redirect_not_registered" });
    case "identifier_taken":
      return refuse({ code: "already_verified", type });
    case "guess_budget_exhausted":
    case "send_limit_reached":
      return refuse({
        code: "too_many",
        retryAfterSeconds: Math.max(1, secondsUntil(refusal.retryAt, refusal.now)),
      });
    case "email_invalid":
      return refuse({ code: "value_refused", texts: ["email must be an email"] });
    case "phone_invalid":
    case "country_not_allowed":
      return refuse({ code: "value_refused", texts: ["phone_number must be a valid phone number"] });
    case "recipient_suppressed":
    case "send_blocked":
    case "recipient_unreachable":
      return refuse({
        code: "value_refused",
        texts: [`${type === "email" ? "email" : "phone_number"} cannot receive messages`],
      });
    case "channel_not_configured":
      return refuse({ code: "not_configured", channel: refusal.channel });
    case "channel_not_supported":
    case "purpose_unknown":
    case "lifetime_out_of_bounds":
    case "connector_not_found":
    case "connector_disabled":
      throw new Error(`A start that asks for none of it was refused: ${refusal.code}.`);
    default:
      return never(refusal);
  }
}
