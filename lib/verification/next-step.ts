import { type DeliveryRecord, explainDelivery, isInInbox } from "@/lib/delivery";
import { secondsUntil } from "@/lib/time";
import { hasSendsLeft, type LoadedVerification, statusOf } from "./verification";

/** What a support agent can do next, as a sentence. Null if there is nothing to do. */
export function nextStepOf(v: LoadedVerification, deliveries: readonly DeliveryRecord[]): string | null {
  const status = statusOf(v, v.now);
  switch (status) {
    case "verified":
      return null;
    case "canceled":
      return ofCanceled(v);
    case "locked":
      return "All attempts are used up. Start a new verification and ask the person to use the latest message.";
    case "expired":
      return "The verification has expired. Start a new one.";
    case "pending":
      return ofPending(v, deliveries.at(-1));
  }
}

function ofCanceled(v: LoadedVerification): string | null {
  switch (v.cancelReason) {
    case "superseded":
      return "Check the newer verification for the same recipient. Only its code works.";
    case "denied":
      return "The recipient says they did not request this. Find out who did before you send again.";
    case "requested":
    case null:
      return null;
  }
}

function ofPending(v: LoadedVerification, last: DeliveryRecord | undefined): string {
  if (v.connectorId)
    return "Ask the person to sign in with the provider, on the portal or in your application.";
  if (!v.identifier) return "Nothing has been sent yet. Send the person to the portal to enter an address.";
  if (!last?.outcome) return "The message is being sent. Wait a moment.";
  switch (last.outcome) {
    case "accepted":
      return ofAccepted(v, last);
    case "undeliverable":
      return `The last message could not be delivered. ${explainDelivery(last, v.now)} Check the address with the person.`;
    case "skipped":
      return `The last message was not sent. ${explainDelivery(last, v.now)}`;
  }
}

function ofAccepted(v: LoadedVerification, last: DeliveryRecord): string {
  if (isInInbox(last)) return "Read the code in the built-in inbox, or add a provider that sends it.";
  if (v.attemptCount > 0) {
    const left = v.policy.maxAttempts - v.attemptCount;
    return `${left === 1 ? "1 attempt is" : `${left} attempts are`} left. Ask for the code in the latest message. ${resendWords(v)}`;
  }
  const where =
    last.channel === "email"
      ? "Ask the person to check their spam and promotions folders"
      : "Ask whether the number is right and the phone has reception";
  return `${where}. ${resendWords(v)}`;
}

function resendWords(v: LoadedVerification): string {
  if (!hasSendsLeft(v)) return "No more messages can be sent. Start a new verification instead.";
  const wait = v.nextSendAt ? secondsUntil(v.nextSendAt, v.now) : 0;
  return wait === 0 ? "You can resend it now." : `You can resend it in ${wait} seconds.`;
}
