import { type RedeemRefusal, redeemLink } from "@/lib/verification";
import { messages, type UiText } from "../messages";
import { isBrowser } from "../negotiate";
import { type Reply, seeOther, withCookie } from "../reply";
import { fetchUrl } from "../urls";
import type { Submission } from "../wire/submission";
import { type Flow, toFlow, updateFlowContext } from "./context";
import {
  answerFlow,
  beginReplacement,
  freshSecret,
  type PublicRequest,
  redirectToUi,
  secretFor,
} from "./public-request";
import { refuseForm } from "./refuse-form";
import { sendToAddress } from "./send";
import { addBrowser } from "./submit-to-code";

/** A submission to a link flow: a link's token, or an address to send one to. */
export async function submitToLink(
  request: PublicRequest,
  flow: Flow,
  submission: Submission,
): Promise<Reply> {
  const { method, token, email } = submission;
  const isGet = request.call.request.method !== "POST";
  if (token !== undefined) {
    // Mail scanners open links, so by default opening one only fills its token into the form.
    const isPressed = !isGet || request.settings.linkVerifiesOnGet;
    return isPressed ? redeem(request, flow, token) : fillInToken(request, flow, token);
  }
  if (isGet) return redirectToUi(request, flow.verification.id);
  if (method !== "link") {
    return refuseForm(request, flow, {
      message: messages.noStrategy,
      addressValue: email ?? "",
      isLost: true,
    });
  }
  if (flow.verification.verifiedAt) return again(request, flow, messages.alreadyCompleted, flow.context.type);
  return sendToAddress(request, flow, submission);
}

async function redeem(request: PublicRequest, flow: Flow, token: string): Promise<Reply> {
  const { id } = flow.verification;
  const redeemed = await redeemLink(async () => request.ctx, token, { verificationId: id });
  if (redeemed.ok) return withOwnSecret(request, toFlow(redeemed.value)!);
  const { refusal } = redeemed;
  if (refusal.code === "identifier_taken") {
    return refuseForm(request, flow, { message: messages.identifierExists });
  }
  return again(request, flow, whyNot(flow, refusal), "browser");
}

function whyNot(
  { verification: v }: Flow,
  refusal: Exclude<RedeemRefusal, { code: "identifier_taken" }>,
): UiText {
  switch (refusal.code) {
    case "verification_expired":
      return messages.expired(refusal.expiredAt, v.now);
    case "verification_canceled":
      return messages.failureState;
    case "link_invalid":
    case "already_verified":
      return messages.tokenInvalid;
  }
}

/** Lets the browser that opened the link see the result, because it is often not the one that started the flow. */
async function withOwnSecret(request: PublicRequest, flow: Flow): Promise<Reply> {
  if (!isBrowser(request.headers)) return answerFlow(request, flow);
  const { secret, cookie } = secretFor(request);
  const kept = await updateFlowContext(request.ctx, flow, (context) =>
    addBrowser(context, flow, secret, null),
  );
  return withCookie(await answerFlow({ ...request, secret }, kept), cookie);
}

/** Replaces the flow. Links get no 410. */
async function again(
  request: PublicRequest,
  old: Flow,
  message: UiText,
  type: "api" | "browser",
): Promise<Reply> {
  const { requestUrl } = old.context;
  const begun = await beginReplacement(request, { type, strategy: "link", requestUrl, message });
  const { id } = begun.flow.verification;
  const reply = type === "api" ? seeOther(fetchUrl(request.base, id)) : redirectToUi(request, id);
  return withCookie(reply, begun.cookie);
}

/** Far longer than any token. */
const longestToken = 200;

async function fillInToken(request: PublicRequest, flow: Flow, token: string): Promise<Reply> {
  if (flow.verification.verifiedAt || token.length > longestToken) {
    return again(request, flow, messages.tokenInvalid, "browser");
  }
  const { secret, cookie } = freshSecret(request);
  const kept = await updateFlowContext(request.ctx, flow, (context) =>
    addBrowser(context, flow, secret, token),
  );
  return withCookie(redirectToUi(request, kept.verification.id), cookie);
}
