/** What a message is made of, for providers that make one of their own. Holds the secret, as the message does. */
export interface MessageFacts {
  /** What the caller calls it, else its purpose. */
  type: string;
  code: string | null;
  link: string | null;
  locale: string;
  /** What the caller said besides. */
  payload: Record<string, unknown>;
}

/** One mail, rendered and addressed. It holds a secret: it is handed over and forgotten, never stored or logged. */
export interface EmailMessage {
  channel: "email";
  /**
   * `<delivery id@host>`, RFC 5322 §3.6.4. The same for every try of one delivery, so that whoever receives two after a
   * crash can tell that they are one.
   */
  messageId: string;
  to: string;
  /** Who the sender calls itself where the provider's own address has no name. */
  senderName: string;
  subject: string;
  text: string;
  html: string;
  /** Beside the ones that every mail has. */
  headers: Record<string, string>;
  /** Left out of a test, which is about nothing. */
  facts?: MessageFacts;
}

/** One SMS. */
export interface SmsMessage {
  channel: "sms";
  messageId: string;
  to: string;
  text: string;
  /** Who it says it is from, where the caller asked for a name; carriers may ignore it. */
  senderId: string | null;
  /** As of a mail. */
  facts?: MessageFacts;
}

export type Message = EmailMessage | SmsMessage;
