import {
  type DeliveryRecord,
  type DeliveryTry,
  explainDelivery,
  isInInbox,
  type Suppression,
} from "@/lib/delivery";
import type { Channel } from "@/lib/projects";
import { never } from "@/lib/result";
import type { PhoneType } from "@/lib/users";
import { hasSendsLeft, type LoadedVerification, statusOf } from "../verification";

/** What is known about a verification when somebody says that the code never came. */
export interface Facts {
  verification: LoadedVerification;
  /** Oldest first. */
  deliveries: readonly DeliveryRecord[];
  /** Those of the recipient. */
  suppressions: readonly Pick<Suppression, "id" | "channel" | "reason" | "createdAt">[];
  /** Null: an email address, or a number of an unknown type. */
  phoneType: PhoneType | null;
  /** The pause that stops messages to the number. */
  pause: { prefix: string; explanation: string } | null;
  /** Why protection did not send the message, although the response said that it was sent. */
  objection: string | null;
  /** The channels for this kind of recipient, each with its enabled providers in their order. */
  channels: readonly { channel: Channel; providers: readonly { id: string; name: string }[] }[];
}

/** Something a support agent can do. */
export type SupportAction =
  | {
      type: "resend";
      channel: Channel;
      /** The one to try first. Null: the project's order. */
      provider: { id: string; name: string } | null;
      /** Whether it is the last message's channel. */
      isRepeat: boolean;
    }
  | { type: "remove_suppression"; suppressionId: string; channel: Channel }
  | { type: "reopen_prefix"; prefix: string }
  | { type: "approve" }
  | { type: "cancel" };

export interface Diagnosis {
  /** What happened to the code, and what is in its way: one to three sentences. Never contains a code. */
  summary: string;
  /** In the order in which they are likely to help. */
  actions: SupportAction[];
}

/** Why the person has no code, or what came of it. */
export function diagnose(facts: Facts): Diagnosis {
  return { summary: summaryOf(facts), actions: actionsOf(facts) };
}

function summaryOf(facts: Facts): string {
  const { verification: v } = facts;
  const status = statusOf(v, v.now);
  switch (status) {
    case "verified":
      return `${whatHappened(facts)} ${proofOf(v)}`;
    case "canceled":
      return `${whatHappened(facts)} ${endingOf(v)}`;
    case "locked":
      return `${whatHappened(facts)} All ${v.policy.maxAttempts} attempts were wrong.`;
    case "expired":
      return [whatHappened(facts), answersOf(v, "before it expired"), ...causesOf(facts)].join(" ");
    case "pending":
      return [whatHappened(facts), ...(wasSent(facts) ? [answersOf(v, "yet")] : []), ...causesOf(facts)].join(
        " ",
      );
    default:
      return never(status);
  }
}

/** What became of the latest message. */
function whatHappened({ verification: v, deliveries, objection, suppressions }: Facts): string {
  if (v.connectorId && !v.identifier)
    return v.verifiedAt ? "No message was needed." : "The person has not signed in with the provider.";
  if (objection) return `Nothing was sent: ${lowerFirst(objection)}`;
  if (v.isDecoy) return "Nothing was sent, because no user has this recipient.";
  const last = latestOf(deliveries);
  // The suppression itself is explained below.
  if (last?.reason === "suppressed" && suppressions.length > 0) return "The message was not sent.";
  if (last) return storyOf(last, v.now);
  if (v.policy.deliver === "return" && v.issuedAt) return "Your backend sends the message itself.";
  return v.identifier
    ? "Nothing was sent."
    : "Nothing was sent, because the person has not entered a recipient.";
}

function storyOf(delivery: DeliveryRecord, now: Date): string {
  const { outcome, status } = delivery;
  if (outcome !== "accepted") return explainDelivery(delivery, now);
  const accepted = delivery.tries.findLast((one) => one.outcome === "accepted");
  const at = timeOf(delivery.finishedAt ?? delivery.createdAt, now);
  if (isInInbox(delivery))
    return `Kept in the built-in inbox ${at}: no provider sends it to a real recipient.`;
  const provider = nameOf(accepted);
  const reported = delivery.statusAt ? timeOf(delivery.statusAt, now) : at;
  const meaning = delivery.statusCode ? ` (${delivery.statusCode})` : "";
  switch (status) {
    case "delivered":
      return `Delivered by ${provider} ${reported}.`;
    case "failed":
      return `${capital(provider)} accepted the message ${at}, but could not deliver it${meaning}.`;
    case "bounced":
      return `${capital(provider)} accepted the message ${at}, but the recipient's mail server returned it${meaning}.`;
    case "complained":
      return `Delivered by ${provider}, but the recipient marked the message as spam ${reported}.`;
    case "sent":
    case null:
      return `Accepted by ${provider} ${at}; no delivery has been reported.`;
    default:
      return never(status);
  }
}

function answersOf(v: LoadedVerification, until: string): string {
  if (v.attemptCount === 0) return `No code was entered ${until}.`;
  return v.attemptCount === 1
    ? `1 of ${v.policy.maxAttempts} attempts was used, with a wrong code.`
    : `${v.attemptCount} of ${v.policy.maxAttempts} attempts were used, all with wrong codes.`;
}

function proofOf({ verifiedAt, createdAt, method, now }: LoadedVerification): string {
  const after = durationOf(verifiedAt!.getTime() - createdAt.getTime());
  const how =
    method === "approval"
      ? "Confirmed without a code"
      : `Verified by ${method === "social" ? "social account" : method}`;
  return `${how} ${timeOf(verifiedAt!, now)}, ${after} after the start.`;
}

