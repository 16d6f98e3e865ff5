import type { Locale } from "@/lib/projects";
import { messageTextIn, type PurposeText } from "./text";

/** The text of a purpose. A project's own purposes use the text for confirming an address. */
export function purposeTextFor(purpose: string, locale: Locale): PurposeText {
  return purpose === "authenticate" ? messageTextIn(locale).authenticate : messageTextIn(locale).confirm;
}
