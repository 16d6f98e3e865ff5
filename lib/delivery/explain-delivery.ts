import type { DeliveryStatus } from "@/drizzle/schema";
import type { Channel } from "@/lib/projects";
import { never } from "@/lib/result";
import { secondsUntil } from "@/lib/time";
import { type DeliveryRecord, type DeliveryTry, explainCode } from "./deliveries";
import type { SkipReason, UndeliverableReason } from "./outbox/reasons";

/*
 * Explains deliveries for timelines, the console and support. Provider replies are quoted without secrets (`redact.ts`).
 */

const skips: Record<SkipReason, string> = {
  verified: "the address was already verified",
  canceled: "the verification was canceled",
  locked: "all attempts were used up",
  replaced: "a newer code replaced it",
  decoy: "the recipient is unknown, and the policy sends only to known recipients",
  unknown: "its verification no longer exists",
  not_needed: "the message before it did not fail",
  withdrawn: "it was canceled",
  suppressed: "the recipient is on the suppression list",
  spend_cap: "the project has spent what it allows itself in a day",
  blocked: "a rule against fraud objected, as the project's events say",
};

const channelNames: Record<Channel, string> = {
  email: "email",
  sms: "SMS",
  voice: "phone calls",
  whatsapp: "WhatsApp messages",
};

/** What happened to a delivery, or what happens next. `now` should be close to the database's clock. */
export function explainDelivery(delivery: DeliveryRecord, now: Date): string {
  switch (delivery.outcome) {
    case null:
      return explainPending(delivery, now);
    case "accepted":
      return [
        explainAccepted(delivery.tries.findLast(({ outcome }) => outcome === "accepted")),
        explainStatus(delivery),
      ]
        .filter(Boolean)
        .join(" ");
    case "skipped":
      return `It was not sent: ${skips[delivery.reason as SkipReason] ?? delivery.reason}.`;
    case "undeliverable":
      return [
        explainUndeliverable(delivery, delivery.reason as UndeliverableReason),
        explainLateStatus(delivery),
      ]
        .filter(Boolean)
        .join(" ");
    default:
      return never(delivery.outcome);
  }
}

/** The outcome of one try. */
export function explainTry(one: DeliveryTry): string {
  switch (one.outcome) {
    case null:
      return `${capital(one.providerName)} did not confirm the message, so it may or may not have been sent.`;
    case "accepted":
      return explainAccepted(one);
    case "refused":
      return withMeaning(`${capital(one.providerName)} refused it: ${ended(one.explanation)}`, one);
    case "unavailable":
      return withMeaning(
        `${capital(one.providerName)} could not accept it for now: ${ended(one.explanation)}`,
        one,
      );
    default:
      return never(one.outcome);
  }
}

const statusTexts: Record<DeliveryStatus, string> = {
  sent: "It passed the message on.",
  delivered: "The message was delivered.",
  failed: "The message could not be delivered.",
  bounced: "The recipient's mail server returned the message.",
  complained: "The recipient marked the message as spam.",
};

/** What the provider reported after it had accepted the message. */
function explainStatus({ status, statusCode, providerKind }: DeliveryRecord): string {
  if (!status) return "";
  const meaning = explainCode(providerKind, statusCode);
  return [statusTexts[status], statusCode && !meaning ? `Its code is ${statusCode}.` : meaning]
    .filter(Boolean)
    .join(" ");
}

/** A provider can have accepted a message although its reply never came. */
function explainLateStatus(delivery: DeliveryRecord): string {
  const last = delivery.tries.at(-1);
  const said = explainStatus(delivery);
  return last && said ? `${capital(last.providerName)} reported later: ${said}` : "";
}

function withMeaning(text: string, { meaning }: DeliveryTry): string {
  return meaning ? `${text} ${meaning}` : text;
}

function explainAccepted(one: DeliveryTry | undefined): string {
  if (!one) return "It was accepted.";
  if (one.providerKind === "inbox") return "The built-in inbox kept it. It was not sent to a real recipient.";
  if (one.providerKind === "test") return `It was not sent: the recipient is for tests. ${one.explanation}`;
  return `${capital(one.providerName)} accepted it for delivery: ${ended(one.explanation)}`;
}

function explainPending({ tries, runAt, trigger }: DeliveryRecord, now: Date): string {
  const last = tries.at(-1);
  const seconds = runAt ? secondsUntil(runAt, now) : 0;
  if (!last && trigger === "timer" && seconds > 0)
    return `It will be sent in ${seconds} seconds, unless the verification ends before.`;
  if (!last && trigger === "failure" && seconds > 0) return "It will be sent if the message before it fails.";
  if (!last) return "It is waiting in the outbox.";
  if (last.outcome === null) {
    return seconds > 0
      ? `${capital(last.providerName)} is sending it.`
      : `${explainTry(last)} It will be retried.`;
  }
  return `${explainTry(last)} It will be retried ${seconds > 0 ? `in ${seconds} seconds` : "now"}.`;
}

function explainUndeliverable({ tries, channel }: DeliveryRecord, reason: UndeliverableReason): string {
  const last = tries.at(-1);
  const refused = tries.findLast(({ outcome }) => outcome === "refused");
  const [who, words] = [
    capital(refused?.providerName ?? "the provider"),
    ended(refused?.explanation ?? null),
  ];
  switch (reason) {
    case "recipient_rejected":
      return refused
        ? withMeaning(`${who} refused the address: ${words}`, refused)
        : `${who} refused the address: ${words}`;
    case "message_rejected":
      return refused
        ? withMeaning(`${who} refused the message: ${words}`, refused)
        : `${who} refused the message: ${words}`;
    case "credentials_rejected":
      return `${who} rejected the user name and password: ${words} Correct them in the provider's settings.`;
    case "connection_not_secure":
      return `The connection to ${refused?.providerName ?? "the provider"} is not as secure as its settings require: ${words}`;
    case "no_provider":
      return `No enabled provider sends ${channelNames[channel]}. Add one, then retry.`;
    case "expired":
      return `The code expired before the message was accepted. ${last ? explainTry(last) : ""}`.trim();
    case "gave_up":
      if (!last) return "It failed because no provider was available.";
      return `It failed after ${tries.length === 1 ? "one try" : `${tries.length} tries`}. ${explainTry(last)}`;
    default:
      return never(reason);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A provider's reply as the end of a sentence. */
function ended(words: string | null): string {
  if (!words) return "it gave no reason.";
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
