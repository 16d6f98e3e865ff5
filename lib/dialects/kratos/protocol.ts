import { z } from "zod";
import { authenticateApiKey, type Ctx, keyCaller } from "@/lib/access";
import { type EdgeRefusal, endUserOf, type Protocol, requestOrigin } from "@/lib/http";
import { projectOfHost } from "@/lib/projects";
import { ok, type Result, refuse } from "@/lib/result";
import { errors, type KratosError } from "./errors";
import { errorReply, plainText, type Reply, toResponse } from "./reply";

/**
 * A request with its unparsed body. Its meaning depends on headers, cookies and the flow, so only the dialect can
 * parse it.
 */
export interface Call {
  request: Request;
  text: string;
}
export const Call = z.custom<Call>();
export const Answer = z.custom<Reply>();

const maxBodyBytes = 5 * 1024 * 1024;

function errorOf(refusal: EdgeRefusal): KratosError {
  switch (refusal.code) {
    case "unauthorized":
      return errors.unauthorized;
    case "insufficient_scope":
      return errors.scopeMissing(refusal.scope);
    case "project_archived":
      return errors.projectArchived;
    case "address_not_allowed":
      return errors.addressNotAllowed;
    case "body_too_large":
      return errors.bodyTooLarge(refusal.maxBodyBytes);
    case "quota_exceeded":
      return errors.tooManyRequests(refusal.retryAfterSeconds);
    case "unavailable":
      return errors.unavailable;
    case "internal_error":
      return errors.internal;
    case "content_encoding_unsupported":
      return {
        ...errors.badRequest("Send the body without Content-Encoding."),
        code: 415,
        status: "Unsupported Media Type",
      };
    case "uri_too_long":
      return { ...errors.badRequest("The URL is too long."), code: 414, status: "Request URI Too Long" };
    case "headers_too_large":
      return {
        ...errors.badRequest("The header fields are too large."),
        code: 431,
        status: "Request Header Fields Too Large",
      };
    case "not_found":
    case "method_not_allowed":
    case "media_type_unsupported":
    case "request_invalid":
    case "idempotency_key_invalid":
    case "idempotency_key_reused":
    case "idempotency_in_flight":
      return errors.badRequest("The request could not be read.");
  }
}

function renderRefusal(refusal: EdgeRefusal): Response {
  // Plain text, like the vendor's router.
  if (refusal.code === "not_found") return toResponse(plainText(404, "404 page not found"));
  if (refusal.code === "method_not_allowed")
    return toResponse(plainText(405, "Method Not Allowed", { allow: refusal.allow.join(", ") }));
  const headers: Record<string, string> =
    refusal.code === "unauthorized"
      ? { "www-authenticate": 'Bearer realm="countersign"' }
      : "retryAfterSeconds" in refusal
        ? { "retry-after": String(refusal.retryAfterSeconds) }
        : {};
  return toResponse(errorReply(errorOf(refusal), new Headers(), headers));
}

const common = {
  dialect: "kratos",
  maxBodyBytes,
  parseBody: (request: Request, text: string) => ok({ request, text }),
  renderValue: (_status: number, value: unknown) => toResponse(value as Reply),
  renderRefusal,
};

/** The public API: no credentials, the project is found by host. */
export const publicProtocol: Protocol<never> = {
  ...common,
  async authenticate({ headers }, requestId): Promise<Result<Ctx, EdgeRefusal>> {
    const ctx = await publicContext(headers, requestId);
    return ctx ? ok(ctx) : refuse({ code: "not_found" });
  },
};

/** The context of a request without credentials. Null only if there is no project. */
export async function publicContext(headers: Headers, requestId: string): Promise<Ctx | null> {
  const project = await projectOfHost(requestOrigin(headers).host);
  const endUser = endUserOf(headers);
  return (
    project && { project, caller: { kind: "page", nonce: requestId }, dialect: "kratos", requestId, endUser }
  );
}

/** The admin API: requires an API key. The vendor relies on the network instead. */
export const adminProtocol: Protocol<never> = {
  ...common,
  async authenticate({ headers }, requestId): Promise<Result<Ctx, EdgeRefusal>> {
    const given = /^Bearer +(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
    const found = given ? await authenticateApiKey(given) : null;
    if (!found) return refuse({ code: "unauthorized" });
    const { key, project } = found;
    const caller = keyCaller(key);
    return ok({ project, caller, dialect: "kratos", requestId, endUser: null });
  },
};
