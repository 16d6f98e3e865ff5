import type { CustomMessage } from "@/drizzle/schema";
import { env } from "@/lib/env";
import { knownLocale } from "@/lib/i18n";
import type { Channel, Project } from "@/lib/projects";
import { never } from "@/lib/result";
import type { Challenge } from "./challenge";
import type { EmailText } from "./email-templates";
import { escapeHtml } from "./escape-html";
import type { EmailMessage, Message, MessageFacts } from "./message";
import { ownTexts } from "./message-templates/own-texts";
import type { MessageTexts } from "./message-templates/parts";
import {
  fillCall,
  fillChat,
  fillSms,
  renderCall,
  renderChat,
  renderSms,
  renderTestCall,
  renderTestText,
  withoutBinding,
} from "./render-phone";
import { themeOf, withBrand } from "./theme";
import { voiceLanguage } from "./voice-language";

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
  const own = await ownTexts(project, challenge.purpose, knownLocale(delivery.locale));
  return renderWithTexts(delivery, project, challenge, own);
}

/** The message with the project's own texts as given, which may not be stored. A caller's own message takes precedence. */
export async function renderWithTexts(
  delivery: AddressedMessage,
  project: Project,
  challenge: Challenge,
  own: MessageTexts,
): Promise<Message> {
  const custom = delivery.customMessage;
  const { channel, locale } = delivery;
  const envelope = { ...envelopeOf(delivery), facts: factsOf(delivery, challenge) };
  const given = custom?.text;
  const named = custom?.brand === undefined ? project : withBrand(project, custom.brand);
  switch (channel) {
    case "email": {
      const { renderCustomEmail, renderEmail } = await loadTemplates();
      const rendered = custom?.email
        ? await renderCustomEmail(custom.email, challenge, locale)
        : await renderEmail(named, challenge, locale, own);
      const mail = { ...emailOf(delivery, named, rendered), ...envelope };
      return { ...mail, senderName: custom?.email?.senderName ?? mail.senderName };
    }
    case "sms": {
      const text = given
        ? fillSms(given, named, challenge)
        : renderSms(named, challenge, locale, own, custom?.appHash);
      return { channel, ...envelope, text, senderId: custom?.senderId ?? null };
    }
    case "voice": {
      const sentences = given ? fillCall(given, named, challenge) : renderCall(named, challenge, locale, own);
      return { channel, ...envelope, language: voiceLanguage(knownLocale(locale)), sentences };
    }
    case "whatsapp": {
      const text = given ? fillChat(given, named, challenge) : renderChat(named, challenge, locale, own);
      return { channel, ...envelope, code: challenge.code, text };
    }
    default:
      return never(channel);
  }
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
  const { channel, locale } = delivery;
  if (channel === "email") {
    const { renderTestEmail } = await loadTemplates();
    return emailOf(delivery, project, await renderTestEmail(project, locale));
  }
  return phoneMessage(delivery, renderTestText(project, locale), renderTestCall(project, locale));
}

/** A test message with the caller's own text. */
export async function ownMessage(
  delivery: Recipient,
  project: Project,
  { subject, content, isHtml }: { subject: string; content: string; isHtml: boolean },
): Promise<Message> {
  if (delivery.channel !== "email") {
    const spoken = withoutBinding(content);
    return phoneMessage(delivery, delivery.channel === "sms" ? content : spoken, [spoken]);
  }
  const { textOfHtml } = await loadTemplates();
  const body = isHtml
    ? { html: content, text: textOfHtml(content) }
    : { html: `<pre>${escapeHtml(content)}</pre>`, text: content };
  return emailOf(delivery, project, { subject: subject.replaceAll(/[\r\n]+/g, " "), ...body });
}

/** The text of a message, for people who read it on a page. */
export function textOf(message: Message): string {
  return message.channel === "voice" ? message.sentences.join("\n") : message.text;
}

let templates: Promise<typeof import("./render-email")> | undefined;

/** React and the email components are large. `import()` itself costs ten times as much as filling in a template. */
function loadTemplates() {
  templates ??= import("./render-email");
  return templates;
}

/** Prepares rendering, which would delay the first email by nearly half a second. */
export async function warmTemplates(): Promise<void> {
  const { renderNothing } = await loadTemplates();
  await renderNothing();
}

/** A message without a code, on a channel that reaches phones. */
function phoneMessage(delivery: Recipient, text: string, sentences: string[]): Message {
  const { channel, locale } = delivery;
  const envelope = envelopeOf(delivery);
  switch (channel) {
    case "sms":
      return { channel, ...envelope, text, senderId: null };
    case "voice":
      return { channel, ...envelope, language: voiceLanguage(knownLocale(locale)), sentences };
    case "whatsapp":
      return { channel, ...envelope, code: null, text };
    case "email":
      throw new Error("An email is not sent to a phone.");
    default:
      return never(channel);
  }
}

function emailOf(delivery: Recipient, project: Project, { subject, text, html }: EmailText): EmailMessage {
  return {
    channel: "email",
    ...envelopeOf(delivery),
    senderName: themeOf(project).brand,
    replyTo: project.settings.branding.supportEmail,
    subject,
    text,
    html,
    headers: {
      // RFC 3834 §5: suppresses automatic replies. Exchange needs its own header.
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "Content-Language": knownLocale(delivery.locale),
    },
  };
}

function envelopeOf({ id: deliveryId, recipient: to, locale }: Recipient) {
  const messageId = `<${deliveryId}@${new URL(env.PUBLIC_URL).hostname}>`;
  return { deliveryId, messageId, to, locale: knownLocale(locale) };
}
