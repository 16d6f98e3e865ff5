import { env } from "@/lib/env";
import type { Project } from "@/lib/projects";
import type { Challenge } from "./challenge";
import { formatLifetime, formatMinutes } from "./format-lifetime";
import { purposeTextFor } from "./purpose-text";
import { messageTextIn, spokenLocale } from "./text";
import { themeOf } from "./theme";

/**
 * The SMS with a code. Its last line binds the code to our pages, so that browsers offer it only there:
 * `@host #code`, separated by one space (docs/security.md #18, wicg.github.io/sms-one-time-codes).
 */
export function renderSms(project: Project, challenge: Challenge, asked: string): string {
  const locale = spokenLocale(asked);
  const { purpose, expiresInSeconds } = challenge;
  const code = codeIn(challenge);
  const facts = { brand: themeOf(project).brand, code, life: formatLifetime(expiresInSeconds, locale) };
  const host = new URL(env.PUBLIC_URL).hostname;
  return `${purposeTextFor(purpose, locale).sms(facts)}\n\n@${host} #${code}`;
}

/** A caller's own text with its slots filled in, without our last line (docs/security.md #18). */
export function fillSms(text: string, project: Project, challenge: Challenge): string {
  return text
    .replaceAll("{otp}", codeIn(challenge))
    .replaceAll("{minutes}", formatMinutes(challenge.expiresInSeconds))
    .replaceAll("{app}", themeOf(project).brand);
}

function codeIn({ code }: Challenge): string {
  if (code === null) throw new Error("A policy that offers a link alone cannot send it by SMS.");
  return code;
}

/** The test SMS of a provider. */
export function renderTestSms(project: Project, asked: string): string {
  return messageTextIn(spokenLocale(asked)).test.sms(themeOf(project).brand);
}
