import { type GivenIdentifier, setIdentifier } from "@/lib/verification";
import { courierWords, linkTemplate } from "../courier-words";
import { isTokenOf } from "../csrf";
import { csrfError } from "../errors";
import { messages, reasons } from "../messages";
import { flowPolicy } from "../policies";
import type { Reply } from "../reply";
import type { Submission } from "../wire/submission";
import { type Flow, keep, toFlow } from "./context";
import { refuseForm } from "./refuse-form";
import { answerError, answerFlow, type Turn } from "./turn";

/** Sends a code or link to the address that was submitted, again if it is the same. */
export async function sendToAddress(turn: Turn, flow: Flow, submission: Submission): Promise<Reply> {
  const doubted = await doubt(turn, flow, submission);
  if (doubted) return doubted;
  const { email } = submission;
  if (email === undefined) {
    return refuseForm(turn, flow, { message: messages.missing("email"), field: "email", askedAnew: "" });
  }
  return answerFlow(turn, await send(turn, flow, email));
}

/**
 * The same for every address: known or not, sent or refused. A refused send leaves no trace but the address on the form,
 * or strangers could learn who is known here, who has just been written to, and who may not be.
 */
async function send({ ctx, settings, base }: Turn, flow: Flow, address: string): Promise<Flow> {
  const { strategy, verification } = flow;
  const given: GivenIdentifier = address.includes("@") ? { email: address } : { phone: address };
  const told = { address, notice: null, brought: null };
  const set = await setIdentifier(ctx, {
    verificationId: verification.id,
    identifier: given,
    policy: flowPolicy(strategy, settings),
    linkTemplate: linkTemplate(strategy, base),
    message: courierWords(strategy, settings, base),
    wireContext: told,
  });
  return set.ok ? toFlow(set.value.verification)! : keep(ctx, flow, () => told);
}

/** Whose request it is not: a foreign page's, or a browser's in a native application's flow. Null if nothing speaks against it. */
async function doubt(turn: Turn, flow: Flow, submission: Submission): Promise<Reply | null> {
  const { headers } = turn;
  if (flow.context.type === "api") {
    const reason = headers.has("origin")
      ? reasons.originHeader
      : hasCookies(headers.get("cookie"))
        ? reasons.cookieHeader
        : null;
    return reason && refuseForm(turn, flow, { message: messages.generic(reason) });
  }
  const token = submission.csrf_token;
  if (turn.secret && token !== undefined && isTokenOf(token, turn.secret)) return null;
  const isJson = headers.get("content-type")?.startsWith("application/json") ?? false;
  const hasToken = isJson || token !== undefined || headers.has("x-csrf-token");
  return answerError(turn, csrfError(headers, { hasSecret: turn.secret !== null, hasToken }), flow);
}

/** Cookies of Cloudflare's come from the network, not from a browser's memory. */
function hasCookies(header: string | null): boolean {
  const names = header?.split(";").map((part) => part.split("=")[0]!.trim()) ?? [];
  return names.some((name) => name !== "" && !/^(__cf|_cf|cf_)/.test(name));
}
