import { type CheckRefusal, checkCode } from "@/lib/verification";
import { hashOf } from "../csrf";
import { messages, reasons, type UiText } from "../messages";
import { type Reply, withCookie } from "../reply";
import type { Submission } from "../wire/submission";
import { sealed } from "./brought";
import { type Flow, type FlowContext, keep, toFlow } from "./context";
import { refuseForm } from "./refuse-form";
import { sendToAddress } from "./send";
import { answerFlow, freshSecret, replaceFlow, type Turn, toUi } from "./turn";

/** A submission to a flow of codes: a code, or an address to send one to. */
export async function submitToCode(turn: Turn, flow: Flow, submission: Submission): Promise<Reply> {
  const { method, code, email } = submission;
  const isGet = turn.call.request.method !== "POST";
  if (isGet && code === undefined) return toUi(turn, flow.verification.id);
  const meant = method ?? (code === undefined ? undefined : "code");
  if (meant !== "code") {
    return refuseForm(turn, flow, { message: messages.noStrategy, askedAnew: email ?? "", isLost: true });
  }
  if (flow.verification.verifiedAt) {
    return replaceFlow(turn, flow, messages.alreadyCompleted, { hadPassed: true });
  }
  if (code === undefined) return sendToAddress(turn, flow, submission);
  return isGet ? bringCode(turn, flow, code) : tryCode(turn, flow, submission.transientPayload, code);
}

/** Whom one code judges: nobody needs the browser that began the flow, codes are typed on any device. */
async function tryCode(turn: Turn, flow: Flow, payload: object, code: string): Promise<Reply> {
  const { id } = flow.verification;
  const checked = await checkCode(turn.ctx, { verificationId: id, code });
  if (checked.ok) return answerFlow(turn, toFlow(checked.value)!);
  const { refusal } = checked;
  switch (refusal.code) {
    case "code_mismatch":
    case "verification_expired":
    case "guess_budget_exhausted":
    case "identifier_mismatch":
    case "verification_not_found":
      return wrong(turn, flow, payload);
    case "identifier_taken":
      return refuseForm(turn, flow, { message: messages.identifierExists });
    case "attempts_exhausted":
    case "already_verified":
    case "verification_canceled":
      return replaceFlow(turn, flow, whyOver(refusal), { hadPassed: false });
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

/** No error by its status: clients look for the message. */
async function wrong(turn: Turn, flow: Flow, payload: object): Promise<Reply> {
  const message = messages.codeInvalid;
  const notice = { message, field: null, isAlone: true, askedAnew: null, isLost: false };
  const told = await keep(turn.ctx, flow, () => ({ notice }));
  // Meanwhile another submission was right: its success must not answer this one too.
  if (told.verification.verifiedAt) {
    return replaceFlow(turn, told, messages.generic(reasons.alreadyUsed), { hadPassed: false });
  }
  return answerFlow(turn, told, { transient_payload: payload });
}

/** Far longer than any code; more is nobody's. */
const longestBrought = 64;

/** A mailed link fills the code in, for the browser that opened it. Its button decides. */
async function bringCode(turn: Turn, flow: Flow, code: string): Promise<Reply> {
  const value = flow.context.address === null || code.length > longestBrought ? null : code;
  const { secret, cookie } = freshSecret(turn);
  const kept = await keep(turn.ctx, flow, (context) => admitting(context, flow, secret, value));
  return withCookie(toUi(turn, kept.verification.id), cookie);
}

/** How many browsers beside the first may see a flow: those that opened its links last. */
const mostVisitors = 4;

/** What changes when a browser opens a mailed link. The one that began the flow keeps its sight of it. */
export function admitting(
  { browsers }: FlowContext,
  { verification }: Flow,
  secret: Buffer,
  value: string | null,
): Partial<FlowContext> {
  const by = hashOf(secret);
  return {
    browsers: [...browsers.slice(0, 1), ...browsers.slice(1).slice(1 - mostVisitors), by],
    brought: value === null ? null : { sealed: sealed(value, verification.id), by },
  };
}
