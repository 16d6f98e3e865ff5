import type { DeliveryRecord, Suppression } from "@/lib/delivery";
import type { ConsoleLocale } from "@/lib/i18n";
import type { Channel } from "@/lib/projects";
import type { PhoneType } from "@/lib/users";
import { hasSendsLeft, type LoadedVerification, statusOf } from "../verification";
import { latestOf } from "./latest-of";
import { summaryOf } from "./summary-of";

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

/** Why the person has no code, or what came of it. The deliveries are explained in the language of their records. */
export function diagnose(facts: Facts, language?: ConsoleLocale): Diagnosis {
  return { summary: summaryOf(facts, language), actions: actionsOf(facts) };
}

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
