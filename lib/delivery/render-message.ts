import type { CustomMessage } from "@/drizzle/schema";
import { env } from "@/lib/env";
import type { Channel, Project } from "@/lib/projects";
import type { Challenge } from "./challenge";
import type { EmailMessage, Message, MessageFacts } from "./message";
import type { EmailText } from "./render-email";
import { fillSms, renderSms, renderTestSms } from "./render-sms";
import { spokenLocale } from "./text";
import { themeOf } from "./theme";

/** A message's recipient and language. */
interface Recipient {
  id: string;
  channel: Channel;
  recipient: string;
  locale: string;
}

/** The delivery's part of a message. */
export interface AddressedMessage extends Recipient {
  customMessage: CustomMessage | null;
}

/**
 * The message of a delivery. Rendered when it is sent and whenever it is shown, because its content is not
 * stored.
 */
export async function renderMessage(
  delivery: AddressedMessage,
  project: Project,
  challenge: Challenge,
): Promise<Message> {
  const custom = delivery.customMessage;
  const facts = factsOf(delivery, challenge);
  if (delivery.channel === "sms") {
    const text = custom?.text
      ? fillSms(custom.text, project, challenge)
      : renderSms(project, challenge, delivery.locale);
    return { ...smsTo(delivery, text, custom?.senderId), facts };
  }
  const { renderCustomEmail, renderEmail } = await loadTemplates();
  if (!custom?.email)
    return { ...emailTo(delivery, project, await renderEmail(project, challenge, delivery.locale)), facts };
  const mail = emailTo(delivery, project, await renderCustomEmail(custom.email, challenge, delivery.locale));
  return { ...mail, facts, senderName: custom.email.senderName ?? mail.senderName };
}

function factsOf(
  { customMessage, locale }: AddressedMessage,
  { code, linkUrl, purpose }: Challenge,
): MessageFacts {
  const { type = purpose, payload = {} } = customMessage?.facts ?? {};
  return { type, code, link: linkUrl, locale, payload };
}

/** The test message of a provider. */
export async function renderTestMessage(delivery: Recipient, project: Project): Promise<Message> {
  if (delivery.channel === "sms") return smsTo(delivery, renderTestSms(project, delivery.locale));
  const { renderTestEmail } = await loadTemplates();
  return emailTo(delivery, project, await renderTestEmail(project, delivery.locale));
}

/** A test message with the caller's own text. */
export function ownMessage(
  delivery: Recipient,
  project: Project,
  { subject, content, isHtml }: { subject: string; content: string; isHtml: boolean },
): Message {
  if (delivery.channel === "sms") return smsTo(delivery, content);
  const html = isHtml ? content : `<pre>${content.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</pre>`;
  return emailTo(delivery, project, { subject: subject.replaceAll(/[\r\n]+/g, " "), text: content, html });
}

/** React and the email components are large and rarely needed, so they load with the first email. */
function loadTemplates() {
  return import("./render-email");
}

function smsTo(delivery: Recipient, text: string, senderId: string | null = null): Message {
  const messageId = messageIdOf(delivery);
  return { channel: "sms", messageId, to: delivery.recipient, text, senderId };
}

function emailTo(delivery: Recipient, project: Project, { subject, text, html }: EmailText): EmailMessage {
  return {
    channel: "email",
    messageId: messageIdOf(delivery),
    to: delivery.recipient,
    senderName: themeOf(project).brand,
    subject,
    text,
    html,
    headers: {
      // RFC 3834 §5: suppresses automatic replies. Exchange needs its own header.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": spokenLocale(delivery.locale),
    },
  };
}

function messageIdOf({ id }: Recipient): string {
  return `<${id}@${new URL(env.PUBLIC_URL).hostname}>`;
}
