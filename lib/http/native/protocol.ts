import { authenticateApiKey, type Caller, callerOf, keyCaller, verifyAccessToken } from "@/lib/access";
import { env } from "@/lib/env";
import type { Project } from "@/lib/projects";
import { ok, refuse } from "@/lib/result";
import { jsonResponse, textResponse } from "../known-bodies";
import { ownAudience, ownIssuers } from "../oauth/token-profiles";
import type { Protocol } from "../protocol";
import { bearerOf } from "./bearer";
import { problemDocument } from "./problem-document";
import type { NativeRefusal } from "./problems";

/** The native REST API: API keys or their access tokens, JSON, problem documents (RFC 9457). */
export const nativeProtocol: Protocol<NativeRefusal> = {
  dialect: "native",
  maxBodyBytes: 64 * 1024,
  isStrict: true,

  async authenticate(request, requestId) {
    const given = bearerOf(request.headers);
    const found = given ? await (given.startsWith("csk_") ? byKey(given) : byToken(given)) : null;
    return found
      ? ok({ ...found, dialect: "native", requestId, endUser: null })
      : refuse({ code: "unauthorized" });
  },

  renderValue: (status, value) => jsonResponse(value, { status }),

  renderRefusal(refusal, { requestId, url }) {
    const headers = new Headers({ "content-type": "application/problem+json" });
    if (refusal.code === "unauthorized") headers.set("www-authenticate", 'Bearer realm="countersign"');
    if (refusal.code === "insufficient_scope")
      headers.set("www-authenticate", `Bearer error="insufficient_scope", scope="${refusal.scope}"`);
    if (refusal.code === "method_not_allowed") headers.set("allow", refusal.allow.join(", "));
    const document = problemDocument(refusal, {
      publicUrl: env.PUBLIC_URL,
      instance: url.pathname,
      requestId,
    });
    if (document.retryAfterSeconds != null) headers.set("retry-after", String(document.retryAfterSeconds));
    return textResponse(JSON.stringify(document), { status: document.status, headers });
  },
};

type Found = { project: Project; caller: Caller } | null;

async function byKey(given: string): Promise<Found> {
  const found = await authenticateApiKey(given);
  if (!found) return null;
  const { key, project } = found;
  return { project, caller: keyCaller(key) };
}

/** A client's access token has the scopes of its key. User tokens are refused: this API is for backends. */
async function byToken(given: string): Promise<Found> {
  const verified = await verifyAccessToken(given, { issuers: ownIssuers(), audiences: [ownAudience()] });
  if (!verified.ok) return null;
  const caller = callerOf(verified.value);
  return caller.kind === "key" ? { project: verified.value.project, caller } : null;
}