function endingOf({ cancelReason, canceledAt, now }: LoadedVerification): string {
  const at = timeOf(canceledAt!, now);
  switch (cancelReason) {
    case "superseded":
      return `A newer verification for the same recipient replaced it ${at}.`;
    case "denied":
      return `The recipient said ${at} that it was not them.`;
    case "requested":
    case null:
      return `It was canceled ${at}.`;
    default:
      return never(cancelReason);
  }
}

const suppressionTexts: Record<Suppression["reason"], string> = {
  bounce: "an earlier message bounced",
  complaint: "the person marked a message as spam",
  opt_out: "the person opted out",
  manual: "somebody added it",
};

/** What keeps messages from arriving, besides what the latest one met. */
function causesOf({ verification: v, suppressions, phoneType, pause }: Facts): string[] {
  const suppressed = suppressions.find(({ channel }) => channel === v.channel);
  const what = v.identifierType === "phone" ? "number" : "address";
  const type = v.channel === "voice" ? undefined : phoneType && lineTypes[phoneType];
  return [
    ...(suppressed
      ? [
          `The ${what} is on the suppression list, because ${suppressionTexts[suppressed.reason]} ${timeOf(suppressed.createdAt, v.now)}.`,
        ]
      : []),
    ...(pause ? [pause.explanation] : []),
    ...(type ? [type] : []),
  ];
}

/** The types of numbers that explain why a text message did not arrive. */
const lineTypes: Partial<Record<PhoneType, string>> = {
  fixed_line: "The number is a landline, which cannot receive text messages.",
  voip: "The number belongs to an internet telephony service. Carriers often do not deliver codes to those.",
  premium_rate: "The number is a premium-rate number.",
  shared_cost: "The number is a shared-cost number, which cannot receive text messages.",
  toll_free: "The number is a toll-free number, which cannot receive text messages.",
  pager: "The number is a pager.",
  voicemail: "The number is a voicemail access number.",
};

function actionsOf({
  verification: v,
  deliveries,
  suppressions,
  phoneType,
  pause,
  channels,
}: Facts): SupportAction[] {
  const status = statusOf(v, v.now);
  const isOpen = status === "pending";
  const unblocking: SupportAction[] = [
    ...suppressions.map(
      ({ id, channel }) => ({ type: "remove_suppression", suppressionId: id, channel }) as const,
    ),
    ...(pause ? [{ type: "reopen_prefix", prefix: pause.prefix } as const] : []),
  ];
  if (!isOpen)
    return [
      ...(status === "locked" && v.expiresAt > v.now ? [{ type: "approve" } as const] : []),
      ...(status === "verified" ? [] : unblocking),
    ];
  const maySend = v.issuedAt !== null && !v.isDecoy && hasSendsLeft(v) && v.policy.deliver === "send";
  const used = latestOf(deliveries)?.providerId ?? null;
  const sends = maySend ? resendsOf(v.channel, used, channels) : [];
  const blocked = unblocking.length > 0;
  const landline = phoneType === "fixed_line" && v.channel !== "voice";
  return [
    ...(blocked ? unblocking : []),
    // A call reaches a landline; another text message doesn't.
    ...(landline
      ? sends.toSorted((a, b) => Number(b.channel === "voice") - Number(a.channel === "voice"))
      : sends),
    ...(v.identifier && !v.isDecoy ? [{ type: "approve" } as const] : []),
    { type: "cancel" },
  ];
}

/** The same channel again, then with each other provider, then the other channels. */
function resendsOf(current: Channel | null, used: string | null, channels: Facts["channels"]) {
  const same = channels.find(({ channel }) => channel === current);
  const others = channels.filter(({ channel, providers }) => channel !== current && providers.length > 0);
  const resend = (channel: Channel, provider: { id: string; name: string } | null) =>
    ({ type: "resend", channel, provider, isRepeat: channel === current }) as const;
  return [
    ...(same && same.providers.length > 0 ? [resend(same.channel, null)] : []),
    ...(same?.providers ?? [])
      .filter(({ id }) => used !== null && id !== used)
      .map((provider) => resend(same!.channel, provider)),
    ...others.map(({ channel }) => resend(channel, null)),
  ];
}

/** The latest message that was requested, or whose turn came as a fallback. */
export function latestOf(deliveries: readonly DeliveryRecord[]): DeliveryRecord | undefined {
  return deliveries.findLast(({ trigger, tries }) => trigger === "request" || tries.length > 0);
}

function wasSent({ verification: v, deliveries, objection }: Facts): boolean {
  return (
    !objection &&
    !v.isDecoy &&
    (latestOf(deliveries)?.outcome === "accepted" || v.policy.deliver === "return")
  );
}

function nameOf(one: DeliveryTry | undefined): string {
  return one?.providerName ?? "the provider";
}

/** "at 14:03 UTC" on the same day, "on 27 Nov at 14:03 UTC" on another one. */
function timeOf(at: Date, now: Date): string {
  const iso = at.toISOString();
  const time = `at ${iso.slice(11, 16)} UTC`;
  if (iso.slice(0, 10) === now.toISOString().slice(0, 10)) return time;
  const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  return `on ${date.format(at)} ${time}`;
}

/** Such as "400 ms", "12 s", "3 min", "2 h" or "4 d", rounded down. */
export function durationOf(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  if (seconds < 1) return `${Math.max(0, Math.floor(milliseconds))} ms`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86_400)} d`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
