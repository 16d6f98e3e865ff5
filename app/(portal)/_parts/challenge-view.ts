import type { Translator } from "@/lib/i18n";
import type { ShownChallenge } from "@/lib/protection";

/** A challenge with its texts in the page's language, so that the browser needs no other texts. */
export interface ChallengeView {
  challenge: ShownChallenge;
  text: { title: string; checking: string; checked: string; wait: string; needsJavaScript: string };
}

export function viewChallenge(
  challenge: ShownChallenge | null,
  t: Translator<"portal">,
): ChallengeView | null {
  if (!challenge) return null;
  const seconds = challenge.kind === "proof_of_work" ? challenge.waitSeconds : 0;
  return {
    challenge,
    text: {
      title: t("challenge.title"),
      checking: t("challenge.checking"),
      checked: t("challenge.checked"),
      wait: t("challenge.wait", { seconds }),
      needsJavaScript: t("challenge.needsJavaScript"),
    },
  };
}
