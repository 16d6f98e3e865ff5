import type { Result } from "@/lib/result";
import type { EmailMessage, SmsMessage } from "../message";

/** A message that a provider has accepted. */
export interface AcceptedMessage {
  /** The provider's id for the message, for its support. Empty if there is none. */
  providerMessageId: string;
  explanation: string;
}

/** Why a provider refused a message. Retrying with the same provider does not help. */
export type SendRefusal =
  /** The address does not exist or accepts nothing. Other providers would fail, too. */
  | { code: "recipient_rejected"; explanation: string }
  /** It does not accept this message or sender. */
  | { code: "message_rejected"; explanation: string }
  | { code: "credentials_rejected"; explanation: string }
  /** It cannot be reached over a connection that is as secure as its config requires. */
  | { code: "connection_not_secure"; explanation: string };

/** A provider could not be reached or reported a temporary error. Retrying later can help. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";

  /** `hasAnswered`: the provider itself reported the error, so the next message may succeed immediately. */
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
   * Sends one message, and releases everything if the signal aborts.
   * Throws `ProviderUnavailable` if a retry can help, otherwise returns a refusal. Neither contains credentials.
   */
  send(message: EmailMessage, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>>;
}

export interface SmsProvider {
  readonly name: string;
  /** Like `EmailProvider.send`. */
  send(message: SmsMessage, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>>;
}

/** An opened provider. */
export type Carrier =
  /** Keeps all messages without sending them. They are rendered when they are read. */
  | { captures: true; close(): void }
  | { captures: false; email?: EmailProvider; sms?: SmsProvider; close(): void };
