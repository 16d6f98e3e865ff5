import type { Locale } from "@/lib/projects";
import { type PurposeSentences, sentencesIn } from "./sentences";

/** The words of a purpose. A purpose that a project made itself confirms an address. */
export function wordsFor(purpose: string, locale: Locale): PurposeSentences {
  return purpose === "authenticate" ? sentencesIn(locale).authenticate : sentencesIn(locale).confirm;
}
