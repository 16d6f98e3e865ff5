"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { ConsoleLocale, ConsoleMessages } from "@/lib/i18n";
import { type Translator, translatorOf } from "./translator";

const Texts = createContext<{ messages: ConsoleMessages; locale: ConsoleLocale }>({
  messages: {},
  locale: "en",
});

/** Adds messages to those of the layouts above. */
export function TextProvider({
  messages,
  locale,
  children,
}: {
  messages: ConsoleMessages;
  locale: ConsoleLocale;
  children: ReactNode;
}) {
  const above = useContext(Texts);
  const value = useMemo(
    () => ({ messages: { ...above.messages, ...messages }, locale }),
    [above, messages, locale],
  );
  return <Texts value={value}>{children}</Texts>;
}

/** The console's texts in client components: `const t = useText(); t("team.title")`. On the server: `getText`. */
export function useText(): Translator {
  const { messages, locale } = useContext(Texts);
  return useMemo(() => translatorOf(messages, locale), [messages, locale]);
}
