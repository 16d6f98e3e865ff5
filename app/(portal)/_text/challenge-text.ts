import type { Translator } from "@/lib/i18n";
import type { ChallengeRefusal } from "@/lib/protection";

/** Why a form's check for bots was not enough. */
export function challengeText(refusal: ChallengeRefusal, t: Translator<"portal">): string {
  switch (refusal.code) {
    case "challenge_required":
      return t("challenge.required");
    case "challenge_failed":
      return t("challenge.failed");
    case "challenge_too_early":
      return t("refusals.resend_too_soon", { seconds: refusal.waitSeconds });
  }
}
