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
}

/** One SMS. */
export interface SmsMessage {
  channel: "sms";
  messageId: string;
  to: string;
  text: string;
  /** Who it says it is from, where the caller asked for a name; carriers may ignore it. */
  senderId: string | null;
}

export type Message = EmailMessage | SmsMessage;
