import type { Result } from "@/lib/result";
import type { EmailMessage, SmsMessage } from "../message";

/** A provider has taken a message over. */
export interface AcceptedMessage {
  /** Its name for the message, with which its support can find it; empty if it gives none. */
  providerMessageId: string;
  explanation: string;
}

/** Why a provider will not carry a message. Asking the same provider again would not help. */
export type SendRefusal =
  /** The address does not exist or takes nothing: no other provider could do better. */
  | { code: "recipient_rejected"; explanation: string }
  /** It does not want this message or sender. */
  | { code: "message_rejected"; explanation: string }
  | { code: "credentials_rejected"; explanation: string }
  /** It cannot be reached over a connection that is as safe as its config demands. */
  | { code: "connection_not_secure"; explanation: string };

/** A provider could not be asked, or answered "not now". Trying again later may help. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";

  /** `hasAnswered`: it is there, and said so itself; the next message may fare better at once. */
  constructor(
    explanation: string,
    readonly hasAnswered = false,
  ) {
    super(explanation);
  }
}

export interface EmailProvider {
  readonly name: string;
  /**
   * Hands one message over, and lets go of everything when the signal aborts.
   * Throws `ProviderUnavailable` when a retry may help; refuses when it cannot. No words of it hold a credential.
   */
  send(message: EmailMessage, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>>;
}

export interface SmsProvider {
  readonly name: string;
  /** As `EmailProvider.send`. */
  send(message: SmsMessage, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>>;
}

/** What one configured provider can do. */
export type Carrier =
  /** Takes everything by itself: its messages are rendered when somebody looks, and sent nowhere. */
  | { captures: true; close(): void }
  | { captures: false; email?: EmailProvider; sms?: SmsProvider; close(): void };
