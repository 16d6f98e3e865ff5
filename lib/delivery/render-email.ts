import { createElement } from "react";
import { render } from "react-email";
import { TestEmail, VerificationEmail } from "@/emails";
import type { Project } from "@/lib/projects";
import type { Challenge } from "./challenge";
import { lifeInWords } from "./life-in-words";
import { lookOf } from "./look";
import { type Facts, sentencesIn, spokenLocale } from "./sentences";
import { wordsFor } from "./words-for";

export interface EmailText {
  subject: string;
  text: string;
  html: string;
}

/** The mail that carries a challenge: code and link in one message, as HTML and as text that somebody wrote. */
export async function renderEmail(project: Project, challenge: Challenge, asked: string): Promise<EmailText> {
  const locale = spokenLocale(asked);
  const look = lookOf(project);
  const facts: Facts = {
    brand: look.brand,
    code: challenge.code,
    life: lifeInWords(challenge.expiresInSeconds, locale),
  };
  const words = wordsFor(challenge.purpose, locale);
  const footer = footerOf(project, facts, locale);
  const html = await render(
    createElement(VerificationEmail, {
      locale,
      look,
      preheader: sentencesIn(locale).preheader(facts),
      heading: words.heading(facts),
      instruction: words.instruction(facts),
      code: challenge.code,
      alternative: words.alternative,
      button: words.button,
      linkUrl: challenge.linkUrl,
      footer,
    }),
  );
  const text = [
    words.heading(facts),
    `    ${challenge.code}`,
    words.instruction(facts),
    `${sentencesIn(locale).openLink}\n${challenge.linkUrl}`,
    ...footer,
  ];
  return { subject: words.subject(facts), html, text: paragraphs(text) };
}

/** Who never asks, what to do if it was somebody else, where help is (docs/security.md #43). */
function footerOf(project: Project, facts: Facts, locale: ReturnType<typeof spokenLocale>): string[] {
  const sentences = sentencesIn(locale);
  const { supportEmail } = project.settings.branding;
  const support = supportEmail ? [sentences.support(supportEmail)] : [];
  return [sentences.neverAsked(facts), sentences.notYou, ...support];
}

/** The mail that shows an operator that a provider works. */
export async function renderTestEmail(project: Project, asked: string): Promise<EmailText> {
  const locale = spokenLocale(asked);
  const look = lookOf(project);
  const words = sentencesIn(locale).test;
  const text = words.text(look.brand);
  const html = await render(
    createElement(TestEmail, { locale, look, heading: words.heading, text, footer: [words.footer] }),
  );
  return {
    subject: words.subject(look.brand),
    html,
    text: paragraphs([words.heading, text, words.footer]),
  };
}

function paragraphs(lines: string[]): string {
  return `${lines.join("\n\n")}\n`;
}
