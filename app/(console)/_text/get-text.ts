import type { Metadata } from "next";
import { headers } from "next/headers";
import { cache } from "react";
import {
  acceptedLanguages,
  type ConsoleKey,
  type ConsoleLocale,
  consoleMessages,
  matchConsoleLocale,
} from "@/lib/i18n";
import { type Translator, translatorOf } from "./translator";

/** The language of the request, among those that the console has. */
export const consoleLocale = cache(async (): Promise<ConsoleLocale> => {
  return matchConsoleLocale(acceptedLanguages((await headers()).get("accept-language")));
});

/** The console's texts on the server: `const t = await getText(); t("team.title")`. In the browser: `useText`. */
export const getText = cache(async (): Promise<Translator> => {
  const locale = await consoleLocale();
  return translatorOf(consoleMessages(locale), locale);
});

/** A page's title: `export const generateMetadata = titled("team.title")`. */
export function titled(key: ConsoleKey): () => Promise<Metadata> {
  return async () => ({ title: (await getText())(key) });
}
