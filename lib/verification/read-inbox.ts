import { actorOf, type Ctx } from "@/lib/access";
import {
  type Challenge,
  type DeliveryRow,
  type InboxRowFilter,
  listInboxDeliveries,
  renderMessage,
  textOf,
  unknownRecipientMessage,
  waitForInbox,
} from "@/lib/delivery";
import { appendEvent } from "@/lib/events";
import { secondsUntil } from "@/lib/time";
import { maskIdentifier, parseIdentifier } from "@/lib/users";
import { challengeOf } from "./open-challenges";
import { findMany } from "./queries/repository";
import type { Verification } from "./verification";

/** A message in the built-in inbox, as it was sent. */
export interface InboxMessage {
  /** The delivery's id. */
  id: string;
  verificationId: string | null;
  channel: DeliveryRow["channel"];
  to: string;
  subject: string | null;
  text: string;
  html: string | null;
  /** Null if it can no longer be derived; `text` then says why. */
  code: string | null;
  link: string | null;
  createdAt: Date;
}

export interface InboxPage {
  messages: InboxMessage[];
  /** The position of the next page. Null on the last page. */
  next: { createdAt: Date; id: string } | null;
}

export interface ReadInbox extends InboxRowFilter {
  /** Waits up to `seconds` for a message, or until the signal aborts. */
  wait?: { seconds: number; signal: AbortSignal };
}

/**
 * The messages in a project's built-in inbox, newest first, with their codes and links. Nothing of this is stored: it is
 * derived and rendered again. Reading is recorded as an event.
 */
export async function readInbox(ctx: Ctx, { wait, limit, ...filter }: ReadInbox): Promise<InboxPage> {
  const asked = { ...filter, limit: limit + 1 };
  const rows = wait
    ? await waitForInbox(ctx.project.id, asked, wait.seconds, wait.signal)
    : await listInboxDeliveries(ctx.project.id, asked);
  const shown = rows.slice(0, limit);
  if (shown.length === 0) return { messages: [], next: null };

  const messages = await openMessages(ctx, shown, filter.to);
  return { messages, next: rows.length > limit ? shown.at(-1)! : null };
}

/**
 * The messages of these deliveries, in order. Reading is recorded as an event. Only for deliveries in the inbox: messages
 * sent to real recipients are not shown.
 */
export async function openMessages(
  ctx: Ctx,
  rows: readonly DeliveryRow[],
  to?: string,
): Promise<InboxMessage[]> {
  if (rows.length === 0) return [];
  const found = await findMany(rows.flatMap(({ verificationId }) => verificationId ?? []));
  const byId = new Map(found.map((v) => [v.id, v]));
  const messages = await Promise.all(
    rows.map((row) => openMessage(ctx, row, byId.get(row.verificationId ?? ""))),
  );
  await recordReading(ctx, to, messages.length);
  return messages;
}

async function openMessage(ctx: Ctx, row: DeliveryRow, v: Verification | undefined): Promise<InboxMessage> {
  const { id, verificationId, channel, recipient: to, createdAt } = row;
  const head = { id, verificationId, channel, to, createdAt };
  const lost = { subject: null, html: null, code: null, link: null };
  if (!v) return { ...head, ...lost, text: "The verification of this message no longer exists." };
  if (!isAddressedAsNow(row, v)) {
    const text = "The person has entered another address since, so this message can no longer be shown.";
    return { ...head, ...lost, text };
  }
  const told = v.isDecoy ? unknownRecipientMessage(row) : null;
  const challenge = told?.challenge ?? challengeOfSending(row, v);
  const message = await renderMessage(told?.delivery ?? row, ctx.project, challenge);
  return {
    ...head,
    subject: message.channel === "email" ? message.subject : null,
    text: textOf(message),
    html: message.channel === "email" ? message.html : null,
    code: challenge.code,
    link: message.channel === "email" ? challenge.linkUrl : null,
  };
}

/** Secrets are derived from the identifier, and only the current one is stored. */
export function isAddressedAsNow({ channel, recipient }: DeliveryRow, v: Verification): boolean {
  if (recipient === v.identifierValue) return true;
  const parsed = parseIdentifier(channel === "email" ? { email: recipient } : { phone: recipient });
  return parsed.ok && parsed.value.type === v.identifierType && parsed.value.normalized === v.identifier;
}

/** The message as it was sent, whatever happened to the verification since. */
export function challengeOfSending({ generation, createdAt }: DeliveryRow, v: Verification): Challenge {
  const isCurrent = generation === v.generation;
  const life = Math.min(v.policy.codeLifetimeSeconds, secondsUntil(v.expiresAt, createdAt));
  return {
    ...challengeOf({ ...v, generation }, createdAt),
    expiresInSeconds: isCurrent ? secondsUntil(v.codeExpiresAt, createdAt) : life,
  };
}

/** Records who has seen codes (docs/security.md #44). */
async function recordReading(ctx: Ctx, to: string | undefined, count: number): Promise<void> {
  await appendEvent({
    projectId: ctx.project.id,
    type: "inbox.read",
    actor: actorOf(ctx.caller),
    requestId: ctx.requestId,
    data: { count, ...(to !== undefined && { to: maskIdentifier(to) }) },
  });
}
