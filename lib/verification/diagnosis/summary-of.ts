import { type DeliveryRecord, explainDelivery, isInInbox } from "@/lib/delivery";
import { apiLanguage, type ConsoleLocale, type Explainer, explainer } from "@/lib/i18n";
import { never } from "@/lib/result";
import type { PhoneType } from "@/lib/users";
import { type LoadedVerification, statusOf } from "../verification";
import type { Facts } from "./diagnose";
import { durationOf } from "./duration-of";
import { latestOf } from "./latest-of";

/** What happened to the code, and what is in its way, in sentences. */
export function summaryOf(facts: Facts, language: ConsoleLocale = apiLanguage): string {
  const t = explainer(language);
  const { verification: v } = facts;
  const status = statusOf(v, v.now);
  const happened = whatHappened(facts, t);
  switch (status) {
    case "verified":
      return [happened, proofOf(v, t)].join(" ");
    case "canceled":
      return [happened, endingOf(v, t)].join(" ");
    case "locked":
      return [happened, t("diagnosis.locked", { maxAttempts: v.policy.maxAttempts })].join(" ");
    case "expired":
      return [happened, answersOf(v, "none", t), ...causesOf(facts, t)].join(" ");
    case "pending":
      return [happened, ...(wasSent(facts) ? [answersOf(v, "noneYet", t)] : []), ...causesOf(facts, t)].join(
        " ",
      );
    default:
      return never(status);
  }
}

/** What became of the latest message. */
function whatHappened({ verification: v, deliveries, objection, suppressions }: Facts, t: Explainer): string {
  if (v.connectorId && !v.identifier)
    return t(v.verifiedAt ? "diagnosis.message.notNeeded" : "diagnosis.message.notSignedIn");
  if (objection) return t("diagnosis.message.objected", { objection: lowerFirst(objection) });
  if (v.isDecoy) return t("diagnosis.message.decoy");
  const last = latestOf(deliveries);
  // The suppression itself is explained below.
  if (last?.reason === "suppressed" && suppressions.length > 0) return t("diagnosis.message.suppressed");
  if (last) return storyOf(last, v.now, t);
  if (v.policy.deliver === "return" && v.issuedAt) return t("diagnosis.message.byBackend");
  return t(v.identifier ? "diagnosis.message.nothing" : "diagnosis.message.noRecipient");
}

function storyOf(delivery: DeliveryRecord, now: Date, t: Explainer): string {
  const { outcome, status, statusCode: code } = delivery;
  if (outcome !== "accepted") return explainDelivery(delivery, now);
  const accepted = delivery.tries.findLast((one) => one.outcome === "accepted");
  const at = timeOf(delivery.finishedAt ?? delivery.createdAt, now, t);
  if (isInInbox(delivery)) return t("diagnosis.message.inbox", { at });
  const provider = accepted?.providerName ?? t("delivery.provider");
  const reportedAt = delivery.statusAt ? timeOf(delivery.statusAt, now, t) : at;
  switch (status) {
    case "delivered":
    case "complained":
      return t(`diagnosis.message.${status}`, { provider, at: reportedAt });
    case "failed":
    case "bounced": {
      const named = { provider: capital(provider, t), at };
      return t(`diagnosis.message.${status}`, { ...named, hasCode: String(Boolean(code)), code: code ?? "" });
    }
    case "sent":
    case null:
      return t("diagnosis.message.accepted", { provider, at });
    default:
      return never(status);
  }
}

function answersOf(
  { attemptCount, policy }: LoadedVerification,
  none: "none" | "noneYet",
  t: Explainer,
): string {
  if (attemptCount === 0) return t(`diagnosis.answers.${none}`);
  return t("diagnosis.answers.wrong", { count: attemptCount, maxAttempts: policy.maxAttempts });
}

function proofOf({ verifiedAt, createdAt, method, now }: LoadedVerification, t: Explainer): string {
  const duration = durationOf(verifiedAt!.getTime() - createdAt.getTime(), t.locale);
  return t("diagnosis.proof", { method: String(method), at: timeOf(verifiedAt!, now, t), duration });
}

function endingOf({ cancelReason, canceledAt, now }: LoadedVerification, t: Explainer): string {
  return t(`diagnosis.endings.${cancelReason ?? "requested"}`, { at: timeOf(canceledAt!, now, t) });
}

/** What keeps messages from arriving, besides what the latest one met. */
function causesOf({ verification: v, suppressions, phoneType, pause }: Facts, t: Explainer): string[] {
  const suppressed = suppressions.find(({ channel }) => channel === v.channel);
  const type = v.identifierType === "phone" ? "phone" : "email";
  return [
    ...(suppressed
      ? [
          t("diagnosis.suppressed", {
            type,
            reason: suppressed.reason,
            at: timeOf(suppressed.createdAt, v.now, t),
          }),
        ]
      : []),
    ...(pause ? [pause.explanation] : []),
    ...(phoneType && v.channel !== "voice" && explainsSilence(phoneType)
      ? [t(`diagnosis.lineTypes.${phoneType}`)]
      : []),
  ];
}

/** The types of numbers that explain why a text message did not arrive. */
const silentTypes = [
  "fixed_line",
  "voip",
  "premium_rate",
  "shared_cost",
  "toll_free",
  "pager",
  "voicemail",
] as const satisfies PhoneType[];

function explainsSilence(type: PhoneType): type is (typeof silentTypes)[number] {
  return silentTypes.some((silent) => silent === type);
}

function wasSent({ verification: v, deliveries, objection }: Facts): boolean {
  return (
    !objection &&
    !v.isDecoy &&
    (latestOf(deliveries)?.outcome === "accepted" || v.policy.deliver === "return")
  );
}

/** "at 14:03 UTC" on the same day, "on 27 Nov at 14:03 UTC" on another one. */
function timeOf(at: Date, now: Date, t: Explainer): string {
  const iso = at.toISOString();
  const time = iso.slice(11, 16);
  if (iso.slice(0, 10) === now.toISOString().slice(0, 10)) return t("diagnosis.times.today", { time });
  // The day before the month, as in the rest of our English.
  const tag = t.locale === "en" ? "en-GB" : t.locale;
  const date = new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", timeZone: "UTC" });
  return t("diagnosis.times.earlier", { date: date.format(at), time });
}

function capital(text: string, { locale }: Explainer): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
