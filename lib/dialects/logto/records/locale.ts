import type { Project } from "@/lib/projects";

/** The vendor's built-in languages. */
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

/** The language of a message: the one the sign-in requested, else the browser's preferred one, else the project's. */
export function localeOf({ settings }: Project, headers: Headers, uiLocales = ""): string {
  const { autoDetect, fallbackLanguage } = settings.dialects.logto.signInExperience.languageInfo;
  const wanted = [...uiLocales.split(/\s+/), ...(autoDetect ? accepted(headers) : [])];
  return (
    wanted.flatMap((tag) => tagLike(tag, settings.dialects.logto.emailTemplates) ?? [])[0] ?? fallbackLanguage
  );
}

/** RFC 9110 §12.5.4: by weight; equal ones keep their order. */
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

/** A built-in language or one that the project has an email template in: exactly this tag, or one of the same language. */
function tagLike(tag: string, written: readonly { languageTag: string }[]): string | undefined {
  const known = [...written.map(({ languageTag }) => languageTag), ...shipped];
  const language = (text: string) => text.toLowerCase().split("-")[0];
  return (
    known.find((one) => one.toLowerCase() === tag.toLowerCase()) ??
    known.find((one) => language(one) === language(tag))
  );
}
