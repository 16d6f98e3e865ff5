import type { ProtectionSettings } from "@/lib/projects";
import type { ChallengeKind } from "../challenge";
import { hcaptcha } from "./hcaptcha";
import { proofOfWork } from "./proof-of-work";
import { turnstile } from "./turnstile";
import { type Widget, widgetChallenge } from "./widget";

const widgets = { hcaptcha, turnstile };

const kinds: Record<ProtectionSettings["challenge"]["kind"], ChallengeKind> = {
  proof_of_work: proofOfWork,
  hcaptcha: widgetChallenge(hcaptcha),
  turnstile: widgetChallenge(turnstile),
};

type Settings = ProtectionSettings["challenge"];

/** The project's kind of challenge. A vendor's without keys is replaced by a proof of work. */
export function kindOf({ kind, siteKey, sealedSecret }: Settings): ChallengeKind {
  return siteKey && sealedSecret ? kinds[kind] : proofOfWork;
}

/** The project's widget and its site key. Null: it has none. */
export function widgetOf({ kind, siteKey }: Settings): { widget: Widget; siteKey: string } | null {
  return kind === "proof_of_work" || !siteKey ? null : { widget: widgets[kind], siteKey };
}

export { proofOfWork };
