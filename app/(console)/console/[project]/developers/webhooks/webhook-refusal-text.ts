import type { Refusal } from "@/lib/result";
import { refusalText } from "../../../../_text/refusal-text";
import type { Translator } from "../../../../_text/translator";

/** The error text for a refusal. A forbidden URL says itself what is wrong with it. */
export function webhookRefusalText(refusal: Refusal & { explanation?: string }, t: Translator): string {
  return refusal.explanation
    ? t("webhooks.urlForbidden", { explanation: refusal.explanation })
    : refusalText("webhooks", refusal, t);
}
