import { minute, secondsUntil } from "@/lib/time";
import type { CheckRefusal, SetIdentifierRefusal } from "@/lib/verification";
import type { PortalText } from "./en";

/** A refusal as a sentence for the person in front of the page. The page itself tells the rest by its state. */
export function refusalText(
  refusal: CheckRefusal | SetIdentifierRefusal,
  { refusals: say }: PortalText,
): string {
  switch (refusal.code) {
    case "code_mismatch":
      return refusal.attemptsLeft > 0 ? say.code_mismatch(refusal.attemptsLeft) : say.attempts_exhausted;
    case "send_limit_reached":
      return say.send_limit_reached(Math.ceil(secondsUntil(refusal.retryAt, refusal.now) / minute));
    case "resend_too_soon":
      return say.resend_too_soon(Math.max(1, secondsUntil(refusal.retryAt, refusal.now)));
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
      return say[refusal.code];
    case "verification_not_found":
    case "verification_not_pending":
    case "identifier_mismatch":
    case "identifier_fixed":
    case "channel_not_supported":
    case "nothing_to_resend":
      return say.other;
  }
}
