import type { Ctx } from "@/lib/access";
import { isExpired } from "@/lib/verification";
import { errors } from "../errors";
import { messages } from "../messages";
import { wantsJson } from "../negotiate";
import { fetchUrl } from "../place";
import type { Call } from "../protocol";
import { type Reply, seeOther, withCookie } from "../reply";
import { readSubmission } from "../wire/submission";
import { type Flow, findFlow, flowIdOf } from "./context";
import { refuseForm } from "./refuse-form";
import { submitToCode } from "./submit-to-code";
import { submitToLink } from "./submit-to-link";
import { answerError, beginInPlace, type Turn, toUi, turnOf } from "./turn";

/**
 * Takes what a form sends, and what a mailed link brings. The order of the lines is the vendor's order of checks: flow
 * named, found, not over; then the strategy reads the rest.
 */
export async function submit(ctx: Ctx, call: Call): Promise<Reply> {
  const turn = turnOf(ctx, call);
  const id = flowIdOf(turn.query.get("flow"));
  if (id === null) return answerError(turn, errors.flowIdMalformed);
  const flow = await findFlow(ctx, id);
  if (!flow) return answerError(turn, errors.flowUnknown);
  // Scanners ask for the head of what they find in mails: it tells where a person would get, and changes nothing.
  if (call.request.method === "HEAD") return toUi(turn, id);
  if (isExpired(flow.verification, flow.verification.now)) return restart(turn, flow);
  if (flow.strategy === "link" && !turn.settings.linkEnabled) {
    return answerError(turn, errors.strategyDisabled, flow);
  }
  const read = readSubmission(call, flow.strategy);
  if ("flaw" in read) return refuseForm(turn, flow, read.flaw);
  return flow.strategy === "link"
    ? submitToLink(turn, flow, read.submission)
    : submitToCode(turn, flow, read.submission);
}

/** A flow that is over is followed by one for a browser, whatever it was: clients of the vendor's expect that. */
async function restart(turn: Turn, { verification: v, context, strategy }: Flow): Promise<Reply> {
  const { requestUrl } = context;
  const message = messages.expired(v.expiresAt, v.now);
  const begun = await beginInPlace(turn, { type: "browser", strategy, requestUrl, message });
  const { id } = begun.flow.verification;
  const reply = wantsJson(turn.headers) ? seeOther(fetchUrl(turn.base, id)) : toUi(turn, id);
  return withCookie(reply, begun.cookie);
}
