import { authenticateApiKey, type Scope } from "@/lib/access";
import { env } from "@/lib/env";
import { ok, refuse } from "@/lib/result";
import { type EdgeRefusal, type Protocol, type Rendering } from "../protocol";
import { type NativeRefusal, type Problem, problems } from "./problems";

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

  renderRefusal(refusal, rendering) {
    const problem = problems[refusal.code] as Problem<NativeRefusal | EdgeRefusal>;
    const headers = new Headers({ "content-type": "application/problem+json" });
    if (refusal.code === "unauthorized") headers.set("www-authenticate", 'Bearer realm="countersign"');
    if (refusal.code === "insufficient_scope") headers.set("www-authenticate", `Bearer error="insufficient_scope", scope="${refusal.scope}"`);
    if (refusal.code === "method_not_allowed") headers.set("allow", refusal.allow.join(", "));
    const members = problem.members?.(refusal) ?? {};
    if (typeof members.retryAfterSeconds === "number") headers.set("retry-after", String(members.retryAfterSeconds));
    return new Response(JSON.stringify(problemDocument(refusal, problem, members, rendering)), { status: problem.status, headers });
  },
};

function problemDocument(
  refusal: NativeRefusal | EdgeRefusal,
  problem: Problem<NativeRefusal | EdgeRefusal>,
  members: Record<string, unknown>,
  { requestId, url }: Rendering,
) {
  return {
    type: `${env.PUBLIC_URL}/docs/problems/${refusal.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail(refusal),
    instance: url.pathname,
    code: refusal.code,
    ...members,
    requestId,
  };
}
