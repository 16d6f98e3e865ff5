import type { Ctx } from "@/lib/access";
import { errors, type KratosError } from "../errors";
import { initsJson } from "../negotiate";
import type { Call } from "../protocol";
import { errorReply, json, noContent, type Reply, withCookie } from "../reply";
import { readReturnTo } from "../return-to";
import { requestUrlOf } from "../urls";
import { beginFlow } from "./begin";
import { answerError, type PublicRequest, publicRequestOf, redirectToUi, secretFor } from "./public-request";
import { showFlow } from "./show";

/** Begins a flow for a native application. No cookie, whatever it accepts. */
export async function createNativeFlow(ctx: Ctx, call: Call): Promise<Reply> {
  const request = publicRequestOf(ctx, call);
  if (isLook(call)) return noContent();
  const refused = await refusal(request);
  if (refused) return refused;
  const flow = await beginFlow(ctx, {
    type: "api",
    strategy: request.settings.use,
    requestUrl: requestUrlOf(call.request),
    secret: null,
  });
  return json(200, await showFlow(flow, request));
}

/** Begins a flow for a browser, and sends it to the page that shows it. */
export async function createBrowserFlow(ctx: Ctx, call: Call): Promise<Reply> {
  const request = publicRequestOf(ctx, call);
  if (isLook(call)) return noContent();
  const refused = await refusal(request);
  if (refused) return refused;
  const { secret, cookie } = secretFor(request);
  const flow = await beginFlow(ctx, {
    type: "browser",
    strategy: request.settings.use,
    requestUrl: requestUrlOf(call.request),
    secret,
  });
  const reply = initsJson(request.headers)
    ? json(200, await showFlow(flow, { ...request, secret }))
    : redirectToUi(request, flow.verification.id);
  return withCookie(reply, cookie);
}

/** HEAD begins nothing: previews and monitors look before people do. */
const isLook = ({ request }: Call) => request.method === "HEAD";

/** Why no flow is begun, or null. */
async function refusal(request: PublicRequest): Promise<Reply | null> {
  const { settings, query, base, headers } = request;
  if (!settings.enabled) return answerError(request, errors.disabled);
  const returnTo = query.get("return_to");
  const read = returnTo ? readReturnTo(returnTo, settings, base) : null;
  // Always JSON, even for browsers: their page could not be trusted to send anybody on.
  if (read && "flaw" in read) return errorReply(returnToError(read.flaw, returnTo!), headers);
  if (settings.use === "link" && !settings.linkEnabled) {
    return answerError(request, errors.strategyUnusable("link"));
  }
  return null;
}

function returnToError(flaw: "unparsable" | "forbidden", url: string): KratosError {
  return flaw === "unparsable" ? errors.returnToUnparsable(url) : errors.returnToForbidden(url);
}
