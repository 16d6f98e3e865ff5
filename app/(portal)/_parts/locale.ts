import { type Locale, locales } from "@/lib/projects";

/** The language of a page: from `?locale=`, else the verification's, else the browser's, else English. */
export function localeOf(
  requested: string | undefined,
  verificationLocale: string | null,
  acceptLanguage: string | null,
): Locale {
  const candidates = [requested, verificationLocale, ...byPreference(acceptLanguage ?? "")];
  for (const tag of candidates) {
    const base = tag?.toLowerCase().split("-")[0];
    const match = locales.find((locale) => locale === base);
    if (match) return match;
  }
  return "en";
}

/** Language tags by weight, highest first (RFC 9110 §12.5.4). */
function byPreference(header: string): string[] {
  return header
    .split(",")
    .map((item) => {
      const [tag = "", ...parameters] = item.trim().split(";");
      const q = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return { tag, weight: q ? Number(q) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
