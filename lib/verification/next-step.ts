import { type DeliveryRecord, explainDelivery, isInInbox } from "@/lib/delivery";
import { apiLanguage, type ConsoleLocale, type Explainer, explainer } from "@/lib/i18n";
import { secondsUntil } from "@/lib/time";
import { hasSendsLeft, type LoadedVerification, statusOf } from "./verification";

/** What a support agent can do next, as a sentence. Null if there is nothing to do. */
export function nextStepOf(
  v: LoadedVerification,
  deliveries: readonly DeliveryRecord[],
  language: ConsoleLocale = apiLanguage,
): string | null {
  const t = explainer(language);
  const status = statusOf(v, v.now);
  switch (status) {
    case "verified":
      return null;
    case "canceled":
      return ofCanceled(v, t);
    case "locked":
    case "expired":
      return t(`nextStep.${status}`);
    case "pending":
      return ofPending(v, deliveries.at(-1), t);
  }
}

function ofCanceled({ cancelReason }: LoadedVerification, t: Explainer): string | null {
  switch (cancelReason) {
    case "superseded":
    case "denied":
      return t(`nextStep.${cancelReason}`);
    case "requested":
    case null:
      return null;
  }
}

function ofPending(v: LoadedVerification, last: DeliveryRecord | undefined, t: Explainer): string {
  if (v.connectorId) return t("nextStep.signIn");
  if (!v.identifier) return t("nextStep.enterAddress");
  if (!last?.outcome) return t("nextStep.wait");
  switch (last.outcome) {
    case "accepted":
      return ofAccepted(v, last, t);
    case "undeliverable":
    case "skipped":
      return t(`nextStep.${last.outcome}`, { explanation: explainDelivery(last, v.now) });
  }
}

function ofAccepted(v: LoadedVerification, last: DeliveryRecord, t: Explainer): string {
  if (isInInbox(last)) return t("nextStep.inbox");
  const resend = resendWords(v, t);
  if (v.attemptCount > 0)
    return t("nextStep.attempts", { left: v.policy.maxAttempts - v.attemptCount, resend });
  return t(last.channel === "email" ? "nextStep.email" : "nextStep.phone", { resend });
}

function resendWords(v: LoadedVerification, t: Explainer): string {
  if (!hasSendsLeft(v)) return t("nextStep.resend.none");
  const seconds = v.nextSendAt ? secondsUntil(v.nextSendAt, v.now) : 0;
  return seconds === 0 ? t("nextStep.resend.now") : t("nextStep.resend.later", { seconds });
}
