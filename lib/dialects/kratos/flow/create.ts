import type { Ctx } from "@/lib/access";
import { errors, type KratosError } from "../errors";
import { wantsJsonOnInit } from "../negotiate";
import type { Call } from "../protocol";
import { errorReply, json, type Reply, seeOther, withCookie } from "../reply";
import { readReturnTo } from "../return-to";
import { requestUrlOf } from "../urls";
import { beginFlow } from "./begin";
import { answerError, type PublicRequest, publicRequestOf, redirectToUi, secretFor } from "./public-request";
import { showFlow } from "./show";

/** Creates a flow for a native application. Never sets a cookie. */
export async function createNativeFlow(ctx: Ctx, call: Call): Promise<Reply> {
  const request = publicRequestOf(ctx, call);
  const refused = await refusal(request);
  if (refused) return refused;
  if (isHead(call)) return json(200, null);
  const flow = await beginFlow(ctx, {
    type: "api",
    strategy: request.settings.use,
    requestUrl: requestUrlOf(call.request),
    secret: null,
  });
  return json(200, await showFlow(flow, request));
}

/** Creates a flow for a browser and redirects it to the page that shows it. */
export async function createBrowserFlow(ctx: Ctx, call: Call): Promise<Reply> {
  const request = publicRequestOf(ctx, call);
  const refused = await refusal(request);
  if (refused) return refused;
  if (isHead(call)) return wantsJsonOnInit(request.headers) ? json(200, null) : seeOther(uiPage(request));
  const { secret, cookie } = secretFor(request);
  const flow = await beginFlow(ctx, {
    type: "browser",
    strategy: request.settings.use,
    requestUrl: requestUrlOf(call.request),
    secret,
  });
  const reply = wantsJsonOnInit(request.headers)
    ? json(200, await showFlow(flow, { ...request, secret }))
    : redirectToUi(request, flow.verification.id);
  return withCookie(reply, cookie);
}

/** HEAD has the status of GET (RFC 9110 §9.3.2) but creates no flow: link previews and monitors send it. */
const isHead = ({ request }: Call) => request.method === "HEAD";

const uiPage = ({ settings, base }: PublicRequest) => new URL(settings.uiUrl ?? "/verify", `${base}/`).href;

/** The error response if no flow can be created, or null. */
async function refusal(request: PublicRequest): Promise<Reply | null> {
  const { settings, query, base, headers } = request;
  if (!settings.enabled) return answerError(request, errors.disabled);
  const returnTo = query.get("return_to");
  const read = returnTo ? readReturnTo(returnTo, settings, base) : null;
  // Always JSON, even for browsers, so that a forged `return_to` is never followed.
  if (read && "flaw" in read) return errorReply(returnToError(read.flaw, returnTo!), headers);
  if (settings.use === "link" && !settings.linkEnabled) {
    return answerError(request, errors.strategyUnusable("link"));
  }
  return null;
}

function returnToError(flaw: "unparsable" | "forbidden", url: string): KratosError {
  return flaw === "unparsable" ? errors.returnToUnparsable(url) : errors.returnToForbidden(url);
}
