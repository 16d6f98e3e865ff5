import { and, desc, eq, lt, sql } from "drizzle-orm";
import { events } from "@/drizzle/schema";
import {
  auditEvent,
  db,
  isDistributed,
  isMadeAfter,
  isMadeBefore,
  preparedInProject,
  type Tx,
} from "@/lib/db";
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
  const id = newId();
  await tx.insert(events).values({ id, ...event });
  if (isDistributed()) await auditEvent(tx, event.projectId, id);
}

/** Records an event once. Nothing is written if the verification already has an equal one. */
export async function appendEventOnce(event: NewEvent & { verificationId: string }): Promise<void> {
  await appendOnceStatement({ ...event, id: newId(), data: JSON.stringify(event.data ?? {}) });
}

const appendOnceStatement = preparedInProject((db) => {
  const [verificationId, type, data] = [
    sql`${sql.placeholder("verificationId")}::uuid`,
    sql`${sql.placeholder("type")}::text`,
    sql`${sql.placeholder("data")}::jsonb`,
  ];
  const appended = db.$with("appended", {}).as(sql`
    insert into ${events} (id, project_id, verification_id, type, actor, request_id, data)
    select ${sql.placeholder("id")}::uuid, ${sql.placeholder("projectId")}::uuid, ${verificationId}, ${type}, ${sql.placeholder("actor")}::text,
      ${sql.placeholder("requestId")}::text, ${data}
    where not exists (select from ${events} where verification_id = ${verificationId} and type = ${type} and data = ${data})
    returning id`);
  return db.with(appended).select({ id: sql<string>`id` }).from(sql`appended`).prepare("append_event_once");
});

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
