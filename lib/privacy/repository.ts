import { and, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import {
  authorizationRequests,
  budgets,
  deliveries,
  deliveryTries,
  events,
  idempotencyKeys,
  identifiers,
  outbox,
  suppressions,
  users,
  verifications,
  webhookMessages,
} from "@/drizzle/schema";
import { db, isMadeAfter, type Tx } from "@/lib/db";
import { toTypeId } from "@/lib/id";
import type { Person } from "./person";

type Named = Pick<Person, "identifiers"> & { userId: string | null };

const v = verifications;

/** The verifications of a person, whoever started them: those of the user, and those of the identifiers. */
function isOf(projectId: string, { identifiers: held, userId }: Named): SQL {
  const values = held.map(({ normalized }) => normalized);
  return and(
    eq(v.projectId, projectId),
    or(
      values.length > 0 ? inArray(v.identifier, values) : undefined,
      userId === null ? undefined : eq(v.userId, userId),
      sql`false`,
    ),
  )!;
}

export async function verificationsOf(projectId: string, person: Named) {
  return db().select().from(v).where(isOf(projectId, person)).orderBy(v.id);
}

export async function deliveriesOf(projectId: string, verificationIds: readonly string[]) {
  if (verificationIds.length === 0) return [];
  return db()
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.projectId, projectId), inArray(deliveries.verificationId, [...verificationIds])))
    .orderBy(deliveries.id);
}

export async function eventsOf(projectId: string, verificationIds: readonly string[]) {
  if (verificationIds.length === 0) return [];
  return db()
    .select()
    .from(events)
    .where(and(eq(events.projectId, projectId), inArray(events.verificationId, [...verificationIds])))
    .orderBy(events.id);
}

export async function suppressionsOf(projectId: string, { identifiers: held }: Named) {
  const recipients = held.flatMap(({ value, normalized }) => [value.toLowerCase(), normalized]);
  if (recipients.length === 0) return [];
  return db()
    .select()
    .from(suppressions)
    .where(and(eq(suppressions.projectId, projectId), inArray(suppressions.recipient, recipients)));
}

/** What stands for an erased recipient where a column needs one. */
export const erased = "erased";

/** The members of events' data that describe people or repeat what somebody wrote. Codes, counts and ids stay. */
const personalMembers = ["recipient", "to", "explanation", "name", "email", "identifiers", "userAgent"];

const redacted = sql`(${events.data} - ${sql.raw(`array[${personalMembers.map((name) => `'${name}'`).join(",")}]`)})
  - case when ${events.type} = 'verification.verified' then array['reason'] else array[]::text[] end || '{"isErased": true}'`;

export interface Erased {
  verifications: number;
  messages: number;
  events: number;
  suppressions: number;
  isUserDeleted: boolean;
}

/** Erases a person in one transaction. Rows that are counted stay, without the person’s data. */
export async function erase(tx: Tx, projectId: string, person: Named): Promise<Erased> {
  // As a value: Citus takes no function here.
  const [clock] = await tx.execute<{ now: string }>(sql`select now()::text as now`);
  const now = sql`${clock!.now}::timestamptz`;
  // Ends pending ones, so that no message is sent any more.
  const erasedRows = await tx
    .update(v)
    .set({
      identifierType: null,
      identifierValue: null,
      identifier: null,
      isIdentifierOpen: false,
      userId: null,
      socialProof: null,
      client: null,
      returnUrl: null,
      returnNonce: null,
      linkTemplate: null,
      metadata: {},
      wireContext: null,
      requestedFrom: null,
      chosenCode: null,
      canceledAt: sql`case when ${v.verifiedAt} is null then coalesce(${v.canceledAt}, ${now}) end`,
      cancelReason: sql`case when ${v.verifiedAt} is null then coalesce(${v.cancelReason}, 'requested') end`,
    })
    .where(isOf(projectId, person))
    .returning({ id: v.id });
  const ids = erasedRows.map(({ id }) => id);
  const messages = ids.length > 0 ? await eraseMessages(tx, projectId, ids, now) : [];
  const told = ids.length > 0 ? await redactEvents(tx, inArray(events.verificationId, ids), projectId) : [];
  if (ids.length > 0) {
    await tx.delete(authorizationRequests).where(inArray(authorizationRequests.verificationId, ids));
    const shown = ids.map((id) => toTypeId("ver", id));
    await tx
      .delete(idempotencyKeys)
      .where(
        and(eq(idempotencyKeys.projectId, projectId), inArray(sql`${idempotencyKeys.body}->>'id'`, shown)),
      );
  }
  const isUserDeleted = person.userId !== null && (await deleteUserRow(tx, projectId, person.userId));
  const suppressed = await eraseRecipients(tx, projectId, person);
  return {
    verifications: ids.length,
    messages: messages.length,
    events: told.length,
    suppressions: suppressed,
    isUserDeleted,
  };
}

