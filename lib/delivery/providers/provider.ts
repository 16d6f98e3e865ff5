import type { Result } from "@/lib/result";
import type { Message } from "../message";

/** A message that a provider has accepted. */
export interface AcceptedMessage {
  /** The provider's id for the message, for its support and its status callbacks. Empty if there is none. */
  providerMessageId: string;
  explanation: string;
}

/** Why a provider refused a message. Retrying with the same provider does not help. */
export interface SendRefusal {
  code: SendRefusalCode;
  /** The provider's own words. */
  explanation: string;
  /** The provider's code for the error: "21211", "5.1.1". Omitted if it has none. */
  providerCode?: string;
}

export type SendRefusalCode =
  /** The address or number does not exist or accepts nothing. Other providers would fail, too. */
  | "recipient_rejected"
  /** It does not accept this message or sender. */
  | "message_rejected"
  | "credentials_rejected"
  /** It cannot be reached over a connection that is as secure as its config requires. */
  | "connection_not_secure";

/** A provider could not be reached or reported a temporary error. Retrying later can help. */
export class ProviderUnavailable extends Error {
  override readonly name = "ProviderUnavailable";
  /** The provider itself reported the error, so the next message may succeed immediately. */
  readonly hasAnswered: boolean;
  /** Like `SendRefusal.providerCode`. */
  readonly providerCode: string | undefined;
  /** How long the provider asked us to wait (RFC 9110 §10.2.3). It is paused for that time, at most ten minutes. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    explanation: string,
    options: { hasAnswered?: boolean; providerCode?: string; retryAfterSeconds?: number } = {},
  ) {
    super(explanation);
    this.hasAnswered = options.hasAnswered ?? false;
    this.providerCode = options.providerCode;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** An opened provider with its connections. Used for many messages at the same time. */
export interface Sender {
  /**
   * Sends one message of one of the kind's channels, and releases everything if the signal aborts.
   * Throws `ProviderUnavailable` if a retry can help, otherwise returns a refusal. Neither contains credentials.
   */
  send(message: Message, signal: AbortSignal): Promise<Result<AcceptedMessage, SendRefusal>>;
  /** Closes idle connections. Those in use are closed when they are returned. */
  close(): void;
}
