import type { Project } from "@/lib/projects";

/** The languages that the vendor ships. */
const shipped = [
  "ar",
  "de",
  "en",
  "es",
  "fa-IR",
  "fr",
  "it",
  "ja",
  "ko",
  "pl-PL",
  "pt-BR",
  "pt-PT",
  "ru",
  "th",
  "tr-TR",
  "zh-CN",
  "zh-HK",
  "zh-TW",
] as const;

/** The language of a message: what the sign-in asked for, else what the browser likes best, else the project's own. */
export function localeOf({ settings }: Project, headers: Headers, uiLocales = ""): string {
  const { autoDetect, fallbackLanguage } = settings.dialects.logto.signInExperience.languageInfo;
  const wanted = [...uiLocales.split(/\s+/), ...(autoDetect ? accepted(headers) : [])];
  return (
    wanted.flatMap((tag) => tagLike(tag, settings.dialects.logto.emailTemplates) ?? [])[0] ?? fallbackLanguage
  );
}

/** RFC 9110 §12.5.4: by weight, and as they stand among equals. */
function accepted(headers: Headers): string[] {
  return (headers.get("accept-language") ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", ...parameters] = entry.split(";").map((part) => part.trim());
      const weight = parameters.find((parameter) => parameter.startsWith("q="));
      return { tag, weight: weight ? Number(weight.slice(2)) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}

/** A language that is shipped or that the project wrote a mail in: exactly that tag, or one of the same language. */
function tagLike(tag: string, written: readonly { languageTag: string }[]): string | undefined {
  const known = [...written.map(({ languageTag }) => languageTag), ...shipped];
  const language = (text: string) => text.toLowerCase().split("-")[0];
  return (
    known.find((one) => one.toLowerCase() === tag.toLowerCase()) ??
    known.find((one) => language(one) === language(tag))
  );
}
