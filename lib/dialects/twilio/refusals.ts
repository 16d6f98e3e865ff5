import type { EdgeRefusal, Violation } from "@/lib/http";
import { never, refuse } from "@/lib/result";
import { secondsUntil } from "@/lib/time";
import type { CheckRefusal, ResendRefusal, StartRefusal } from "@/lib/verification";

/** The refusals of this dialect's endpoints, beside those of `lib/http`. */
export type TwilioRefusal =
  | { code: "not_found" }
  /** `value`: shown only for recipients, as the vendor does. */
  | { code: "parameter_invalid"; name: string; value?: string }
  | { code: "checks_exhausted"; retryAfterSeconds?: number }
  | { code: "sends_exhausted"; retryAfterSeconds?: number }
  | { code: "rate_limit_reached"; name: string; retryAfterSeconds: number }
  | { code: "payment_incomplete" }
  | { code: "rate_limits_full" }
  | { code: "rate_limit_exists" }
  | { code: "rate_limit_name_invalid" }
  | { code: "buckets_full" }
  | { code: "bucket_exists" }
  | { code: "services_full" }
  | { code: "safe_number_exists" }
  | { code: "safe_list_full" }
  | { code: "parallel_starts" }
  | { code: "service_misconfigured" }
  | { code: "channel_disabled"; channel: string }
  | { code: "target_missing" }
  | { code: "delivery_blocked" }
  | { code: "country_blocked" };

/** The vendor's error. `code` is documented at `more_info`. */
export interface ErrorBody {
  code: number;
  message: string;
  more_info: string;
  status: number;
}

type Refusal = TwilioRefusal | EdgeRefusal;

/**
 * A refusal as the vendor words it. `path` is the requested one: clients compare the whole sentence about a missing
 * resource. Codes of 20000 and more are general, those of 60000 and more belong to Verify.
 */
