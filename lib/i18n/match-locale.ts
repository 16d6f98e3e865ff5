import { match } from "@formatjs/intl-localematcher";
import { type ConsoleLocale, consoleLocales } from "./console-messages";
import { type Locale, locales } from "./locales";

/**
 * The catalogue that fits best, by CLDR's distances between languages: "de-AT" gets German, "es-MX" Latin American Spanish,
 * "zh-TW" traditional Chinese.
 *
 * @param requested Language tags, the preferred one first. Underscores are accepted (`pt_BR`), malformed tags are ignored.
 */
export function matchLocale<T>(requested: readonly string[], fallback: T): Locale | T {
  const [first] = requested;
  const exact = locales.find((locale) => locale === first);
  if (exact) return exact;
  const key = requested.join();
  let matched = matches.get(key);
  if (matched === undefined) {
    matched = bestMatch(requested, locales);
    // Tags come from callers and browsers, so their number has no bound.
    if (matches.size >= maxMatches) matches.clear();
    matches.set(key, matched);
  }
  return matched ?? fallback;
}

/** The same for the languages of the console, which are few. English if none of them fits. */
export function matchConsoleLocale(requested: readonly string[]): ConsoleLocale {
  return bestMatch(requested, consoleLocales) ?? "en";
}

/** Matching costs about 20 µs. */
const matches = new Map<string, Locale | null>();
const maxMatches = 1000;
const none = "und";

function bestMatch<L extends string>(requested: readonly string[], available: readonly L[]): L | null {
  const matched = match(requested.flatMap(canonical), available, none);
  return available.find((locale) => locale === matched) ?? null;
}

function canonical(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll("_", "-"));
  } catch {
    return [];
  }
}

/** The tags of an `Accept-Language` header by weight, highest first (RFC 9110 §12.5.4). */
export function acceptedLanguages(header: string | null): string[] {
  return (header ?? "")
    .slice(0, 500)
    .split(",")
    .map((item) => {
      const [tag = "", ...parameters] = item.trim().split(";");
      const q = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { tag, weight: q ? Number(q) : 1 };
    })
    .filter(({ tag, weight }) => tag !== "" && tag !== "*" && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
