import { and, desc, eq, lt, sql } from "drizzle-orm";
import { events } from "@/drizzle/schema";
import { db, isMadeAfter, isMadeBefore, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import type { EventType } from "./types";

export type Event = typeof events.$inferSelect;

export interface NewEvent {
  projectId: string;
  verificationId?: string | null;
  type: EventType;
  actor: string;
  requestId: string | null;
  /** Recipients masked; never a code, a token or a key. */
  data?: Record<string, unknown>;
}

/** Records what happened. Pass the transaction that changed it: the change and its event belong together. */
export async function appendEvent(event: NewEvent, tx: Tx = db()): Promise<void> {
  await tx.insert(events).values({ id: newId(), ...event });
}

/** Records an event once. Nothing is written if the verification already has an equal one. */
export async function appendEventOnce(event: NewEvent & { verificationId: string }): Promise<void> {
  const { projectId, verificationId, type, actor, requestId } = event;
  const data = JSON.stringify(event.data ?? {});
  await db().execute(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select ${newId()}::uuid, ${projectId}::uuid, ${verificationId}::uuid, ${type}, ${actor}, ${requestId}, ${data}::jsonb
    where not exists (select from ${events} where verification_id = ${verificationId}::uuid and type = ${type} and data = ${data}::jsonb)`);
}

/** Every event of one verification, oldest first. */
export async function eventsOfVerification(projectId: string, verificationId: string): Promise<Event[]> {
  return db()
    .select()
    .from(events)
    .where(and(eq(events.verificationId, verificationId), eq(events.projectId, projectId)))
    .orderBy(events.createdAt, events.id)
    .limit(1000);
}

export async function findEvent(projectId: string, id: string): Promise<Event | null> {
  const [row] = await db()
    .select()
    .from(events)
    .where(and(eq(events.projectId, projectId), eq(events.id, id)));
  return row ?? null;
}

/** Why protection did not send the message of a call, by the call's request id. Null: it did not object. */
export async function findObjection(projectId: string, requestId: string, at: Date): Promise<string | null> {
  const instant = sql`${at.toISOString()}::timestamptz`;
  const [row] = await db()
    .select({ explanation: sql<string | null>`${events.data}->>'explanation'` })
    .from(events)
    .where(
      and(
        eq(events.projectId, projectId),
        eq(events.requestId, requestId),
        eq(events.type, "protection.objected"),
        isMadeAfter(events.id, instant),
        isMadeBefore(events.id, instant),
      ),
    )
    .limit(1);
  return row?.explanation ?? null;
}

export interface EventFilter {
  type?: string;
  verificationId?: string;
  before?: { id: string };
  limit: number;
}

/** A project's events, newest first: in the order of their ids, which begin with their time. */
export async function listEvents(projectId: string, filter: EventFilter): Promise<Event[]> {
  const { before } = filter;
  return db()
    .select()
    .from(events)
    .where(
      and(
        eq(events.projectId, projectId),
        filter.type === undefined ? undefined : eq(events.type, filter.type),
        filter.verificationId === undefined ? undefined : eq(events.verificationId, filter.verificationId),
        before && lt(events.id, before.id),
      ),
    )
    .orderBy(desc(events.id))
    .limit(filter.limit);
}