export function errorBodyOf(refusal: Refusal, path: string): ErrorBody {
  const [status, code, message] = errorOf(refusal, path);
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

function errorOf(refusal: Refusal, path: string): [status: number, code: number, message: string] {
  switch (refusal.code) {
    case "unauthorized":
      return [401, 20003, "Authenticate"];
    case "insufficient_scope":
      return [403, 20006, `Access Denied. The API key lacks the scope ${refusal.scope}.`];
    case "project_archived":
      return [403, 20006, "Access Denied. The project is archived."];
    case "address_not_allowed":
      return [403, 20006, "Access Denied. The API key does not allow this address."];
    case "not_found":
      return [404, 20404, `The requested resource ${path} was not found`];
    case "method_not_allowed":
      return [405, 20004, "Method not allowed"];
    case "idempotency_in_flight":
      return [409, 20409, "The first request is still running"];
    case "body_too_large":
      return [413, 20413, `The body is larger than ${refusal.maxBodyBytes} bytes`];
    case "uri_too_long":
      return [414, 20414, "The URI is too long"];
    case "media_type_unsupported":
      return [415, 20415, "Send the body as application/x-www-form-urlencoded"];
    case "content_encoding_unsupported":
      return [415, 20415, "Send the body without Content-Encoding"];
    case "headers_too_large":
      return [431, 20431, "The header fields are too large"];
    case "quota_exceeded":
    case "rate_limit_reached":
      return [429, 20429, "Too many requests"];
    case "internal_error":
      return [500, 20500, "Internal Server Error"];
    case "unavailable":
      return [503, 20503, "Service Unavailable"];

    case "request_invalid":
      return [400, 60200, messageOf(refusal.violations[0]!)];
    case "parameter_invalid": {
      const { name, value } = refusal;
      return [400, 60200, value === undefined ? invalid(name) : invalidValue(name, value)];
    }
    case "idempotency_key_invalid":
    case "idempotency_key_reused":
      return [400, 60200, invalid("Idempotency-Key")];
    case "services_full":
      return [400, 60200, "Too many services. Delete one that is no longer used"];
    case "safe_list_full":
      return [400, 60200, "Too many entries on the safe list. Delete one that is no longer used"];
    case "checks_exhausted":
      return [429, 60202, "Max check attempts reached"];
    case "sends_exhausted":
      return [429, 60203, "Max send attempts reached"];
    case "payment_incomplete":
      return [400, 60206, "'Amount' & 'Payee' params are required"];
    case "rate_limits_full":
      return [400, 60207, "Max rate limits reached for the service"];
    case "rate_limit_exists":
      return [400, 60208, "A rate limit with this unique name already exists"];
    case "rate_limit_name_invalid":
      return [400, 60209, "Invalid unique name for the rate limit"];
    case "buckets_full":
      return [400, 60210, "Max buckets reached for the rate limit"];
    case "bucket_exists":
      return [400, 60211, "A bucket with this interval already exists"];
    case "parallel_starts":
      return [429, 60212, "Too many concurrent requests for phone number"];
    case "service_misconfigured":
      return [400, 60217, "Invalid Service configuration"];
    case "target_missing":
      return [400, 60221, "No target verification specified"];
    case "channel_disabled":
      return [403, 60223, `Delivery channel disabled: ${refusal.channel.toUpperCase()}`];
    case "delivery_blocked":
      return [403, 60410, "Verification delivery attempt blocked"];
    case "safe_number_exists":
      return [400, 60411, "The phone number is already on the safe list"];
    case "country_blocked":
      return [403, 60605, "Verification delivery attempt blocked by the project's list of countries"];
    default:
      return never(refusal);
  }
}

const invalid = (name: string) => `Invalid parameter: ${name}`;

/** The vendor repeats a recipient that is wrong. Shortened, because it can be anything. */
export const invalidValue = (name: string, value: string) =>
  `Invalid parameter \`${name}\`: ${value.slice(0, 100)}`;

/** Schemas that word the error themselves begin like the vendor. */
function messageOf({ part, pointer, message }: Violation): string {
  if (message.startsWith("Invalid parameter")) return message;
  return invalid(pointer.split("/")[1] || part);
}

export const startRefusals = [
  "not_found",
  "parameter_invalid",
  "checks_exhausted",
  "sends_exhausted",
  "rate_limit_reached",
  "payment_incomplete",
  "parallel_starts",
  "service_misconfigured",
  "channel_disabled",
  "delivery_blocked",
  "country_blocked",
] as const satisfies TwilioRefusal["code"][];
export type StartError = Extract<TwilioRefusal, { code: (typeof startRefusals)[number] }>;

const wait = ({ retryAt, now }: { retryAt: Date; now: Date }) => Math.max(1, secondsUntil(retryAt, now));

/** The error for a message that was not sent. `channel`: as requested. `nameOf`: of the caller's limit with this key. */
export function toStartError(
  refusal: StartRefusal | ResendRefusal | { code: "too_many_parallel_starts" },
  { to, channel, nameOf }: { to: string; channel: string; nameOf: (key: string) => string },
): { ok: false; refusal: StartError } {
  switch (refusal.code) {
    case "email_invalid":
    case "phone_invalid":
    case "channel_not_supported":
    case "recipient_unreachable":
      return refuse({ code: "parameter_invalid", name: "To", value: to });
    case "country_not_allowed":
      return refuse({ code: "country_blocked" });
    case "recipient_suppressed":
    case "send_blocked":
      return refuse({ code: "delivery_blocked" });
    case "channel_not_configured":
      return channel === "email"
        ? refuse({ code: "service_misconfigured" })
        : refuse({ code: "channel_disabled", channel });
    case "sends_exhausted":
      return refuse({ code: "sends_exhausted" });
    case "resend_too_soon":
      return refuse({ code: "sends_exhausted", retryAfterSeconds: wait(refusal) });
    case "send_limit_reached":
      return refusal.by === "caller"
        ? refuse({
            code: "rate_limit_reached",
            name: nameOf(refusal.key!),
            retryAfterSeconds: wait(refusal),
          })
        : refuse({ code: "sends_exhausted", retryAfterSeconds: wait(refusal) });
    case "guess_budget_exhausted":
      return refuse({ code: "checks_exhausted", retryAfterSeconds: wait(refusal) });
    case "verification_not_pending":
      // The recipient of a locked verification is free again when it expires or is canceled.
      return refuse({ code: "checks_exhausted" });
    case "too_many_parallel_starts":
      return refuse({ code: "parallel_starts" });
    case "verification_not_found":
    case "nothing_to_resend":
    case "purpose_unknown":
    case "lifetime_out_of_bounds":
    case "return_url_not_allowed":
    case "user_not_found":
    case "identifier_taken":
    case "connector_not_found":
    case "connector_disabled":
      // This dialect passes nothing that these refuse.
      throw new Error(`Unexpected refusal of a start: ${refusal.code}.`);
    default:
      return never(refusal);
  }
}

/** The error for a check. A wrong code is none: its caller renders it before. */
export function toCheckError(refusal: Exclude<CheckRefusal, { code: "code_mismatch" }>): {
  ok: false;
  refusal: Extract<TwilioRefusal, { code: "not_found" | "checks_exhausted" }>;
} {
  switch (refusal.code) {
    case "verification_not_found":
    case "identifier_mismatch":
    case "already_verified":
    case "verification_canceled":
    case "verification_expired":
    case "identifier_taken":
      return refuse({ code: "not_found" });
    case "attempts_exhausted":
      return refusal.isExpired ? refuse({ code: "not_found" }) : refuse({ code: "checks_exhausted" });
    case "guess_budget_exhausted":
      return refuse({ code: "checks_exhausted", retryAfterSeconds: wait(refusal) });
    default:
      return never(refusal);
  }
}
