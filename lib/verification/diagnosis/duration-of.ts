import { apiLanguage, type ConsoleLocale, explainer } from "@/lib/i18n";

/** Such as "400 ms", "12 s", "3 min", "2 h" or "4 d", rounded down. */
export function durationOf(milliseconds: number, language: ConsoleLocale = apiLanguage): string {
  const t = explainer(language);
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 1) return t("durations.milliseconds", { count: Math.max(0, Math.floor(milliseconds)) });
  if (seconds < 60) return t("durations.seconds", { count: seconds });
  if (seconds < 3600) return t("durations.minutes", { count: Math.floor(seconds / 60) });
  if (seconds < 86_400) return t("durations.hours", { count: Math.floor(seconds / 3600) });
  return t("durations.days", { count: Math.floor(seconds / 86_400) });
}
