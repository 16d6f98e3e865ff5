import type { EdgeRefusal } from "@/lib/http";
import { refuse } from "@/lib/result";
import { alreadyExists, doesNotExist } from "./parsing/rules";

export interface FieldError {
  field: string;
  message: string;
}

/** Values that break the vendor's own rules, or rules that it words itself. */
export interface ValueRefused {
  code: "value_refused";
  status: 400 | 409 | 422;
  validation: readonly FieldError[];
  /** What the caller can do, where the vendor's message leaves that open. */
  details?: string;
}

/** A limit on messages or on guesses. */
export interface TooMany {
  code: "too_many";
  retryAfterSeconds: number;
}

/** The refusals of this dialect's endpoints, beside those of `lib/http`. */
export type CorbadoRefusal =
  | ValueRefused
  | TooMany
  | { code: "project_id_mismatch" }
  /** v1 only: in v2, an unknown id is 400. */
  | { code: "not_found" }
  | { code: "user_not_found" }
  | { code: "identifier_not_found" }
  | { code: "identifier_exists" }
  | { code: "identifier_taken" }
  | { code: "social_account_exists" }
  | { code: "social_account_taken" }
  | { code: "not_sendable"; reason: string };

export function valueRefused(
  validation: readonly FieldError[],
  { status = 400, details }: Partial<Pick<ValueRefused, "status" | "details">> = {},
) {
  return refuse({ code: "value_refused", status, validation, details } as const satisfies ValueRefused);
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

export interface ErrorShape<R> {
  status: number | ((refusal: R) => number);
  type: ErrorType | ((refusal: R) => ErrorType);
  details?: (refusal: R) => string | undefined;
  validation?: (refusal: R) => readonly FieldError[];
}

type All = CorbadoRefusal | EdgeRefusal;
type Table = { [C in All["code"]]: ErrorShape<Extract<All, { code: C }>> };

/** In v2 an unknown id in the path is a wrong value: 400, not 404. The tests of every SDK assert it. */
const missing = (field: string): ErrorShape<unknown> => ({
  status: 400,
  type: "validation_error",
  validation: () => [{ field, message: doesNotExist }],
});

/** `details` names no user: a caller that manages one user must not learn the id of another. */
const duplicate = (field: string, details: string): ErrorShape<unknown> => ({
  status: 409,
  type: "already_exists",
  details: () => details,
  validation: () => [{ field, message: alreadyExists }],
});

const retryIn = (seconds: number) => `Try again in ${seconds} seconds.`;

type Invalid = Extract<EdgeRefusal, { code: "request_invalid" }>;
/** Whether the body as a whole is wrong, not one of its members. */
const isInvalidJson = ({ violations }: Invalid) =>
  violations.some(({ part, pointer }) => part === "body" && pointer === "");

/** How each refusal looks to the client. Complete by type. */
export const errorShapes: Table = {
  value_refused: {
    status: (r) => r.status,
    type: (r) => (r.status === 409 ? "already_exists" : "validation_error"),
    details: (r) => r.details,
    validation: (r) => r.validation,
  },
  user_not_found: missing("userID"),
  identifier_not_found: missing("identifierID"),
  identifier_exists: duplicate("identifierValue", "The user already has this identifier."),
  identifier_taken: duplicate("identifierValue", "The identifier is already in use."),
  social_account_exists: duplicate("foreignID", "The user already has this social account."),
  social_account_taken: duplicate("foreignID", "The social account is already in use."),
  too_many: {
    status: 429,
    type: "rate_limited",
    details: (r) => `Too many messages or wrong codes. ${retryIn(r.retryAfterSeconds)}`,
  },
  not_sendable: { status: 400, type: "validation_error", details: (r) => r.reason },

  project_id_mismatch: {
    status: 400,
    type: "project_id_mismatch",
    details: () => "X-Corbado-ProjectID does not match the project ID of the credentials.",
  },
  unauthorized: {
    status: 401,
    type: "login_error",
    details: () => "The project ID or the API secret is wrong.",
  },
  insufficient_scope: {
    status: 403,
    type: "login_error",
    details: (r) => `The API secret does not have the scope ${r.scope}.`,
  },
  project_archived: { status: 403, type: "login_error", details: () => "The project is archived." },
  address_not_allowed: {
    status: 403,
    type: "login_error",
    details: () => "The API secret does not allow this address.",
  },
  not_found: { status: 404, type: "not_found" },
  method_not_allowed: {
    status: 405,
    type: "method_not_allowed",
    details: (r) => `Allowed methods: ${r.allow.join(", ")}.`,
  },
  body_too_large: {
    status: 413,
    type: "validation_error",
    details: (r) => `The body is larger than ${r.maxBodyBytes} bytes.`,
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
    type: (r) => (isInvalidJson(r) ? "invalid_json" : "validation_error"),
    details: (r) => (isInvalidJson(r) ? r.violations[0]!.message : undefined),
    validation: (r) => (isInvalidJson(r) ? [] : fieldErrorsOf(r)),
  },
  quota_exceeded: {
    status: 429,
    type: "rate_limited",
    details: (r) =>
      `The limit is ${r.quota} requests in ${r.windowSeconds} seconds. ${retryIn(r.retryAfterSeconds)}`,
  },
  idempotency_key_invalid: { status: 400, type: "validation_error" },
  idempotency_key_reused: { status: 422, type: "validation_error" },
  idempotency_in_flight: { status: 409, type: "validation_error" },
  unavailable: {
    status: 503,
    type: "internal_error",
    details: (r) => `The service is unavailable. ${retryIn(r.retryAfterSeconds)}`,
  },
  internal_error: { status: 500, type: "internal_error" },
};

/** The first error of each field. Messages of `lib/http` begin with a capital: they are not in the vendor's vocabulary. */
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
