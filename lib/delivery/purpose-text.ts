import type { Locale } from "@/lib/projects";
import { messageTextIn, type PurposeText } from "./text";

/** The words of a purpose. A purpose that a project made itself confirms an address. */
export function purposeTextFor(purpose: string, locale: Locale): PurposeText {
  return purpose === "authenticate" ? messageTextIn(locale).authenticate : messageTextIn(locale).confirm;
}
