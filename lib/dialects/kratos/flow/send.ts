import { type IdentifierInput, setIdentifier } from "@/lib/verification";
import { isTokenOf } from "../csrf";
import { csrfError } from "../errors";
import { linkTemplate, messageTemplates } from "../message-templates";
import { messages, reasons } from "../messages";
import { flowPolicy } from "../policies";
import type { Reply } from "../reply";
import type { Submission } from "../wire/submission";
import { type Flow, toFlow, updateFlowContext } from "./context";
import { answerError, answerFlow, type PublicRequest } from "./public-request";
import { refuseForm } from "./refuse-form";

/** Sends a code or link to the submitted address, again if it is the same. */
export async function sendToAddress(
  request: PublicRequest,
  flow: Flow,
  submission: Submission,
): Promise<Reply> {
  const doubted = await doubt(request, flow, submission);
  if (doubted) return doubted;
  const { email } = submission;
  if (email === undefined) {
    return refuseForm(request, flow, {
      message: messages.missing("email"),
      field: "email",
      addressValue: "",
    });
  }
  return answerFlow(request, await send(request, flow, email));
}

/**
 * Responds the same way for every address, known or not, sent or refused. A refused send only shows the address on the form.
 * Otherwise strangers could find out who is known here and who was sent a message.
 */
async function send({ ctx, settings, base }: PublicRequest, flow: Flow, address: string): Promise<Flow> {
  const { strategy, verification } = flow;
  const given: IdentifierInput = address.includes("@") ? { email: address } : { phone: address };
  const changes = { address, notice: null, linkSecret: null };
  const set = await setIdentifier(ctx, {
    verificationId: verification.id,
    identifier: given,
    policy: flowPolicy(strategy, settings),
    linkTemplate: linkTemplate(strategy, base),
    message: messageTemplates(strategy, settings, base),
    wireContext: changes,
  });
  return set.ok ? toFlow(set.value.verification)! : updateFlowContext(ctx, flow, () => changes);
}

/** Refuses requests from other sites, and from browsers in a native flow. Null if the request is fine. */
async function doubt(request: PublicRequest, flow: Flow, submission: Submission): Promise<Reply | null> {
  const { headers } = request;
  if (flow.context.type === "api") {
    const reason = headers.has("origin")
      ? reasons.originHeader
      : hasCookies(headers.get("cookie"))
        ? reasons.cookieHeader
        : null;
    const addressValue = submission.email ?? "";
    return reason && refuseForm(request, flow, { message: messages.generic(reason), addressValue });
  }
  const token = submission.csrf_token;
  if (request.secret && token !== undefined && isTokenOf(token, request.secret)) return null;
  const isJson = headers.get("content-type")?.startsWith("application/json") ?? false;
  const hasToken = isJson || token !== undefined || headers.has("x-csrf-token");
  return answerError(request, csrfError(headers, { hasSecret: request.secret !== null, hasToken }), flow);
}

/** Whether there are cookies other than Cloudflare's, which the network adds. */
function hasCookies(header: string | null): boolean {
  const names = header?.split(";").map((part) => part.split("=")[0]!.trim()) ?? [];
  return names.some((name) => name !== "" && !/^(__cf|_cf|cf_)/.test(name));
}
