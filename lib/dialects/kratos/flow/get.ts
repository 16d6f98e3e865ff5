import type { Ctx } from "@/lib/access";
import { isExpired } from "@/lib/verification";
import { hashOf } from "../csrf";
import { csrfError, errors, type KratosError } from "../errors";
import type { Call } from "../protocol";
import { errorReply, json, type Reply, withCookie } from "../reply";
import { returnToIn } from "../return-to";
import { type Flow, findFlow, flowIdOf } from "./context";
import { type PublicRequest, publicRequestOf, secretFor } from "./public-request";
import { showFlow } from "./show";

/** Returns a flow, always as JSON. A browser flow is returned only to its browsers. */
export async function getFlow(ctx: Ctx, call: Call): Promise<Reply> {
  const request = publicRequestOf(ctx, call);
  // The vendor's older documentation calls it `flow`.
  const { flow, error } = await findVisibleFlow(
    request,
    request.query.get("id") ?? request.query.get("flow"),
  );
  const reply = error ? errorReply(error, request.headers) : json(200, await showFlow(flow, request));
  // With a cookie, a native application's next submission would be refused.
  return flow?.context.type === "browser" ? withCookie(reply, secretFor(request).cookie) : reply;
}

type Seen = { flow: Flow; error: null } | { flow: Flow | null; error: KratosError };

/** The flow if this client can see it, or the error. */
export async function findVisibleFlow(request: PublicRequest, given: string | null): Promise<Seen> {
  const { ctx, headers, settings, secret } = request;
  if (!settings.enabled) return { flow: null, error: errors.disabled };
  const id = flowIdOf(given);
  const flow = id === null ? null : await findFlow(ctx, id);
  if (!flow) return { flow, error: errors.noRow };
  const { context, verification } = flow;
  if (context.type === "browser" && !(secret && context.browsers.includes(hashOf(secret)))) {
    const hasToken = headers.has("x-csrf-token");
    return { flow, error: csrfError(headers, { hasSecret: secret !== null, hasToken }) };
  }
  return isExpired(verification, verification.now)
    ? { flow, error: expired(request, flow) }
    : { flow, error: null };
}

function expired({ base }: PublicRequest, { context }: Flow): KratosError {
  const begin = `${base}/self-service/verification`;
  if (context.type === "api") return errors.apiFlowExpired(`${begin}/api`);
  const returnTo = returnToIn(context.requestUrl);
  return errors.browserFlowExpired(`${begin}/browser${startAgain(returnTo)}`, returnTo ?? "");
}

/** The query that starts a flow like this one. */
export function startAgain(returnTo: string | null): string {
  return returnTo === null ? "" : `?${new URLSearchParams({ return_to: returnTo })}`;
}
