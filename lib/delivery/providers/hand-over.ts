import type { Message } from "../message";
import { ProviderUnavailable, type Sender, type SendRefusalCode } from "./provider";

/** The outcome of one try, with the provider's reply. */
export type TryResult =
  | { outcome: "accepted"; providerMessageId: string; explanation: string; providerCode?: undefined }
  | { outcome: "refused"; code: SendRefusalCode; explanation: string; providerCode?: string }
  | {
      outcome: "unavailable";
      explanation: string;
      providerCode?: string;
      hasAnswered: boolean;
      retryAfterSeconds?: number;
      error?: unknown;
    };

/**
 * Sends one message through one provider and returns within `limitMs`, even if the provider hangs
 * or fails. Never throws.
 */
export async function handOver(open: () => Sender, message: Message, limitMs: number): Promise<TryResult> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    const sent = await Promise.race([open().send(message, signal), rejectOn(signal)]);
    if (sent.ok) return { outcome: "accepted", ...sent.value };
    return { outcome: "refused", ...sent.refusal };
  } catch (error) {
    return unavailable(error, limitMs);
  }
}

/** Stops waiting for providers that ignore their signal. */
function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function unavailable(error: unknown, limitMs: number): TryResult {
  if (error instanceof ProviderUnavailable) {
    const { message: explanation, hasAnswered, providerCode, retryAfterSeconds } = error;
    return { outcome: "unavailable", explanation, hasAnswered, providerCode, retryAfterSeconds };
  }
  if (error instanceof DOMException && error.name === "TimeoutError") {
    const explanation = `it did not answer within ${Math.round(limitMs / 1000)} seconds`;
    return { outcome: "unavailable", explanation, hasAnswered: false };
  }
  // A bug, or a config that can no longer be decrypted. Its message can contain anything, so it is not repeated.
  const name = error instanceof Error ? error.name : typeof error;
  return { outcome: "unavailable", explanation: `it could not be used (${name})`, hasAnswered: false, error };
}
