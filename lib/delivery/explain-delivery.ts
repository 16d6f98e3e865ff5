import { type Explainer, explainer } from "@/lib/i18n";
import { never } from "@/lib/result";
import { secondsUntil } from "@/lib/time";
import { type DeliveryRecord, type DeliveryTry, explainCode } from "./deliveries";
import type { UndeliverableReason } from "./outbox/reasons";

/*
 * Explains deliveries for timelines, the console and support, in the language of the record: the sentences are in
 * `lib/i18n/explanations`, under `delivery`. Provider replies are quoted without secrets (`redact.ts`).
 */

/** What happened to a delivery, or what happens next. `now` should be close to the database's clock. */
export function explainDelivery(delivery: DeliveryRecord, now: Date): string {
  const t = explainer(delivery.language);
  switch (delivery.outcome) {
    case null:
      return explainPending(delivery, now, t);
    case "accepted":
      return sentences(
        explainAccepted(
          delivery.tries.findLast(({ outcome }) => outcome === "accepted"),
          t,
        ),
        explainStatus(delivery, t),
      );
    case "skipped":
      return t("delivery.skipped", { reason: delivery.reason ?? "unknown" });
    case "undeliverable":
      return sentences(
        explainUndeliverable(delivery, delivery.reason as UndeliverableReason, t),
        explainLateStatus(delivery, t),
      );
    default:
      return never(delivery.outcome);
  }
}

/** The outcome of one try. */
export function explainTry(one: DeliveryTry): string {
  const t = explainer(one.language);
  const provider = capital(one.providerName, t);
  switch (one.outcome) {
    case null:
      return t("delivery.unconfirmed", { provider });
    case "accepted":
      return explainAccepted(one, t);
    case "refused":
    case "unavailable":
      return sentences(
        t(`delivery.${one.outcome}`, { provider, words: ended(one.explanation, t) }),
        one.meaning,
      );
    default:
      return never(one.outcome);
  }
}

/** What the provider reported after it had accepted the message. */
function explainStatus({ status, statusCode, providerKind, language }: DeliveryRecord, t: Explainer): string {
  if (!status) return "";
  const meaning = explainCode(providerKind, statusCode, language);
  return sentences(
    t(`delivery.statuses.${status}`),
    statusCode && !meaning ? t("delivery.code", { code: statusCode }) : meaning,
  );
}

/** A provider can have accepted a message although its reply never came. */
function explainLateStatus(delivery: DeliveryRecord, t: Explainer): string {
  const last = delivery.tries.at(-1);
  const words = explainStatus(delivery, t);
  return last && words ? t("delivery.late", { provider: capital(last.providerName, t), words }) : "";
}

function explainAccepted(one: DeliveryTry | undefined, t: Explainer): string {
  if (!one) return t("delivery.accepted.unknown");
  if (one.providerKind === "inbox") return t("delivery.accepted.inbox");
  if (one.providerKind === "test") return t("delivery.accepted.test", { words: one.explanation ?? "" });
  const provider = capital(one.providerName, t);
  return t("delivery.accepted.provider", { provider, words: ended(one.explanation, t) });
}

function explainPending({ tries, runAt, trigger }: DeliveryRecord, now: Date, t: Explainer): string {
  const last = tries.at(-1);
  const seconds = runAt ? secondsUntil(runAt, now) : 0;
  if (!last && trigger === "timer" && seconds > 0) return t("delivery.pending.timer", { seconds });
  if (!last && trigger === "failure" && seconds > 0) return t("delivery.pending.failure");
  if (!last) return t("delivery.pending.waiting");
  if (last.outcome === null) {
    return seconds > 0
      ? t("delivery.pending.sending", { provider: capital(last.providerName, t) })
      : sentences(explainTry(last), t("delivery.pending.retry"));
  }
  const next = seconds > 0 ? t("delivery.pending.retryIn", { seconds }) : t("delivery.pending.retryNow");
  return sentences(explainTry(last), next);
}

function explainUndeliverable(
  { tries, channel }: DeliveryRecord,
  reason: UndeliverableReason,
  t: Explainer,
): string {
  const last = tries.at(-1);
  const refused = tries.findLast(({ outcome }) => outcome === "refused");
  const name = refused?.providerName ?? t("delivery.provider");
  const provider = capital(name, t);
  const words = ended(refused?.explanation ?? null, t);
  switch (reason) {
    case "recipient_rejected":
    case "message_rejected":
      return sentences(t(`delivery.undeliverable.${reason}`, { provider, words }), refused?.meaning);
    case "credentials_rejected":
      return t("delivery.undeliverable.credentials_rejected", { provider, words });
    case "connection_not_secure":
      return t("delivery.undeliverable.connection_not_secure", { provider: name, words });
    case "no_provider":
      return t("delivery.undeliverable.no_provider", { channel });
    case "expired":
      return sentences(t("delivery.undeliverable.expired"), last && explainTry(last));
    case "gave_up":
      if (!last) return t("delivery.undeliverable.neverTried");
      return sentences(t("delivery.undeliverable.gave_up", { count: tries.length }), explainTry(last));
    default:
      return never(reason);
  }
}

function sentences(...all: (string | null | undefined)[]): string {
  return all.filter(Boolean).join(" ");
}

function capital(text: string, { locale }: Explainer): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** A provider's reply as the end of a sentence. */
function ended(words: string | null, t: Explainer): string {
  if (!words) return t("delivery.noReason");
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
