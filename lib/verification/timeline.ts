import type { Ctx } from "@/lib/access";
import {
  type DeliveryRecord,
  type DeliveryTry,
  deliveriesOfVerification,
  explainDelivery,
  explainTry,
} from "@/lib/delivery";
import { type Event, type EventType, eventsOfVerification, summarize } from "@/lib/events";
import { apiLanguage, type ConsoleLocale, explainer } from "@/lib/i18n";
import { ok, type Result } from "@/lib/result";
import { type Diagnosis, diagnose } from "./diagnosis/diagnose";
import { findFacts } from "./diagnosis/find-facts";
import { explainAttempt } from "./explain-attempt";
import { find } from "./find";
import { nextStepOf } from "./next-step";
import type { NotFound } from "./refusals";
import { type LoadedVerification, statusOf } from "./verification";

/** Delivery tries are not events: they have their own rows. */
export type TimelineType = EventType | "delivery.tried";

export interface TimelineEntry {
  at: Date;
  type: TimelineType;
  /** One or two sentences for support agents. Never contains a code. */
  summary: string;
  actor: string;
  requestId: string | null;
  data: Record<string, unknown>;
}

export interface Timeline extends Diagnosis {
  entries: TimelineEntry[];
  /** What to do next, as a sentence. Null if there is nothing to do. */
  nextStep: string | null;
}

/** Everything that happened to a verification, in order: events, delivery tries and expiry. Above it, what that means. */
export async function timelineOf(
  ctx: Ctx,
  verificationId: string,
  language: ConsoleLocale = apiLanguage,
): Promise<Result<Timeline, NotFound>> {
  const found = await find(ctx, verificationId);
  if (!found.ok) return found;
  const v = found.value;
  const [events, deliveries] = await Promise.all([
    eventsOfVerification(v.projectId, v.id),
    deliveriesOfVerification(v.projectId, v.id, language),
  ]);
  const entries = [
    ...events.map((event) => entryOfEvent(event, events, deliveries, v.now, language)),
    ...deliveries.flatMap(entriesOfTries),
    ...expiryOf(v, events, language),
  ];
  const startedBy = events.find(({ type }) => type === "verification.started");
  const facts = await findFacts(ctx, v, deliveries, startedBy?.requestId ?? null);
  return ok({
    ...diagnose(facts, language),
    entries: entries.sort(inOrder),
    nextStep: nextStepOf(v, deliveries, language),
  });
}

function entryOfEvent(
  event: Event,
  all: readonly Event[],
  deliveries: readonly DeliveryRecord[],
  now: Date,
  language: ConsoleLocale,
): TimelineEntry {
  const type = event.type as EventType;
  const { createdAt: at, actor, requestId } = event;
  const delivery = deliveries.find(({ id }) => id === event.data.deliveryId);
  const last = all.findLast(({ data }) => data.deliveryId === event.data.deliveryId);
  const isLastOutcome = delivery !== undefined && event === last && type === `delivery.${delivery.outcome}`;
  const summary = explainAttempt(event, all, language) ?? summarize(event, language);
  if (!isLastOutcome) return { at, type, summary, actor, requestId, data: event.data };
  const taken = delivery.tries.find(({ outcome }) => outcome === "accepted");
  const data = { ...event.data, ...(taken && tryData(delivery, taken)) };
  return { at, type, summary: `${summary} ${explainDelivery(delivery, now)}`, actor, requestId, data };
}

/** The tries without the accepted ones, because the delivery's own event covers those. */
function entriesOfTries(delivery: DeliveryRecord): TimelineEntry[] {
  return delivery.tries
    .filter(({ outcome }) => outcome !== "accepted")
    .map((one) => ({
      at: one.finishedAt ?? one.startedAt,
      type: "delivery.tried",
      summary: explainTry(one),
      actor: "system",
      requestId: null,
      data: tryData(delivery, one),
    }));
}

function tryData({ id, channel }: DeliveryRecord, one: DeliveryTry) {
  const { number, providerId, providerKind: provider, outcome, explanation } = one;
  return { deliveryId: id, channel, number, providerId, provider, outcome, explanation };
}

/** Expiry is computed: it is an event only where a webhook endpoint wants to know. */
function expiryOf(v: LoadedVerification, events: readonly Event[], language: ConsoleLocale): TimelineEntry[] {
  const isRecorded = events.some(({ type }) => type === "verification.expired");
  if (isRecorded || statusOf(v, v.now) !== "expired") return [];
  const summary = explainer(language)("events.verification.expired");
  return [
    { at: v.expiresAt, type: "verification.expired", summary, actor: "system", requestId: null, data: {} },
  ];
}

/** The order of entries in the same millisecond, so that causes come before effects. */
const consequences: readonly TimelineType[] = [
  "verification.started",
  "verification.identifier_set",
  "verification.resent",
  "delivery.retried",
  "delivery.tried",
  "delivery.accepted",
  "delivery.skipped",
  "delivery.undeliverable",
  "verification.attempted",
  "verification.authorization_started",
  "verification.authorization_failed",
  "verification.identifier_taken",
  "verification.social_account_taken",
  "verification.verified",
  "verification.canceled",
  "verification.failed",
  "verification.expired",
];

function inOrder(a: TimelineEntry, b: TimelineEntry): number {
  return a.at.getTime() - b.at.getTime() || consequences.indexOf(a.type) - consequences.indexOf(b.type);
}
