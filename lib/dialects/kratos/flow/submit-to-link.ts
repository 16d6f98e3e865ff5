import { type RedeemRefusal, redeemLink } from "@/lib/verification";
import { messages, type UiText } from "../messages";
import { isBrowser } from "../negotiate";
import { fetchUrl } from "../place";
import { type Reply, seeOther, withCookie } from "../reply";
import type { Submission } from "../wire/submission";
import { type Flow, keep, toFlow } from "./context";
import { refuseForm } from "./refuse-form";
import { sendToAddress } from "./send";
import { admitting } from "./submit-to-code";
import { answerFlow, beginInPlace, freshSecret, secretFor, type Turn, toUi } from "./turn";

/** A submission to a flow of links: the token that a link brought, or an address to send one to. */
export async function submitToLink(turn: Turn, flow: Flow, submission: Submission): Promise<Reply> {
  const { method, token, email } = submission;
  const isGet = turn.call.request.method !== "POST";
  if (token !== undefined) {
    // Anything that reads mail opens links, so by default opening one only brings its token to the button.
    const isPressed = !isGet || turn.settings.linkVerifiesOnGet;
    return isPressed ? redeem(turn, flow, token) : bringToken(turn, flow, token);
  }
  if (isGet) return toUi(turn, flow.verification.id);
  if (method !== "link") {
    return refuseForm(turn, flow, { message: messages.noStrategy, askedAnew: email ?? "", isLost: true });
  }
  if (flow.verification.verifiedAt) return again(turn, flow, messages.alreadyCompleted, flow.context.type);
  return sendToAddress(turn, flow, submission);
}

async function redeem(turn: Turn, flow: Flow, token: string): Promise<Reply> {
  const { id } = flow.verification;
  const redeemed = await redeemLink(async () => turn.ctx, token, { verificationId: id });
  if (redeemed.ok) return withOwnSecret(turn, toFlow(redeemed.value)!);
  const { refusal } = redeemed;
  if (refusal.code === "identifier_taken") {
    return refuseForm(turn, flow, { message: messages.identifierExists });
  }
  return again(turn, flow, whyNot(flow, refusal), "browser");
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

/** Whoever proved the address may see that: a link is often opened in another browser than the flow began in. */
async function withOwnSecret(turn: Turn, flow: Flow): Promise<Reply> {
  if (!isBrowser(turn.headers)) return answerFlow(turn, flow);
  const { secret, cookie } = secretFor(turn);
  const kept = await keep(turn.ctx, flow, (context) => admitting(context, flow, secret, null));
  return withCookie(await answerFlow({ ...turn, secret }, kept), cookie);
}

/** Another flow in this one's place; links get no 410. */
async function again(turn: Turn, old: Flow, message: UiText, type: "api" | "browser"): Promise<Reply> {
  const { requestUrl } = old.context;
  const begun = await beginInPlace(turn, { type, strategy: "link", requestUrl, message });
  const { id } = begun.flow.verification;
  const reply = type === "api" ? seeOther(fetchUrl(turn.base, id)) : toUi(turn, id);
  return withCookie(reply, begun.cookie);
}

/** Far longer than any token; more is nobody's. */
const longestToken = 200;

async function bringToken(turn: Turn, flow: Flow, token: string): Promise<Reply> {
  if (flow.verification.verifiedAt || token.length > longestToken) {
    return again(turn, flow, messages.tokenInvalid, "browser");
  }
  const { secret, cookie } = freshSecret(turn);
  const kept = await keep(turn.ctx, flow, (context) => admitting(context, flow, secret, token));
  return withCookie(toUi(turn, kept.verification.id), cookie);
}
