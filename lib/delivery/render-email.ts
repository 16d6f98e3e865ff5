import { createElement } from "react";
import { render, toPlainText } from "react-email";
import type { CustomMessage } from "@/drizzle/schema";
import { CustomEmail, PlainEmail, TestEmail, type Theme, VerificationEmail } from "@/emails";
import type { Locale, Project } from "@/lib/projects";
import type { Challenge } from "./challenge";
import { type EmailText, renderByTemplate, type Secrets } from "./email-templates";
import { escapeHtml } from "./escape-html";
import { fillSlots } from "./fill-slots";
import { formatLifetime, formatMinutes } from "./format-lifetime";
import { purposeTextFor } from "./purpose-text";
import { type Facts, messageTextIn, spokenLocale } from "./text";
import { defaultAccent, readableOn, themeOf } from "./theme";

/** The email with a challenge, as HTML and text: a code, a link, or both. */
export async function renderEmail(project: Project, challenge: Challenge, asked: string): Promise<EmailText> {
  const locale = spokenLocale(asked);
  const context: Context = {
    locale,
    theme: themeOf(project),
    purpose: challenge.purpose,
    life: formatLifetime(challenge.expiresInSeconds, locale),
    supportEmail: project.settings.branding.supportEmail,
  };
  return renderByTemplate([context], challenge, (secrets) => composeEmail(context, secrets));
}

/** Everything that an email is made of, except its secrets. */
interface Context {
  locale: Locale;
  theme: Theme;
  purpose: string;
  /** A duration in words. */
  life: string;
  supportEmail: string | null;
}

/** Renders everything. Exported for the test that compares. */
export async function composeEmail(context: Context, { code, linkUrl }: Secrets): Promise<EmailText> {
  const { locale, theme, purpose, life } = context;
  const sentences = messageTextIn(locale);
  const facts: Facts = { brand: theme.brand, code: code ?? "", life };
  const words = purposeTextFor(purpose, locale);
  const instruction = code ? words.instruction(facts) : words.linkInstruction(facts);
  const footer = footerOf(context, { code, linkUrl }, facts);
  const html = await render(
    createElement(VerificationEmail, {
      locale,
      theme,
      preheader: code ? sentences.preheader(facts) : sentences.linkPreheader(facts),
      heading: words.heading(facts),
      instruction,
      code,
      alternative: code ? words.alternative : null,
      button: words.button,
      linkUrl,
      footer,
    }),
  );
  const openLink = code ? sentences.openLink : sentences.openOnlyLink;
  const text = [
    words.heading(facts),
    ...(code ? [`    ${code}`, words.instruction(facts)] : []),
    ...(linkUrl ? [`${openLink}\n${linkUrl}`] : []),
    ...footer,
  ];
  return {
    subject: code ? words.subject(facts) : words.linkSubject(facts),
    html,
    text: paragraphs(text),
  };
}

/** Warnings and support contact (docs/security.md #43). */
function footerOf({ locale, supportEmail }: Context, { code, linkUrl }: Secrets, facts: Facts): string[] {
  const sentences = messageTextIn(locale);
  const notYou =
    code && linkUrl ? sentences.notYou : code ? sentences.notYouWithoutLink : sentences.notYouWithoutCode;
  return [
    code ? sentences.neverAsked(facts) : sentences.neverAskedForLink(facts),
    notYou,
    ...(supportEmail ? [sentences.support(supportEmail)] : []),
  ];
}

/** A caller's own email. Omitted parts stay empty, but the code or button is always shown. */
export async function renderCustomEmail(
  custom: NonNullable<CustomMessage["email"]>,
  challenge: Challenge,
  asked: string,
): Promise<EmailText> {
  const locale = spokenLocale(asked);
  const { subject, html, text } = custom;
  const { purpose } = challenge;
  const minutes = formatMinutes(challenge.expiresInSeconds);
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
  const button = custom.button || purposeTextFor(purpose, locale).button;
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
  const locale = spokenLocale(asked);
  const theme = themeOf(project);
  const words = messageTextIn(locale).test;
  const text = words.text(theme.brand);
  const html = await render(
    createElement(TestEmail, { locale, theme, heading: words.heading, text, footer: [words.footer] }),
  );
  return {
    subject: words.subject(theme.brand),
    html,
    text: paragraphs([words.heading, text, words.footer]),
  };
}

/** Loads and runs what renders emails. */
export async function renderNothing(): Promise<void> {
  await render(createElement(PlainEmail, { locale: "en", blocks: [] }));
}

function paragraphs(lines: string[]): string {
  return `${lines.join("\n\n")}\n`;
}
