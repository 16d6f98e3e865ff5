import { type Locale, locales } from "@/lib/projects";

/** The language of a page: `?locale=`, then what the verification was started in, then the browser's, then English. */
export function localeOf(
  asked: string | undefined,
  ofVerification: string | null,
  acceptLanguage: string | null,
): Locale {
  const wanted = [asked, ofVerification, ...byPreference(acceptLanguage ?? "")];
  for (const tag of wanted) {
    const base = tag?.toLowerCase().split("-")[0];
    const known = locales.find((locale) => locale === base);
    if (known) return known;
  }
  return "en";
}

/** RFC 9110 §12.5.4: the highest weight first. */
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
