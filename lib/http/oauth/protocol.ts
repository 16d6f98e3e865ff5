import { keyCaller } from "@/lib/access";
import { mapOk } from "@/lib/result";
import type { EdgeRefusal, Protocol } from "../protocol";
import { authenticateClient } from "./client";
import { parseForm } from "./form";
import type { OAuthRefusal } from "./refusals";

/** The token endpoint's protocol: client credentials, forms, and errors of RFC 6749 §5.2. */
export const oauthProtocol: Protocol<OAuthRefusal> = {
  dialect: "oauth",
  maxBodyBytes: 64 * 1024,

  async authenticate(request, requestId, body) {
    const form = parseForm(request, body);
    if (!form.ok) return form;
    const client = await authenticateClient(request.headers, form.value);
    return mapOk(client, ({ key, project }) => {
      const caller = keyCaller(key);
      return { project, caller, dialect: "oauth", requestId, endUser: null };
    });
  },

  parseBody: parseForm,
  // Token responses must not be cached, not even by HTTP/1.0 caches (RFC 6749 §5.1). The builder adds no-store.
  renderValue: (status, value) => Response.json(value, { status, headers: { pragma: "no-cache" } }),

  renderRefusal(refusal) {
    const { status, error, description, headers } = spell(refusal);
    return Response.json(
      { error, error_description: printable(description) },
      { status, headers: { ...headers, "cache-control": "no-store", pragma: "no-cache" } },
    );
  },
};

interface Spelled {
  status: number;
  error: string;
  description: string;
  headers?: Record<string, string>;
}

function spell(refusal: OAuthRefusal | EdgeRefusal): Spelled {
  switch (refusal.code) {
    case "invalid_client":
      return { status: refusal.status, ...named(refusal), headers: challenge(refusal.status) };
    case "invalid_request":
    case "unsupported_grant_type":
    case "unsupported_token_type":
    case "invalid_grant":
    case "invalid_scope":
    case "invalid_target":
      return { status: 400, ...named(refusal) };
    case "unauthorized":
      return { status: 401, error: "invalid_client", description: "authenticate", headers: challenge(401) };
    case "insufficient_scope":
      return { status: 403, error: "invalid_scope", description: `the key lacks ${refusal.scope}` };
    case "project_archived":
      return { status: 403, error: "access_denied", description: "the project is archived" };
    case "address_not_allowed":
      return { status: 403, error: "access_denied", description: "the key does not allow this address" };
    case "not_found":
      return { status: 404, ...invalidRequest("there is nothing here") };
    case "method_not_allowed":
      return {
        status: 405,
        ...invalidRequest(`use ${refusal.allow.join(", ")}`),
        headers: { allow: refusal.allow.join(", ") },
      };
    case "body_too_large":
      return { status: 413, ...invalidRequest(`at most ${refusal.maxBodyBytes} bytes are read`) };
    case "media_type_unsupported":
      return { status: 400, ...invalidRequest("send application/x-www-form-urlencoded") };
    case "content_encoding_unsupported":
      return { status: 415, ...invalidRequest("send the body without Content-Encoding") };
    case "uri_too_long":
      return { status: 414, ...invalidRequest("the URL is too long") };
    case "headers_too_large":
      return { status: 431, ...invalidRequest("the header fields are too large") };
    case "request_invalid":
      return {
        status: 400,
        ...invalidRequest(refusal.violations.map((v) => `${v.pointer.slice(1)}: ${v.message}`).join(" ")),
      };
    case "quota_exceeded":
      return { status: 429, ...later(refusal.retryAfterSeconds, "too many requests") };
    case "unavailable":
      return { status: 503, ...later(refusal.retryAfterSeconds, "try again in a few seconds") };
    case "idempotency_in_flight":
      return { status: 409, ...later(refusal.retryAfterSeconds, "the first request still runs") };
    case "idempotency_key_invalid":
    case "idempotency_key_reused":
      return { status: 400, ...invalidRequest("the Idempotency-Key does not fit") };
    case "internal_error":
      return { status: 500, error: "server_error", description: "it was logged under the request id" };
  }
}

const named = ({ code: error, description }: OAuthRefusal) => ({ error, description });
const invalidRequest = (description: string) => ({ error: "invalid_request", description });

function later(seconds: number, description: string) {
  return { error: "temporarily_unavailable", description, headers: { "retry-after": String(seconds) } };
}

/** RFC 6749 §5.2 and RFC 9110 §15.5.2: a 401 names the authentication scheme. */
function challenge(status: 400 | 401): Record<string, string> {
  return status === 401 ? { "www-authenticate": 'Basic realm="countersign", charset="UTF-8"' } : {};
}

/** The characters that RFC 6749 §5.2 allows in a description. */
function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/g, "?").slice(0, 500);
}
