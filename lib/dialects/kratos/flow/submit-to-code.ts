import { type CheckRefusal, checkCode } from "@/lib/verification";
import { hashOf } from "../csrf";
import { messages, reasons, type UiText } from "../messages";
import { type Reply, withCookie } from "../reply";
import type { Submission } from "../wire/submission";
import { type Flow, type FlowContext, toFlow, updateFlowContext } from "./context";
import { answerFlow, freshSecret, type PublicRequest, redirectToUi, replaceFlow } from "./public-request";
import { refuseForm } from "./refuse-form";
import { sealToken } from "./sealed-token";
import { sendToAddress } from "./send";

/** A submission to a code flow: a code, or an address to send one to. */
export async function submitToCode(
  request: PublicRequest,
  flow: Flow,
  submission: Submission,
): Promise<Reply> {
  const { method, email } = submission;
  const code = submission.code ?? (isEmptyAnswer(flow, submission) ? "" : undefined);
  const isGet = request.call.request.method !== "POST";
  if (isGet && code === undefined) return redirectToUi(request, flow.verification.id);
  const meant = method ?? (code === undefined ? undefined : "code");
  if (meant !== "code") {
    return refuseForm(request, flow, {
      message: messages.noStrategy,
      addressValue: email ?? "",
      isLost: true,
    });
  }
  if (flow.verification.verifiedAt) {
    return replaceFlow(request, flow, messages.alreadyCompleted, { hadPassed: true });
  }
  if (code === undefined) return sendToAddress(request, flow, submission);
  return isGet ? fillInCode(request, flow, code) : tryCode(request, flow, submission.transientPayload, code);
}

/** An empty code is a wrong code, once one was sent. Next to an address it is the unused field of the same form. */
function isEmptyAnswer({ context }: Flow, { hasEmptyCode, method, email }: Submission): boolean {
  return Boolean(hasEmptyCode) && method === "code" && email === undefined && context.address !== null;
}

/** Checks a code, from any browser, because codes can be entered on any device. */
async function tryCode(request: PublicRequest, flow: Flow, payload: object, code: string): Promise<Reply> {
  const { id } = flow.verification;
  const checked = await checkCode(request.ctx, { verificationId: id, code, isEveryAnswerCounted: true });
  if (checked.ok) return answerFlow(request, toFlow(checked.value)!);
  const { refusal } = checked;
  switch (refusal.code) {
    case "code_mismatch":
    case "verification_expired":
    case "guess_budget_exhausted":
    case "identifier_mismatch":
    case "verification_not_found":
      return wrong(request, flow, payload);
    case "identifier_taken":
      return refuseForm(request, flow, { message: messages.identifierExists });
    case "attempts_exhausted":
    case "already_verified":
    case "verification_canceled":
      return replaceFlow(request, flow, whyOver(refusal), { hadPassed: false });
  }
}

function whyOver(
  refusal: Extract<
    CheckRefusal,
    { code: "attempts_exhausted" | "already_verified" | "verification_canceled" }
  >,
): UiText {
  switch (refusal.code) {
    case "attempts_exhausted":
      return messages.generic(reasons.tooOften);
    case "already_verified":
      return messages.generic(reasons.alreadyUsed);
    case "verification_canceled":
      return messages.failureState;
  }
}

/** A wrong code: status 200, clients look for the message. */
async function wrong(request: PublicRequest, flow: Flow, payload: object): Promise<Reply> {
  const message = messages.codeInvalid;
  const notice = { message, field: null, isAlone: true, addressValue: null, isLost: false };
  const updated = await updateFlowContext(request.ctx, flow, () => ({ notice }));
  // Another submission was correct in the meantime. Its success must not answer this one.
  if (updated.verification.verifiedAt) {
    return replaceFlow(request, updated, messages.generic(reasons.alreadyUsed), { hadPassed: false });
  }
  return answerFlow(request, updated, { transient_payload: payload });
}

/** Far longer than any code. */
const longestCode = 64;

/** A mailed link fills in the code for the browser that opened it. Pressing the button submits it. */
async function fillInCode(request: PublicRequest, flow: Flow, code: string): Promise<Reply> {
  const value = flow.context.address === null || code.length > longestCode ? null : code;
  const { secret, cookie } = freshSecret(request);
  const kept = await updateFlowContext(request.ctx, flow, (context) =>
    addBrowser(context, flow, secret, value),
  );
  return withCookie(redirectToUi(request, kept.verification.id), cookie);
}

/** How many browsers besides the first can see a flow: those that opened its links last. */
const mostLinkBrowsers = 4;

/** The change when a browser opens a mailed link. The browser that started the flow can still see it. */
export function addBrowser(
  { browsers }: FlowContext,
  { verification }: Flow,
  secret: Buffer,
  value: string | null,
): Partial<FlowContext> {
  const by = hashOf(secret);
  return {
    browsers: [...browsers.slice(0, 1), ...browsers.slice(1).slice(1 - mostLinkBrowsers), by],
    linkSecret: value === null ? null : { sealed: sealToken(value, verification.id), by },
  };
}
