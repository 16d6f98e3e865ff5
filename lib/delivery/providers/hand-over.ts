import { never } from "@/lib/result";
import type { Message } from "../message";
import { type Carrier, ProviderUnavailable, type SendRefusal } from "./provider";

/** The outcome of one try, with the provider's reply. */
export type TryResult =
  | { outcome: "accepted"; providerMessageId: string; explanation: string }
  | { outcome: "refused"; code: SendRefusal["code"]; explanation: string }
  | { outcome: "unavailable"; explanation: string; hasAnswered: boolean; error?: unknown };

/**
 * Sends one message through one provider and returns within `limitMs`, even if the provider hangs
 * or fails. Never throws.
 */
export async function handOver(open: () => Carrier, message: Message, limitMs: number): Promise<TryResult> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    const carrier = open();
    if (carrier.captures) return { outcome: "accepted", providerMessageId: "", explanation: "" };
    const sent = await Promise.race([sendBy(carrier, message, signal), rejectOn(signal)]);
    if (sent.ok) return { outcome: "accepted", ...sent.value };
    return { outcome: "refused", ...sent.refusal };
  } catch (error) {
    return unavailable(error, limitMs);
  }
}

function sendBy(carrier: Exclude<Carrier, { captures: true }>, message: Message, signal: AbortSignal) {
  switch (message.channel) {
    case "email":
      if (carrier.email) return carrier.email.send(message, signal);
      break;
    case "sms":
      if (carrier.sms) return carrier.sms.send(message, signal);
      break;
    default:
      return never(message);
  }
  throw new Error(`This provider does not carry ${message.channel}.`);
}

/** Stops waiting for providers that ignore their signal. */
function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function unavailable(error: unknown, limitMs: number): TryResult {
  if (error instanceof ProviderUnavailable) {
    return { outcome: "unavailable", explanation: error.message, hasAnswered: error.hasAnswered };
  }
  if (error instanceof DOMException && error.name === "TimeoutError") {
    const explanation = `it did not answer within ${Math.round(limitMs / 1000)} seconds`;
    return { outcome: "unavailable", explanation, hasAnswered: false };
  }
  // A bug, or a config that can no longer be decrypted. Its message can contain anything, so it is not repeated.
  const name = error instanceof Error ? error.name : typeof error;
  return { outcome: "unavailable", explanation: `it could not be used (${name})`, hasAnswered: false, error };
}
