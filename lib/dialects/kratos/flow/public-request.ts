import type { Ctx } from "@/lib/access";
import { keepWireSession } from "@/lib/http";
import type { KratosSettings } from "@/lib/projects";
import { day } from "@/lib/time";
import { cookieOf, newSecret, secretIn } from "../csrf";
import { errorDocument, errors, type KratosError } from "../errors";
import { isBrowser, wantsJson } from "../negotiate";
import type { Call } from "../protocol";
import { errorReply, json, type Reply, seeOther, withCookie } from "../reply";
import { baseOf, errorUiUrl, uiUrl } from "../urls";
import { type BeginFlow, beginFlow } from "./begin";
import type { Flow } from "./context";
import { showFlow } from "./show";

/** One request to the public API, with everything its response depends on. */
export interface PublicRequest {
  ctx: Ctx;
  call: Call;
  headers: Headers;
  query: URLSearchParams;
  settings: KratosSettings;
  base: string;
  /** The secret in the anti-CSRF cookie, if the client has one. */
  secret: Buffer | null;
}

export function publicRequestOf(ctx: Ctx, call: Call): PublicRequest {
  const { headers } = call.request;
  const base = baseOf(ctx.project, headers);
  return {
    ctx,
    call,
    headers,
    query: new URL(call.request.url).searchParams,
    settings: ctx.project.settings.dialects.kratos,
    base,
    secret: secretIn(headers.get("cookie"), base),
  };
}

/** The browser's secret, and a cookie if it is a new one. */
export function secretFor({ secret, base }: PublicRequest): { secret: Buffer; cookie: string | null } {
  if (secret) return { secret, cookie: null };
  const made = newSecret();
  return { secret: made, cookie: cookieOf(made, base) };
}

/** A new secret, because the browser's cookie could be another person's. */
export function freshSecret({ base }: PublicRequest): { secret: Buffer; cookie: string } {
  const secret = newSecret();
  return { secret, cookie: cookieOf(secret, base) };
}

export const redirectToUi = ({ settings, base }: PublicRequest, flowId: string) =>
  seeOther(uiUrl(settings, base, flowId));

/** The flow as JSON, or a redirect to its page for browsers, even for native flows. */
export async function answerFlow(request: PublicRequest, flow: Flow, extra: object = {}): Promise<Reply> {
  if (isBrowser(request.headers)) return redirectToUi(request, flow.verification.id);
  return json(200, { ...(await showFlow(flow, request)), ...extra });
}

/** A form with errors: 400 with the flow. Only browser flows are redirected, if the client does not want JSON. */
export async function answerForm(request: PublicRequest, flow: Flow): Promise<Reply> {
  if (flow.context.type === "api" || wantsJson(request.headers))
    return json(400, await showFlow(flow, request));
  return redirectToUi(request, flow.verification.id);
}

/** An error: as JSON, or stored for the error page. Native flows always get JSON. */
export async function answerError(request: PublicRequest, error: KratosError, flow?: Flow): Promise<Reply> {
  const { headers, ctx, settings, base } = request;
  if (flow?.context.type === "api" || wantsJson(headers)) return errorReply(error, headers);
  const { error: document } = errorDocument(error, headers.get("x-request-id")) as { error: object };
  const kept = await keepWireSession(ctx, { document, lifetimeSeconds: day });
  return seeOther(errorUiUrl(settings, base, kept.id));
}

/**
 * Creates a flow that replaces another, with a new secret for the browser. Native applications get none, because with a
 * cookie their next submission would be refused.
 */
export async function beginReplacement(
  request: PublicRequest,
  flow: Omit<BeginFlow, "secret">,
): Promise<{ flow: Flow; cookie: string | null }> {
  const { secret, cookie } = freshSecret(request);
  const begun = await beginFlow(request.ctx, { ...flow, secret });
  return { flow: begun, cookie: flow.type === "browser" ? cookie : null };
}

/**
 * Replaces a flow that cannot continue. Keeps its first request URL, and so its `return_to`; never the current request's,
 * which can contain a code.
 */
export async function replaceFlow(
  request: PublicRequest,
  old: Flow,
  message: BeginFlow["message"],
  { hadPassed }: { hadPassed: boolean },
): Promise<Reply> {
  const { type, requestUrl } = old.context;
  const { flow, cookie } = await beginReplacement(request, {
    type,
    requestUrl,
    strategy: old.strategy,
    message,
  });
  const { id } = flow.verification;
  const reply = wantsJson(request.headers)
    ? errorReply(errors.replaced(id, hadPassed), request.headers)
    : redirectToUi(request, id);
  return withCookie(reply, cookie);
}
