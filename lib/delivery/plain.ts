import { never } from "@/lib/result";
import { secondsUntil } from "@/lib/time";
import type { DeliveryRecord, DeliveryTry } from "./deliveries";
import type { SkipReason, UndeliverableReason } from "./outbox/reasons";

/*
 * What became of a message, in plain words: for timelines, the console and support. Provider's words are quoted as they
 * came, without secrets (`redact.ts`).
 */

const skips: Record<SkipReason, string> = {
  verified: "the address had been verified before it went out",
  canceled: "the verification had been canceled",
  locked: "all attempts at the code had been used up",
  replaced: "a newer code had taken its place",
  decoy: "nobody here is known by this address, and the policy writes only to known people",
  unknown: "its verification no longer exists",
};

/** What became of a delivery, or what happens next. `now` by the database's clock, or near it. */
export function explainDelivery(delivery: DeliveryRecord, now: Date): string {
  switch (delivery.outcome) {
    case null:
      return explainPending(delivery, now);
    case "accepted":
      return explainAccepted(delivery.tries.findLast(({ outcome }) => outcome === "accepted"));
    case "skipped":
      return `It was not sent: ${skips[delivery.reason as SkipReason] ?? delivery.reason}.`;
    case "undeliverable":
      return explainUndeliverable(delivery, delivery.reason as UndeliverableReason);
    default:
      return never(delivery.outcome);
  }
}

/** What one try came to. */
export function explainTry(one: DeliveryTry): string {
  switch (one.outcome) {
    case null:
      return `${capital(one.carrier)} was asked, and no answer was recorded: the message may have gone out.`;
    case "accepted":
      return explainAccepted(one);
    case "refused":
      return `${capital(one.carrier)} refused it: ${ended(one.explanation)}`;
    case "unavailable":
      return `${capital(one.carrier)} could not take it for now: ${ended(one.explanation)}`;
    default:
      return never(one.outcome);
  }
}

function explainAccepted(one: DeliveryTry | undefined): string {
  if (!one) return "It was accepted.";
  if (one.providerKind === "inbox") return "The built-in inbox took it. It was not sent to anybody.";
  return `${capital(one.carrier)} accepted it for delivery: ${ended(one.explanation)}`;
}

function explainPending({ tries, runAt }: DeliveryRecord, now: Date): string {
  const last = tries.at(-1);
  if (!last) return "It waits in the outbox.";
  const seconds = secondsUntil(runAt, now);
  if (last.outcome === null) {
    return seconds > 0
      ? `${capital(last.carrier)} is being asked.`
      : `${explainTry(last)} It is tried again.`;
  }
  return `${explainTry(last)} It is tried again ${seconds > 0 ? `in ${seconds} seconds` : "now"}.`;
}

function explainUndeliverable({ tries, channel }: DeliveryRecord, reason: UndeliverableReason): string {
  const last = tries.at(-1);
  const refused = tries.findLast(({ outcome }) => outcome === "refused");
  const [who, words] = [capital(refused?.carrier ?? "the provider"), ended(refused?.explanation ?? null)];
  switch (reason) {
    case "recipient_rejected":
      return `${who} refused the address: ${words}`;
    case "message_rejected":
      return `${who} refused the message: ${words}`;
    case "credentials_rejected":
      return `${who} refused our user name and password: ${words} Correct them in the provider's settings.`;
    case "connection_not_secure":
      return `The connection to ${refused?.carrier ?? "the provider"} is not as safe as its settings demand: ${words}`;
    case "no_provider":
      return `No enabled provider carries ${channel === "email" ? "mail" : "SMS"}. Set one up, then retry.`;
    case "expired":
      return `The code ended before the message was accepted. ${last ? explainTry(last) : ""}`.trim();
    case "gave_up":
      if (!last) return "It was given up: no provider was answering anybody.";
      return `It was given up after ${tries.length === 1 ? "one try" : `${tries.length} tries`}. ${explainTry(last)}`;
    default:
      return never(reason);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A provider's words as the end of a sentence. */
function ended(words: string | null): string {
  if (!words) return "it gave no reason.";
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
