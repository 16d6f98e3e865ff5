import { createElement } from "react";
import { render, toPlainText } from "react-email";
import type { CustomMessage } from "@/drizzle/schema";
import { CustomEmail, PlainEmail, TestEmail, type Theme, VerificationEmail } from "@/emails";
import { knownLocale, type Locale, type Translator, translator } from "@/lib/i18n";
import type { Project } from "@/lib/projects";
import type { Challenge } from "./challenge";
import { type EmailText, renderByTemplate, type Secrets } from "./email-templates";
import { escapeHtml } from "./escape-html";
import { fillSlots } from "./fill-slots";
import { formatLifetime, minutesOf } from "./format-lifetime";
import type { MessageTexts } from "./message-templates/parts";
import { fillText, linesOf, wordingOf } from "./message-templates/wording";
import { textsOfPurpose } from "./texts-of-purpose";
import { defaultAccent, readableOn, themeOf } from "./theme";

/** The email with a challenge, as HTML and text: a code, a link, or both. */
export async function renderEmail(
  project: Project,
  challenge: Challenge,
  asked: string,
  own: MessageTexts,
): Promise<EmailText> {
  const locale = knownLocale(asked);
  const context: Context = {
    locale,
    theme: themeOf(project),
    purpose: challenge.purpose,
    lifetime: formatLifetime(challenge.expiresInSeconds, locale),
    minutes: minutesOf(challenge.expiresInSeconds),
    supportEmail: project.settings.branding.supportEmail,
    own,
  };
  return renderByTemplate([context], challenge, (secrets) => composeEmail(context, secrets));
}

/** Everything that an email is made of, except its secrets. */
interface Context {
  locale: Locale;
  theme: Theme;
  purpose: string;
  /** A duration in words. */
  lifetime: string;
  minutes: number;
  supportEmail: string | null;
  /** The project's own texts. */
  own: MessageTexts;
}

/** Renders everything. Exported for the test that compares. */
export async function composeEmail(context: Context, { code, linkUrl }: Secrets): Promise<EmailText> {
  const { locale, theme, purpose, lifetime, minutes, own } = context;
  const t = translator(locale, "messages");
  const word = wordingOf(locale, purpose, own);
  const facts = { brand: theme.brand, code: code ?? "", lifetime, minutes };
  const heading = word("heading", facts);
  const instruction = word(code ? "instruction" : "linkInstruction", facts);
  const footer = [
    ...footerOf(context, { code, linkUrl }, t),
    ...(own.footer === undefined ? [] : linesOf(fillText(own.footer, locale, facts))),
  ];
  const html = await render(
    createElement(VerificationEmail, {
      locale,
      theme,
      preheader: t(code ? "preheader" : "linkPreheader", facts),
      heading,
      instruction,
      code,
      alternative: code ? word("alternative", facts) : null,
      button: word("button", facts),
      linkUrl,
      footer,
    }),
  );
  const openLink = t(code ? "openLink" : "openOnlyLink");
  const text = [
    heading,
    ...(code ? [`    ${code}`, instruction] : []),
    ...(linkUrl ? [`${openLink}\n${linkUrl}`] : []),
    ...footer,
  ];
  return {
    subject: word(code ? "subject" : "linkSubject", facts),
    html,
    text: paragraphs(text),
  };
}

/** Warnings and support contact (docs/security.md #43). */
function footerOf(
  { locale, theme: { brand }, supportEmail }: Context,
  { code, linkUrl }: Secrets,
  t: Translator<"messages">,
): string[] {
  const notYou = code && linkUrl ? "notYou" : code ? "notYouWithoutLink" : "notYouWithoutCode";
  return [
    t(code ? "neverAsked" : "neverAskedForLink", { brand }),
    // The link page's button.
    t(notYou, { notMe: translator(locale, "terms")("notMe") }),
    ...(supportEmail ? [t("support", { address: supportEmail })] : []),
  ];
}

