import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  inArray,
  isNull,
  lt,
  not,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { type DeliveryStatus, deliveries, deliveryTries, outbox, verifications } from "@/drizzle/schema";
import { db, isMadeAfter, type Tx } from "@/lib/db";
import type { Channel } from "@/lib/projects";
import { arriving } from "./test-recipients/scripts";

export type DeliveryRow = typeof deliveries.$inferSelect & {
  /** When it is tried next, or when the running try's lease expires. Null: it is finished. */
  runAt: Date | null;
};
export type TryRow = typeof deliveryTries.$inferSelect;

export interface Page {
  /** The last row of the previous page. */
  before?: { id: string };
  limit: number;
}

export interface DeliveryFilter extends Page {
  /** Only newer ones. */
  after?: { id: string };
  ids?: readonly string[];
  verificationId?: string;
  /** An address or number, case-insensitive. */
  recipient?: string;
  outcome?: Outcome | readonly Outcome[];
  /** What the provider of the last try reported. */
  status?: DeliveryStatus;
  channel?: Channel;
  /** The provider of the last try. */
  providerId?: string;
  /** Without deliveries that exist only for decoys. */
  withoutDecoys?: boolean;
}

type Outcome = "pending" | NonNullable<DeliveryRow["outcome"]>;

const d = deliveries;

const columns = { ...getTableColumns(d), runAt: outbox.runAt };

/** The project decides where a row is (`lib/db/citus.ts`), so rows of two tables are joined by it as well. */
const isOfDelivery = and(eq(outbox.deliveryId, d.id), eq(outbox.projectId, d.projectId));

function select() {
  return db().select(columns).from(d).leftJoin(outbox, isOfDelivery);
}

/** As their ids tell. */
const newestFirst = desc(d.id);

function when<T>(value: T | undefined, condition: (value: T) => SQL | undefined): SQL | undefined {
  return value === undefined ? undefined : condition(value);
}

function olderThan({ id }: NonNullable<Page["before"]>): SQL {
  return lt(d.id, id);
}

function sentTo(recipient: string): SQL {
  return sql`lower(${d.recipient}) = lower(${recipient})`;
}

function hasOutcome(outcome: Outcome): SQL {
  return outcome === "pending" ? isNull(d.finishedAt) : eq(d.outcome, outcome);
}

const isForDecoy = sql`(${d.customMessage} -> 'unknownRecipient' is null and exists (
  select from ${verifications} v where v.id = ${d.verificationId} and v.project_id = ${d.projectId} and v.is_decoy))`;

/** A project's deliveries, newest first. */
export async function listRows(projectId: string, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  return select()
    .where(
      and(
        eq(d.projectId, projectId),
        when(filter.verificationId, (id) => eq(d.verificationId, id)),
        when(filter.recipient, sentTo),
        when(filter.outcome, (outcome) => or(...[outcome].flat().map(hasOutcome))),
        when(filter.status, (status) => eq(d.status, status)),
        when(filter.channel, (channel) => eq(d.channel, channel)),
        when(filter.providerId, (providerId) => eq(d.providerId, providerId)),
        filter.withoutDecoys ? not(isForDecoy) : undefined,
        when(filter.before, olderThan),
        when(filter.after, ({ id }) => gt(d.id, id)),
        when(filter.ids, (ids) => inArray(d.id, [...ids])),
      ),
    )
    .orderBy(newestFirst)
    .limit(filter.limit);
}

export async function findRow(projectId: string, id: string): Promise<DeliveryRow | null> {
  const [row] = await select().where(and(eq(d.projectId, projectId), eq(d.id, id)));
  return row ?? null;
}

const isQueued = (projectId: string, id: string) =>
  and(eq(outbox.deliveryId, id), eq(outbox.projectId, projectId));

/** A delivery of any project. */
export async function findRowById(id: string): Promise<DeliveryRow | null> {
  const [row] = await select().where(eq(d.id, id));
  return row ?? null;
}

/** The earlier tries of several deliveries, in order. The current one is in the delivery. */
export async function listTries(deliveryIds: readonly string[]): Promise<TryRow[]> {
  if (deliveryIds.length === 0) return [];
  return db()
    .select()
    .from(deliveryTries)
    .where(inArray(deliveryTries.deliveryId, [...deliveryIds]))
    .orderBy(asc(deliveryTries.number));
}

export interface InboxRowFilter extends Page {
  to?: string;
  after?: Date;
}

