import { compileMessage, type Locale, translator } from "@/lib/i18n";
import { textsOfPurpose } from "../texts-of-purpose";
import type { MessageTexts, PartName, Placeholder } from "./parts";

/** The values of placeholders. */
export type Facts = Record<Placeholder, string | number>;

/** The parts that are one text in our catalogue. */
export type WordedPart = Exclude<PartName, "footer" | "call">;

/** Words a part of a message. */
export type Wording = (part: WordedPart, facts: Facts) => string;

/** The texts of a purpose: the project's own where there are some, else ours. */
export function wordingOf(locale: Locale, purpose: string, own: MessageTexts): Wording {
  const t = translator(locale, "messages");
  const ours = textsOfPurpose(purpose);
  return (part, facts) => {
    const text = own[part];
    return text === undefined ? t(`${ours}.${part}`, facts) : fillText(text, locale, facts);
  };
}

/** Fills the placeholders of a project's own text. */
export function fillText(text: string, locale: Locale, facts: Facts): string {
  const key = `${locale} ${text}`;
  let message = compiled.get(key);
  if (message === undefined) {
    message = compileMessage(text, locale);
    // Projects can change their texts any number of times.
    if (compiled.size >= maxCompiled) compiled.clear();
    compiled.set(key, message);
  }
  return typeof message === "string" ? message : (message.format(facts) as string);
}

/** Compiling costs more than the rest of an SMS. */
const compiled = new Map<string, ReturnType<typeof compileMessage>>();
const maxCompiled = 1000;

/** The lines of a text, without empty ones. */
export function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => line.trim() || []);
}

/** Our own texts in ICU MessageFormat, for people who start from them. The footer is empty, because a project's is an addition. */
export function ourTexts(locale: Locale, purpose: string): Record<PartName, string> {
  const { source } = translator(locale, "messages");
  const ours = textsOfPurpose(purpose);
  return {
    subject: source(`${ours}.subject`),
    heading: source(`${ours}.heading`),
    instruction: source(`${ours}.instruction`),
    alternative: source(`${ours}.alternative`),
    button: source(`${ours}.button`),
    linkSubject: source(`${ours}.linkSubject`),
    linkInstruction: source(`${ours}.linkInstruction`),
    footer: "",
    sms: source(`${ours}.sms`),
    call: (["call.greeting", "call.code", "call.goodbye"] as const).map(source).join("\n"),
  };
}
