import type { Locale } from "@/lib/projects";
import { de } from "./de";
import { en, type PortalText } from "./en";

export type { PortalText } from "./en";

const catalogue: Record<Locale, PortalText> = { en, de };

export function portalTextIn(locale: Locale): PortalText {
  return catalogue[locale];
}