/** The messages in a project's inbox, newest first. */
export async function listInboxRows(projectId: string, filter: InboxRowFilter): Promise<DeliveryRow[]> {
  return select()
    .where(
      and(
        eq(d.projectId, projectId),
        // Literals, so that the partial index is used.
        sql`${d.providerKind} in ('inbox', 'test')`,
        or(sql`${d.providerKind} = 'inbox'`, inArray(d.providerMessageId, arriving)),
        eq(d.outcome, "accepted"),
        when(filter.to, sentTo),
        when(filter.after, (instant) =>
          and(gt(d.createdAt, instant), isMadeAfter(d.id, sql`${instant.toISOString()}::timestamptz`)),
        ),
        when(filter.before, olderThan),
      ),
    )
    .orderBy(newestFirst)
    .limit(filter.limit);
}

/**
 * Makes a failed or waiting delivery due again. Changes nothing while a try is running, because that one can still be
 * accepted. A try without an end whose lease has expired belongs to a worker that died.
 */
export async function reopen(
  projectId: string,
  id: string,
  chosenProviderId: string | null,
  tx: Tx,
): Promise<DeliveryRow | null> {
  const isUnderWay = sql`(${d.tryStartedAt} is not null and ${d.tryFinishedAt} is null and exists (
    select from ${outbox} o where o.delivery_id = ${d.id} and o.project_id = ${d.projectId} and o.run_at > now()))`;
  const [row] = await tx
    .update(d)
    .set({ finishedAt: null, outcome: null, reason: null })
    .where(
      and(
        eq(d.projectId, projectId),
        eq(d.id, id),
        or(eq(d.outcome, "undeliverable"), sql`${d.finishedAt} is null and not ${isUnderWay}`),
      ),
    )
    .returning();
  if (!row) return null;
  const runAt = sql`now()`;
  // The delivery is locked, so nobody else inserts it into the outbox.
  const [waiting] = await tx
    .update(outbox)
    .set({ runAt, chosenProviderId })
    .where(isQueued(projectId, id))
    .returning();
  if (waiting) return { ...row, runAt: waiting.runAt };
  const [queued] = await tx
    .insert(outbox)
    .values({ deliveryId: id, projectId, runAt, chosenProviderId })
    .returning();
  return { ...row, runAt: queued!.runAt };
}

/**
 * Hides a waiting delivery from all workers for a minute. Null if it is finished, or a try is running, because that one can
 * still be accepted.
 */
export async function holdWaiting(projectId: string, id: string): Promise<DeliveryRow | null> {
  return db().transaction(async (tx) => {
    const isUnderWay = sql`${d.tryStartedAt} is not null and ${d.tryFinishedAt} is null and ${outbox.runAt} > now()`;
    const [found] = await tx
      .select(columns)
      .from(d)
      .innerJoin(outbox, isOfDelivery)
      .where(and(eq(d.projectId, projectId), eq(d.id, id), isNull(d.finishedAt), not(isUnderWay)))
      .for("update", { of: outbox });
    if (!found) return null;
    const runAt = sql`now() + interval '1 minute'`;
    await tx.update(outbox).set({ runAt }).where(isQueued(projectId, id));
    return found;
  });
}

/** When each of these recipients was last sent a message. Compared in lower case. Recipients without one are omitted. */
export async function lastSends(
  projectId: string,
  recipients: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  if (recipients.length === 0) return new Map();
  const lowered = recipients.map((recipient) => recipient.toLowerCase());
  const rows = await db()
    .select({
      recipient: sql<string>`lower(${d.recipient})`,
      at: sql<Date>`max(${d.createdAt})`.mapWith(d.createdAt),
    })
    .from(d)
    .where(
      and(
        eq(d.projectId, projectId),
        inArray(sql`lower(${d.recipient})`, lowered),
        sql`${d.reason} is distinct from 'decoy'`,
      ),
    )
    .groupBy(sql`lower(${d.recipient})`);
  return new Map(rows.map(({ recipient, at }) => [recipient, at]));
}

/** The number of due deliveries, and how long the oldest has been due. */
export async function measureBacklog(): Promise<{ depth: number; oldestSeconds: number }> {
  const [row] = await db()
    .select({
      depth: sql<number>`count(*)::int`,
      oldestSeconds: sql<number>`coalesce(greatest(0, extract(epoch from now() - min(${outbox.runAt}))), 0)::float8`,
    })
    .from(outbox);
  return row!;
}
