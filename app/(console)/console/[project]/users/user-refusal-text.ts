import type { Refusal } from "@/lib/result";
import { refusalText } from "../../../_text/refusal-text";
import type { Translator } from "../../../_text/translator";

/** The error text for a refusal. Refused addresses and numbers say themselves what is wrong with them. */
export function userRefusalText(refusal: Refusal & { reason?: string }, t: Translator): string {
  return refusal.reason ?? refusalText("users", refusal, t);
}
