import type { Locale } from "@/lib/projects";
import { de } from "./de";
import { en, type Words } from "./en";

export type { Words } from "./en";

const catalogue: Record<Locale, Words> = { en, de };

export function wordsIn(locale: Locale): Words {
  return catalogue[locale];
}
