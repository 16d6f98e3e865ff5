import { authenticateApiKey, type Scope } from "@/lib/access";
import { env } from "@/lib/env";
import { ok, refuse } from "@/lib/result";
import type { Protocol } from "../protocol";
import { problemDocument } from "./problem-document";
import type { NativeRefusal } from "./problems";

/** The native REST API: API keys as bearer tokens, JSON, problem documents (RFC 9457). */
export const nativeProtocol: Protocol<NativeRefusal> = {
  mouth: "native",
  maxBodyBytes: 64 * 1024,

  async authenticate(request, requestId) {
    const given = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    const found = given ? await authenticateApiKey(given) : null;
    if (!found) return refuse({ code: "unauthorized" });
    const { key, project } = found;
    const caller = { kind: "key", apiKeyId: key.id, scopes: key.scopes as Scope[] } as const;
    return ok({ project, caller, mouth: "native", requestId, network: null });
  },

  renderValue: (status, value) => Response.json(value, { status }),

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
    if (document.retryAfterSeconds !== undefined)
      headers.set("retry-after", String(document.retryAfterSeconds));
    return new Response(JSON.stringify(document), { status: document.status, headers });
  },
};
