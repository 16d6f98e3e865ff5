import { headers } from "next/headers";
import { localeOf } from "@/app/(portal)/_parts/locale";
import type { Locale } from "@/lib/i18n";
import type { Project } from "@/lib/projects";

/** The browser's language, else the project's. */
export async function browserLocale(project: Project | null): Promise<Locale> {
  const acceptLanguage = (await headers()).get("accept-language");
  return localeOf({ acceptLanguage, fallback: project?.settings.defaultLocale });
}
