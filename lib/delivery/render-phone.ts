import { env } from "@/lib/env";
import { knownLocale, type Locale, translator } from "@/lib/i18n";
import type { Project } from "@/lib/projects";
import type { Challenge } from "./challenge";
import { fillSlots } from "./fill-slots";
import { formatLifetime, minutesOf } from "./format-lifetime";
import type { MessageTexts } from "./message-templates/parts";
import { type Facts, fillText, linesOf, wordingOf } from "./message-templates/wording";
import { themeOf } from "./theme";

/**
 * The SMS with a code. Its last line binds the code to our pages, so that browsers offer it only there:
 * `@host #code`, separated by one space (docs/security.md #18, wicg.github.io/sms-one-time-codes). For an Android app, it
 * begins with `<#>` and ends with the app's hash instead (developers.google.com/identity/sms-retriever).
 */
export function renderSms(
  project: Project,
  challenge: Challenge,
  asked: string,
  own: MessageTexts = {},
  appHash?: string,
): string {
  const text = renderChat(project, challenge, asked, own);
  if (appHash !== undefined) return `<#> ${text}\n${appHash}`;
  const host = new URL(env.PUBLIC_URL).hostname;
  return `${text}\n\n@${host} #${codeIn(challenge)}`;
}

/** The text for messengers: that of the SMS, without its last line. */
export function renderChat(
  project: Project,
  challenge: Challenge,
  asked: string,
  own: MessageTexts = {},
): string {
  const locale = knownLocale(asked);
  const facts = factsOf(project, challenge, locale, codeIn(challenge));
  return wordingOf(locale, challenge.purpose, own)("sms", facts);
}

/** The sentences of a phone call. The code is read digit by digit, twice. */
export function renderCall(
  project: Project,
  challenge: Challenge,
  asked: string,
  own: MessageTexts = {},
): string[] {
  const locale = knownLocale(asked);
  const facts = factsOf(project, challenge, locale, spelled(codeIn(challenge)));
  if (own.call !== undefined) {
    const sentences = linesOf(fillText(own.call, locale, facts));
    return [...sentences, ...sentences];
  }
  const t = translator(locale, "messages");
  return [t("call.greeting", facts), t("call.code", facts), t("call.again", facts), t("call.goodbye")];
}

function factsOf(project: Project, { expiresInSeconds }: Challenge, locale: Locale, code: string): Facts {
  return {
    brand: themeOf(project).brand,
    code,
    lifetime: formatLifetime(expiresInSeconds, locale),
    minutes: minutesOf(expiresInSeconds),
  };
}

/** An SMS with a caller's own text, without our last line (docs/security.md #18). */
export function fillSms(text: string, project: Project, challenge: Challenge): string {
  return fill(text, project, challenge, codeIn(challenge));
}

/** A caller's own text for messengers. */
export function fillChat(text: string, project: Project, challenge: Challenge): string {
  return fill(withoutBinding(text), project, challenge, codeIn(challenge));
}

/** A phone call with a caller's own text, which is read twice. */
export function fillCall(text: string, project: Project, challenge: Challenge): string[] {
  const sentence = fill(withoutBinding(text), project, challenge, spelled(codeIn(challenge)));
  return [sentence, sentence];
}

/** The text of an SMS without the last line that binds its code to a page, which makes sense only in an SMS. */
export function withoutBinding(text: string): string {
  const lines = text.trimEnd().split("\n");
  return lines.length > 1 && /^@\S+ #\S/.test(lines.at(-1)!) ? lines.slice(0, -1).join("\n").trimEnd() : text;
}

function fill(text: string, project: Project, { expiresInSeconds }: Challenge, code: string): string {
  const app = themeOf(project).brand;
  return fillSlots(text, { otp: code, minutes: String(minutesOf(expiresInSeconds)), app });
}

/** "1, 2, 3": voices read "123" as a number. */
function spelled(code: string): string {
  return [...code].join(", ");
}

function codeIn({ code }: Challenge): string {
  if (code === null) throw new Error("A policy that offers a link alone cannot send it to a phone.");
  return code;
}

/** The test message of a provider, as text. */
export function renderTestText(project: Project, asked: string): string {
  return translator(knownLocale(asked), "messages")("test.sms", { brand: themeOf(project).brand });
}

/** The test call of a provider. */
export function renderTestCall(project: Project, asked: string): string[] {
  return [translator(knownLocale(asked), "messages")("call.test", { brand: themeOf(project).brand })];
}
