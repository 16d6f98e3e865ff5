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

interface AnyMessage {
  /** The delivery's id. The same for every try, so that providers can recognize a duplicate after a crash. */
  deliveryId: string;
  /** `<delivery id@host>`, RFC 5322 §3.6.4. */
  messageId: string;
  /** An email address, or a phone number in E.164. */
  to: string;
  /** The language of the text: one of `locales`. */
  locale: string;
  /** Not set for test messages. */
  facts?: MessageFacts;
}

/** One rendered email. Contains a secret, so it is never stored or logged. */
export interface EmailMessage extends AnyMessage {
  channel: "email";
  /** The sender's name if the provider's address has none. */
  senderName: string;
  /** Where replies go, unless the provider's config says otherwise: the project's support address. */
  replyTo: string | null;
  subject: string;
  text: string;
  html: string;
  /** In addition to the headers of every email. */
  headers: Record<string, string>;
}

/** One SMS. */
export interface SmsMessage extends AnyMessage {
  channel: "sms";
  text: string;
  /** The sender name the caller requested. Carriers can ignore it. */
  senderId: string | null;
}

/** One phone call that reads text out. */
export interface VoiceMessage extends AnyMessage {
  channel: "voice";
  /** The language to read it in, as a BCP 47 tag with region: "en-US". */
  language: string;
  /**
   * The sentences, in order, with a short pause after each. Digits are separate, as in "1, 2, 3", so that they are read one
   * by one. Plain text: providers with markup escape it.
   */
  sentences: readonly string[];
}

/**
 * One WhatsApp message. The text of an authentication message is a template approved by WhatsApp, whose only variable is the
 * code.
 */
export interface WhatsappMessage extends AnyMessage {
  channel: "whatsapp";
  /** Null for test messages. */
  code: string | null;
  /** The text for providers that send free text. */
  text: string;
}

export type Message = EmailMessage | SmsMessage | VoiceMessage | WhatsappMessage;
