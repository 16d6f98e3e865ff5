import type { Ctx } from "@/lib/access";
import { errors, type KratosError } from "../errors";
import { initsJson } from "../negotiate";
import { askedUrl } from "../place";
import type { Call } from "../protocol";
import { errorReply, json, noContent, type Reply, withCookie } from "../reply";
import { readReturnTo } from "../return-to";
import { beginFlow } from "./begin";
import { showFlow } from "./show";
import { answerError, secretFor, type Turn, toUi, turnOf } from "./turn";

/** Begins a flow for a native application. No cookie, whatever it accepts. */
export async function createNativeFlow(ctx: Ctx, call: Call): Promise<Reply> {
  const turn = turnOf(ctx, call);
  if (isLook(call)) return noContent();
  const refused = await refusal(turn);
  if (refused) return refused;
  const flow = await beginFlow(ctx, {
    type: "api",
    strategy: turn.settings.use,
    requestUrl: askedUrl(call.request),
    secret: null,
  });
  return json(200, await showFlow(flow, turn));
}

/** Begins a flow for a browser, and sends it to the page that shows it. */
export async function createBrowserFlow(ctx: Ctx, call: Call): Promise<Reply> {
  const turn = turnOf(ctx, call);
  if (isLook(call)) return noContent();
  const refused = await refusal(turn);
  if (refused) return refused;
  const { secret, cookie } = secretFor(turn);
  const flow = await beginFlow(ctx, {
    type: "browser",
    strategy: turn.settings.use,
    requestUrl: askedUrl(call.request),
    secret,
  });
  const reply = initsJson(turn.headers)
    ? json(200, await showFlow(flow, { ...turn, secret }))
    : toUi(turn, flow.verification.id);
  return withCookie(reply, cookie);
}

/** HEAD begins nothing: previews and monitors look before people do. */
const isLook = ({ request }: Call) => request.method === "HEAD";

/** Why no flow is begun, or null. */
async function refusal(turn: Turn): Promise<Reply | null> {
  const { settings, query, base, headers } = turn;
  if (!settings.enabled) return answerError(turn, errors.disabled);
  const returnTo = query.get("return_to");
  const read = returnTo ? readReturnTo(returnTo, settings, base) : null;
  // Always JSON, even for browsers: their page could not be trusted to send anybody on.
  if (read && "flaw" in read) return errorReply(returnToError(read.flaw, returnTo!), headers);
  if (settings.use === "link" && !settings.linkEnabled) {
    return answerError(turn, errors.strategyUnusable("link"));
  }
  return null;
}

function returnToError(flaw: "unparsable" | "forbidden", url: string): KratosError {
  return flaw === "unparsable" ? errors.returnToUnparsable(url) : errors.returnToForbidden(url);
}
