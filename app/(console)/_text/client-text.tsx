import type { ReactNode } from "react";
import { type ConsolePart, consoleMessages } from "@/lib/i18n";
import { consoleLocale } from "./get-text";
import { TextProvider } from "./use-text";

/** Sends parts of the catalogue to the browser, for the client components below, which read them with `useText`. */
export async function ClientText({ parts, children }: { parts: ConsolePart[]; children: ReactNode }) {
  const locale = await consoleLocale();
  return (
    <TextProvider messages={consoleMessages(locale, parts)} locale={locale}>
      {children}
    </TextProvider>
  );
}
