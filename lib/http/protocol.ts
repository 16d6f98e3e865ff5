import type { Ctx, Scope } from "@/lib/access";
import type { Refusal, Result } from "@/lib/result";

/** One error in a request. `pointer` is a JSON Pointer (RFC 6901) into `part`. */
export interface Violation {
  part: "body" | "query" | "params";
  pointer: string;
  message: string;
}

export interface QuotaExceeded {
  code: "quota_exceeded";
  policy: string;
  quota: number;
  windowSeconds: number;
  retryAfterSeconds: number;
}

/** A refusal by the HTTP layer, before any verb is called. */
export type EdgeRefusal =
  | { code: "unauthorized" }
  | { code: "insufficient_scope"; scope: Scope }
  | { code: "project_archived" }
  /** The key may not be used from this address. Null: the address is unknown. */
  | { code: "address_not_allowed"; address: string | null }
  | { code: "not_found" }
  | { code: "method_not_allowed"; allow: readonly string[] }
  | { code: "body_too_large"; maxBodyBytes: number }
  | { code: "media_type_unsupported" }
  | { code: "content_encoding_unsupported" }
  | { code: "uri_too_long" }
  | { code: "headers_too_large" }
  | { code: "request_invalid"; violations: readonly Violation[] }
  | QuotaExceeded
  | { code: "idempotency_key_invalid" }
  | { code: "idempotency_key_reused" }
  | { code: "idempotency_in_flight"; retryAfterSeconds: number }
  | { code: "unavailable"; retryAfterSeconds: number }
  | { code: "internal_error" };

/** What a response is rendered from. */
export interface Rendering {
  requestId: string;
  url: URL;
  /** `performance.now()` at the start, for vendors whose responses contain the duration. */
  startedAt: number;
}

/** The state of a limit after this request (draft-ietf-httpapi-ratelimit-headers). */
export interface QuotaLeft {
  name: string;
  quota: number;
  windowSeconds: number;
  remaining: number;
  resetSeconds: number;
}

/** What a dialect defines: authentication, and the format of successes and refusals. */
export interface Protocol<R extends Refusal> {
  readonly dialect: string;
  readonly maxBodyBytes: number;
  /** Callers must authenticate before they get a 404, a 405 or the options of a path. */
  readonly isClosed?: boolean;
  /** Unknown query parameters, and members named `__proto__`, are refused everywhere. Without it they are ignored. */
  readonly isStrict?: boolean;
  /** Calls count in no request limit, because the caller is a service that does not wait. */
  readonly isUnlimited?: boolean;
  /** The request id in the vendor's format. By default, the caller's or a new one of ours. */
  requestId?(headers: Headers): string;
  /** The request id in the body, if the vendor allows one. Null: keep the one above. */
  requestIdInBody?(body: string): string | null;
  /** Authenticates the caller. `body` is the text as sent, for vendors whose clients put their credentials there. */
  authenticate(request: Request, requestId: string, body: string): Promise<Result<Ctx, R | EdgeRefusal>>;
  /** Reads bodies in other formats. By default, every body is JSON. */
  parseBody?(request: Request, body: string): Result<unknown, EdgeRefusal>;
  /** Parses the query, for vendors whose clients repeat names. By default, each name occurs once. */
  collectQuery?(parameters: URLSearchParams): Record<string, unknown>;
  renderValue(status: number, value: unknown, rendering: Rendering): Response;
  renderRefusal(refusal: R | EdgeRefusal, rendering: Rendering): Response;
}
