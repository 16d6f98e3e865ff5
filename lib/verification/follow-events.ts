import type { Ctx } from "@/lib/access";
import { type Event, type EventType, eventsOfVerification, summarize } from "@/lib/events";
import { ok, type Result, refuse } from "@/lib/result";
import { findById } from "./queries/repository";
import type { NotFound } from "./refusals";
import { isExpired, type LoadedVerification } from "./verification";
import { isOver, watch } from "./watching/watch";

/** An event of a verification as it happens, or its expiry, which writes no event. */
export interface LiveEvent {
  /** An event's id, or `expired`. */
  id: string;
  type: EventType | "verification.expired";
  summary: string;
  at: Date;
  data: Record<string, unknown>;
}

/** The id of the expiry. A verification has at most one. */
export const expiryId = "expired";

export interface FollowEvents {
  verificationId: string;
  /** The last event that the caller knows. Null: none. */
  after: string | null;
  signal: AbortSignal;
}

/**
 * The events of a verification after the known one: those of the past, then each one as it happens, until the verification can
 * no longer change. Null if nothing follows.
 */
export async function followEvents(
  ctx: Ctx,
  { verificationId, after, signal }: FollowEvents,
): Promise<Result<AsyncIterable<LiveEvent> | null, NotFound>> {
  const find = () => findById(ctx.project.id, verificationId);
  const found = await find();
  if (!found) return refuse({ code: "verification_not_found" });
  if (isOver(found) && (await unknownEvents(found, after)).length === 0) return ok(null);
  return ok(eventsOf(watch({ verificationId, find, signal, withDeliveries: true }), after));
}

async function* eventsOf(
  rows: AsyncIterable<LoadedVerification>,
  after: string | null,
): AsyncGenerator<LiveEvent, void, undefined> {
  const told = new Set<string>();
  for await (const v of rows) {
    for (const event of await unknownEvents(v, after)) {
      if (told.has(event.id)) continue;
      told.add(event.id);
      yield event;
    }
  }
}

/** The verification's events after the known one, in order. All of them if that one is not among them. */
async function unknownEvents(v: LoadedVerification, after: string | null): Promise<LiveEvent[]> {
  const stored = await eventsOfVerification(v.projectId, v.id);
  const all = [...stored.map(toLive), ...expiryOf(v)];
  return all.slice(all.findIndex(({ id }) => id === after) + 1);
}

function toLive(event: Event): LiveEvent {
  const { id, type, createdAt: at, data } = event;
  return { id, type: type as EventType, summary: summarize(event), at, data };
}

function expiryOf(v: LoadedVerification): LiveEvent[] {
  if (v.verifiedAt || v.canceledAt || !isExpired(v, v.now)) return [];
  const summary = summarize({ type: "verification.expired", data: {} });
  return [{ id: expiryId, type: "verification.expired", summary, at: v.expiresAt, data: {} }];
}
