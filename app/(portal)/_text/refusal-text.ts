import type { Translator } from "@/lib/i18n";
import { minute, secondsUntil } from "@/lib/time";
import type { CheckRefusal, SetIdentifierRefusal } from "@/lib/verification";

/** The error text for a refusal. Refusals that end the verification also change what the page shows. */
export function refusalText(refusal: CheckRefusal | SetIdentifierRefusal, t: Translator<"portal">): string {
  switch (refusal.code) {
    case "code_mismatch":
      return refusal.attemptsLeft > 0
        ? t("refusals.code_mismatch", { attemptsLeft: refusal.attemptsLeft })
        : t("refusals.attempts_exhausted");
    case "send_limit_reached":
      return t("refusals.send_limit_reached", {
        minutes: Math.max(1, Math.ceil(secondsUntil(refusal.retryAt, refusal.now) / minute)),
      });
    case "resend_too_soon":
      return t("refusals.resend_too_soon", {
        seconds: Math.max(1, secondsUntil(refusal.retryAt, refusal.now)),
      });
    case "attempts_exhausted":
    case "verification_expired":
    case "verification_canceled":
    case "already_verified":
    case "guess_budget_exhausted":
    case "identifier_taken":
    case "email_invalid":
    case "phone_invalid":
    case "country_not_allowed":
    case "channel_not_configured":
    case "sends_exhausted":
    case "recipient_unreachable":
      return t(`refusals.${refusal.code}`);
    case "send_blocked":
      return t(refusal.rule === "number_type" ? "refusals.recipient_unreachable" : "refusals.other");
    case "verification_not_found":
    case "verification_not_pending":
    case "identifier_mismatch":
    case "identifier_fixed":
    case "channel_not_supported":
    case "nothing_to_resend":
    // Not told to public pages.
    case "recipient_suppressed":
      return t("refusals.other");
  }
}
