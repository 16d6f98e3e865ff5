import { acceptedLanguages, type Locale, matchLocale } from "@/lib/i18n";

/**
 * The language of a page: the one that the person chose, else the one that the verification was started with, else the
 * browser's, else the fallback.
 */
export function localeOf({
  chosen,
  started,
  acceptLanguage,
  fallback = "en",
}: {
  /** The URL's `locale`. */
  chosen?: string | string[];
  started?: string | null;
  acceptLanguage?: string | null;
  /** The project's default. */
  fallback?: Locale;
}): Locale {
  for (const tag of [chosen, started]) {
    const match = typeof tag === "string" ? matchLocale([tag], null) : null;
    if (match) return match;
  }
  return matchLocale(acceptedLanguages(acceptLanguage ?? null), fallback);
}
