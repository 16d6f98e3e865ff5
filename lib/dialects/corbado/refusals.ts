import type { EdgeRefusal } from "@/lib/http";
import { refuse } from "@/lib/result";
import { isDuplicate, isMissing } from "./parsing/rules";

export interface FieldError {
  field: string;
  message: string;
}

/** Values that only this vendor judges, or judges in its own words. */
export interface ValueRefused {
  code: "value_refused";
  status: 400 | 409 | 422;
  validation: readonly FieldError[];
}

/** A limit on messages or guesses, whichever it was. */
export interface TooMany {
  code: "too_many";
  retryAfterSeconds: number;
}

/** Every "no" of this dialect's own endpoints, beside the edge's. */
export type CorbadoRefusal =
  | ValueRefused
  | TooMany
  | { code: "project_id_mismatch" }
  /** Of v1's own resources. */
  | { code: "not_found" }
  | { code: "user_not_found" }
  | { code: "identifier_not_found" }
  | { code: "identifier_exists" }
  | { code: "identifier_taken" }
  | { code: "social_account_exists" }
  | { code: "social_account_taken" }
  | { code: "not_sendable"; reason: string };

export function valueRefused(validation: readonly FieldError[], status: ValueRefused["status"] = 400) {
  return refuse({ code: "value_refused", status, validation } as const satisfies ValueRefused);
}

export type ErrorType =
  | "validation_error"
  | "login_error"
  | "not_found"
  | "method_not_allowed"
  | "already_exists"
  | "invalid_json"
  | "project_id_mismatch"
  | "rate_limited"
  | "internal_error";

export interface Spelling<R> {
  status: number | ((refusal: R) => number);
  type: ErrorType | ((refusal: R) => ErrorType);
  details?: (refusal: R) => string | undefined;
  validation?: (refusal: R) => readonly FieldError[];
}

type All = CorbadoRefusal | EdgeRefusal;
type Table = { [C in All["code"]]: Spelling<Extract<All, { code: C }>> };

/** In v2 an unknown id in a path is a wrong value, not a missing resource: 400 (asserted by every SDK's own tests). */
const missing = (field: string): Spelling<unknown> => ({
  status: 400,
  type: "validation_error",
  validation: () => [{ field, message: isMissing }],
});

/** Never whose it is: `details` must not tell one user's id to whoever manages another. */
const duplicate = (field: string, details: string): Spelling<unknown> => ({
  status: 409,
  type: "already_exists",
  details: () => details,
  validation: () => [{ field, message: isDuplicate }],
});

const seconds = (count: number) => `Try again in ${count} seconds.`;

type Invalid = Extract<EdgeRefusal, { code: "request_invalid" }>;
/** The whole body is wrong, not a member of it. */
const isNoObject = ({ violations }: Invalid) =>
  violations.some(({ part, pointer }) => part === "body" && pointer === "");

/** The spelling of every refusal, complete by type. */
export const spellings: Table = {
  value_refused: {
    status: (r) => r.status,
    type: (r) => (r.status === 409 ? "already_exists" : "validation_error"),
    validation: (r) => r.validation,
  },
  user_not_found: missing("userID"),
  identifier_not_found: missing("identifierID"),
  identifier_exists: duplicate("identifierValue", "The user has this identifier already."),
  identifier_taken: duplicate("identifierValue", "The identifier is in use."),
  social_account_exists: duplicate("foreignID", "The user has this social account already."),
  social_account_taken: duplicate("foreignID", "The social account is in use."),
  too_many: {
    status: 429,
    type: "rate_limited",
    details: (r) => `Too many messages or wrong codes. ${seconds(r.retryAfterSeconds)}`,
  },
  not_sendable: { status: 400, type: "validation_error", details: (r) => r.reason },

  project_id_mismatch: {
    status: 400,
    type: "project_id_mismatch",
    details: () => "X-Corbado-ProjectID names another project than the credentials.",
  },
  unauthorized: {
    status: 401,
    type: "login_error",
    details: () => "The project ID or the API secret is wrong.",
  },
  insufficient_scope: {
    status: 403,
    type: "login_error",
    details: (r) => `The API secret lacks the scope ${r.scope}.`,
  },
  not_found: { status: 404, type: "not_found" },
  method_not_allowed: {
    status: 405,
    type: "method_not_allowed",
    details: (r) => `Allowed: ${r.allow.join(", ")}.`,
  },
  body_too_large: {
    status: 413,
    type: "validation_error",
    details: (r) => `At most ${r.maxBodyBytes} bytes are read.`,
  },
  media_type_unsupported: { status: 415, type: "invalid_json" },
  content_encoding_unsupported: {
    status: 415,
    type: "invalid_json",
    details: () => "Send the body without Content-Encoding.",
  },
  uri_too_long: { status: 414, type: "validation_error" },
  headers_too_large: { status: 431, type: "validation_error" },
  request_invalid: {
    status: 400,
    type: (r) => (isNoObject(r) ? "invalid_json" : "validation_error"),
    details: (r) => (isNoObject(r) ? r.violations[0]!.message : undefined),
    validation: (r) => (isNoObject(r) ? [] : fieldErrorsOf(r)),
  },
  quota_exceeded: {
    status: 429,
    type: "rate_limited",
    details: (r) => `${r.quota} requests in ${r.windowSeconds} seconds. ${seconds(r.retryAfterSeconds)}`,
  },
  idempotency_key_invalid: { status: 400, type: "validation_error" },
  idempotency_key_reused: { status: 422, type: "validation_error" },
  idempotency_in_flight: { status: 409, type: "validation_error" },
  unavailable: {
    status: 503,
    type: "internal_error",
    details: (r) => `Nothing was changed. ${seconds(r.retryAfterSeconds)}`,
  },
  internal_error: { status: 500, type: "internal_error" },
};

/** One entry a field, the first. What the edge found by itself is worded for people, and begins with a capital. */
function fieldErrorsOf({ violations }: Invalid): FieldError[] {
  const byField = new Map<string, string>();
  for (const { part, pointer, message } of violations) {
    const steps = pointer.split("/").slice(1);
    const field = steps.length > 0 ? steps.join(".") : part;
    if (!byField.has(field))
      byField.set(field, /^[A-Z]/.test(message) ? "must be in a valid format" : message);
  }
  return [...byField].map(([field, message]) => ({ field, message }));
}
