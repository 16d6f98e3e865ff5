/** The parts of a message, for providers that render their own. Contains the secret. */
export interface MessageFacts {
  /** The caller's name for it, or its purpose. */
  type: string;
  code: string | null;
  link: string | null;
  locale: string;
  /** The caller's additional data. */
  payload: Record<string, unknown>;
}

/** One rendered email. Contains a secret, so it is never stored or logged. */
export interface EmailMessage {
  channel: "email";
  /**
   * `<delivery id@host>`, RFC 5322 §3.6.4. The same for every try of a delivery, so that recipients can recognize a duplicate
   * after a crash.
   */
  messageId: string;
  to: string;
  /** The sender's name if the provider's address has none. */
  senderName: string;
  subject: string;
  text: string;
  html: string;
  /** In addition to the headers of every email. */
  headers: Record<string, string>;
  /** Not set for test messages. */
  facts?: MessageFacts;
}

/** One SMS. */
export interface SmsMessage {
  channel: "sms";
  messageId: string;
  to: string;
  text: string;
  /** The sender name the caller requested. Carriers can ignore it. */
  senderId: string | null;
  /** The same as for email. */
  facts?: MessageFacts;
}

export type Message = EmailMessage | SmsMessage;