async function eraseMessages(
  tx: Tx,
  projectId: string,
  verificationIds: string[],
  now: SQL,
): Promise<string[]> {
  const d = deliveries;
  const rows = await tx
    .update(d)
    .set({
      recipient: erased,
      customMessage: null,
      explanation: null,
      outcome: sql`coalesce(${d.outcome}, 'skipped')`,
      reason: sql`case when ${d.outcome} is null then 'withdrawn' else ${d.reason} end`,
      finishedAt: sql`coalesce(${d.finishedAt}, ${now})`,
    })
    .where(and(eq(d.projectId, projectId), inArray(d.verificationId, verificationIds)))
    .returning({ id: d.id });
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) {
    await tx.delete(outbox).where(inArray(outbox.deliveryId, ids));
    await tx.update(deliveryTries).set({ explanation: null }).where(inArray(deliveryTries.deliveryId, ids));
  }
  return ids;
}

/** Webhooks repeat their first body, so it goes too: a replay shows what is left. */
async function redactEvents(tx: Tx, which: SQL, projectId: string): Promise<string[]> {
  const rows = await tx
    .update(events)
    .set({ data: redacted })
    .where(and(eq(events.projectId, projectId), which))
    .returning({ id: events.id });
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0)
    await tx
      .update(webhookMessages)
      .set({ body: null })
      .where(and(eq(webhookMessages.projectId, projectId), inArray(webhookMessages.eventId, ids)));
  return ids;
}

/** How many events one statement looks at. */
const examined = 20_000;

/**
 * Redacts the events about a user that belong to no verification. No index finds them, so this goes through the project's events
 * since the user was created, a part at a time. Safe to repeat.
 */
export async function redactUserEvents(projectId: string, userId: string, since: Date): Promise<void> {
  const isNext = (after: string | null) =>
    and(
      eq(events.projectId, projectId),
      after === null
        ? isMadeAfter(events.id, sql`${since.toISOString()}::timestamptz`)
        : gt(events.id, after),
    );
  let last: string | null = null;
  for (;;) {
    const window: SQL = sql`(select array_agg(id order by id) from (
      select ${events.id} from ${events} where ${isNext(last)} order by ${events.id} limit ${examined}) next)`;
    const [ids] = await db().execute<{ first: string | null; last: string | null }>(
      sql`select (ids)[1] as first, (ids)[cardinality(ids)] as last from (select ${window} as ids) w`,
    );
    if (!ids?.first || !ids.last) return;
    const ofUser = sql`${events.data}->>'userId' = ${userId}`;
    await redactEvents(
      db(),
      sql`${events.id} between ${ids.first}::uuid and ${ids.last}::uuid and ${ofUser}`,
      projectId,
    );
    last = ids.last;
  }
}

/** With identifiers, social accounts and password. */
async function deleteUserRow(tx: Tx, projectId: string, userId: string): Promise<boolean> {
  const deleted = await tx
    .delete(users)
    .where(and(eq(users.projectId, projectId), eq(users.id, userId)))
    .returning({ id: users.id });
  return deleted.length > 0;
}

/** Identifiers of users, limits, and suppressions. Returns the number of the latter. */
async function eraseRecipients(tx: Tx, projectId: string, person: Named): Promise<number> {
  if (person.identifiers.length === 0) return 0;
  const values = person.identifiers.map(({ normalized }) => normalized);
  await tx
    .delete(identifiers)
    .where(and(eq(identifiers.projectId, projectId), inArray(identifiers.normalized, values)));
  const subjects = person.identifiers.map(({ type, normalized }) => `${type}:${normalized}`);
  const keys = subjects.flatMap((subject) => [subject, `recipient/${subject}`]);
  await tx.delete(budgets).where(and(eq(budgets.projectId, projectId), inArray(budgets.key, keys)));
  const written = person.identifiers.flatMap(({ value, normalized }) => [value.toLowerCase(), normalized]);
  const rows = await tx
    .update(suppressions)
    .set({
      recipient: sql`suppressed_hash(${suppressions.projectId}, ${suppressions.recipient})`,
      note: null,
    })
    .where(and(eq(suppressions.projectId, projectId), inArray(suppressions.recipient, written)))
    .returning({ id: suppressions.id });
  return rows.length;
}
