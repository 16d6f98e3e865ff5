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
export async function sendOnce(open: () => Sender, message: Message, limitMs: number): Promise<TryResult> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // Not `AbortSignal.timeout`, whose timer would outlive each message by seconds. Some providers ignore their signal.
  const timeout = new Promise<never>((_, reject) => {
    const end = () => {
      const reason = new DOMException("The provider did not answer in time.", "TimeoutError");
      controller.abort(reason);
      reject(reason);
    };
    timer = setTimeout(end, limitMs).unref();
  });
  try {
    const sent = await Promise.race([open().send(message, controller.signal), timeout]);
    if (sent.ok) return { outcome: "accepted", ...sent.value };
    return { outcome: "refused", ...sent.refusal };
  } catch (error) {
    return unavailable(error, limitMs);
  } finally {
    clearTimeout(timer);
  }
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
