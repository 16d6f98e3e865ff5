import type { Ctx } from "@/lib/access";
import { isExpired } from "@/lib/verification";
import { errors } from "../errors";
import { messages } from "../messages";
import { wantsJson } from "../negotiate";
import type { Call } from "../protocol";
import { type Reply, seeOther, withCookie } from "../reply";
import { fetchUrl } from "../urls";
import { readSubmission } from "../wire/submission";
import { type Flow, findFlow, flowIdOf } from "./context";
import {
  answerError,
  beginReplacement,
  type PublicRequest,
  publicRequestOf,
  redirectToUi,
} from "./public-request";
import { refuseForm } from "./refuse-form";
import { submitToCode } from "./submit-to-code";
import { submitToLink } from "./submit-to-link";

/**
 * Handles submitted forms and opened links. The checks are in the vendor's order: the flow is named, found and not expired,
 * then its strategy handles the rest.
 */
export async function submit(ctx: Ctx, call: Call): Promise<Reply> {
  const request = publicRequestOf(ctx, call);
  const id = flowIdOf(request.query.get("flow"));
  if (id === null) return answerError(request, errors.flowIdMalformed);
  const flow = await findFlow(ctx, id);
  if (!flow) return answerError(request, errors.flowUnknown);
  // Scanners send HEAD to links in mails. It returns the redirect and changes nothing.
  if (call.request.method === "HEAD") return redirectToUi(request, id);
  if (isExpired(flow.verification, flow.verification.now)) return restart(request, flow);
  if (flow.strategy === "link" && !request.settings.linkEnabled) {
    return answerError(request, errors.strategyDisabled, flow);
  }
  const read = readSubmission(call, flow.strategy);
  if ("flaw" in read) return refuseForm(request, flow, read.flaw);
  return flow.strategy === "link"
    ? submitToLink(request, flow, read.submission)
    : submitToCode(request, flow, read.submission);
}

/** Replaces an expired flow by a browser flow, even if it was native, as the vendor's clients expect. */
async function restart(request: PublicRequest, { verification: v, context, strategy }: Flow): Promise<Reply> {
  const { requestUrl } = context;
  const message = messages.expired(v.expiresAt, v.now);
  const begun = await beginReplacement(request, { type: "browser", strategy, requestUrl, message });
  const { id } = begun.flow.verification;
  const reply = wantsJson(request.headers) ? seeOther(fetchUrl(request.base, id)) : redirectToUi(request, id);
  return withCookie(reply, begun.cookie);
}