/** A caller's own email. Omitted parts stay empty, but the code or button is always shown. */
export async function renderCustomEmail(
  custom: NonNullable<CustomMessage["email"]>,
  challenge: Challenge,
  asked: string,
): Promise<EmailText> {
  const locale = knownLocale(asked);
  const { subject, html, text } = custom;
  const { purpose } = challenge;
  const minutes = String(minutesOf(challenge.expiresInSeconds));
  if (html !== undefined)
    return renderByTemplate(["html", subject, html, minutes], challenge, async (secrets) =>
      composeHtmlEmail(subject, html, { ...secrets, minutes }),
    );
  if (text !== undefined)
    return renderByTemplate(["text", subject, text, locale, minutes], challenge, (secrets) =>
      composePlainEmail(subject, text, { ...secrets, minutes }, locale),
    );
  return renderByTemplate([custom, purpose, locale], challenge, (secrets) =>
    composeCustomEmail(custom, purpose, locale, secrets),
  );
}

async function composeCustomEmail(
  custom: NonNullable<CustomMessage["email"]>,
  purpose: string,
  locale: Locale,
  { code, linkUrl }: Secrets,
): Promise<EmailText> {
  const accent = custom.primaryColor ?? defaultAccent;
  const button = custom.button || translator(locale, "messages")(`${textsOfPurpose(purpose)}.button`);
  const html = await render(
    createElement(CustomEmail, {
      locale,
      accent,
      onAccent: readableOn(accent),
      logo: custom.logo ?? null,
      heading: custom.heading ?? null,
      body: custom.body ?? null,
      code,
      button,
      linkUrl,
      info: custom.info ?? null,
      footer: custom.footer ?? null,
    }),
  );
  const text = [
    custom.heading,
    custom.body,
    code && `    ${code}`,
    linkUrl && `${button}\n${linkUrl}`,
    custom.info,
    custom.footer,
  ].filter((line) => line !== undefined && line !== null && line !== "");
  return { subject: custom.subject, html, text: paragraphs(text as string[]) };
}

type SlotValues = Secrets & { minutes: string };

/** An email with the caller's text only. The HTML has the same paragraphs and a clickable link. */
async function composePlainEmail(
  subject: string,
  text: string,
  values: SlotValues,
  locale: Locale,
): Promise<EmailText> {
  const fill = (template: string) => fillSlots(template, slotsOf(values));
  const blocks = text
    .split("\n\n")
    .map((block) => ({ text: fill(block), isLink: block === "{link}" && values.linkUrl !== null }));
  const html = await render(createElement(PlainEmail, { locale, blocks }));
  return { subject: fill(subject), html, text: `${fill(text)}\n` };
}

/** An email with the caller's HTML only. */
function composeHtmlEmail(subject: string, template: string, values: SlotValues): EmailText {
  const html = fillSlots(template, slotsOf(values, escapeHtml));
  return { subject: fillSlots(subject, slotsOf(values)), html, text: textOfHtml(html) };
}

function slotsOf({ code, linkUrl, minutes }: SlotValues, encode = (text: string) => text) {
  return { otp: encode(code ?? ""), link: encode(linkUrl ?? ""), minutes };
}

/** The text part of an email that is given as HTML. */
export function textOfHtml(html: string): string {
  const text = toPlainText(html, {
    // No real document is nested this deeply, and each level is a call on the stack.
    limits: { maxDepth: 100 },
    selectors: headings.map((selector) => ({ selector, options: { uppercase: false } })),
  });
  return `${text.replaceAll("\u00a0", " ")}\n`;
}

const headings = ["h1", "h2", "h3", "h4", "h5", "h6"];

/** The test email of a provider. */
export async function renderTestEmail(project: Project, asked: string): Promise<EmailText> {
  const locale = knownLocale(asked);
  const theme = themeOf(project);
  const t = translator(locale, "messages");
  const { brand } = theme;
  const [heading, text, footer] = [t("test.heading"), t("test.text", { brand }), t("test.footer")];
  const html = await render(createElement(TestEmail, { locale, theme, heading, text, footer: [footer] }));
  return {
    subject: t("test.subject", { brand }),
    html,
    text: paragraphs([heading, text, footer]),
  };
}

/** Loads and runs what renders emails. */
export async function renderNothing(): Promise<void> {
  await render(createElement(PlainEmail, { locale: "en", blocks: [] }));
}

function paragraphs(lines: string[]): string {
  return `${lines.join("\n\n")}\n`;
}
