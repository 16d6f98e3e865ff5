import { env } from "@/lib/env";
import { knownLocale, translator } from "@/lib/i18n";
import type { Project } from "@/lib/projects";
import type { Challenge } from "./challenge";
import { fillSlots } from "./fill-slots";
import { formatLifetime, formatMinutes } from "./format-lifetime";
import { textsOfPurpose } from "./texts-of-purpose";
import { themeOf } from "./theme";

/**
 * The SMS with a code. Its last line binds the code to our pages, so that browsers offer it only there:
 * `@host #code`, separated by one space (docs/security.md #18, wicg.github.io/sms-one-time-codes). For an Android app, it
 * begins with `<#>` and ends with the app's hash instead (developers.google.com/identity/sms-retriever).
 */
export function renderSms(project: Project, challenge: Challenge, asked: string, appHash?: string): string {
  if (appHash !== undefined) return `<#> ${renderChat(project, challenge, asked)}\n${appHash}`;
  const host = new URL(env.PUBLIC_URL).hostname;
  return `${renderChat(project, challenge, asked)}\n\n@${host} #${codeIn(challenge)}`;
}

/** The text for messengers: that of the SMS, without its last line. */
export function renderChat(project: Project, challenge: Challenge, asked: string): string {
  const locale = knownLocale(asked);
  const { purpose, expiresInSeconds } = challenge;
  const life = formatLifetime(expiresInSeconds, locale);
  const facts = { brand: themeOf(project).brand, code: codeIn(challenge), life };
  return translator(locale, "messages")(`${textsOfPurpose(purpose)}.sms`, facts);
}

/** The sentences of a phone call. The code is read digit by digit, twice. */
export function renderCall(project: Project, challenge: Challenge, asked: string): string[] {
  const t = translator(knownLocale(asked), "messages");
  const digits = spelled(codeIn(challenge));
  return [
    t("call.greeting", { brand: themeOf(project).brand }),
    t("call.code", { digits }),
    t("call.again", { digits }),
    t("call.goodbye"),
  ];
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
  return fillSlots(text, { otp: code, minutes: formatMinutes(expiresInSeconds), app });
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
