import { eq, type SQL, sql, type Table } from "drizzle-orm";
import {
  authorizationRequests,
  budgets,
  dailyVerifications,
  deliveries,
  deliveryTries,
  events,
  guessCounts,
  hourlyRefusals,
  hourlyVerifications,
  idempotencyKeys,
  installation,
  keyUsage,
  opaqueTokens,
  operatorInvitations,
  operatorRequests,
  operatorSessions,
  phonePrefixes,
  prefixStatistics,
  requestLimits,
  requestLog,
  signingKeys,
  spentChallenges,
  verifications,
  webhookMessages,
  wireSessions,
} from "@/drizzle/schema";
import { db, isDistributed, isMadeBefore, type PartitionedTable } from "@/lib/db";
import { type DataKind, keptDays } from "@/lib/projects";

/** The database's time. */
export async function readClock(): Promise<Date> {
  const [row] = await db().execute<{ now: string }>(sql`select now() as now`);
  return new Date(row!.now);
}

export async function findInstallationValue(name: string): Promise<string | null> {
  const [row] = await db().select().from(installation).where(eq(installation.name, name));
  return row?.value ?? null;
}

export async function saveInstallationValue(name: string, value: string): Promise<void> {
  await db()
    .insert(installation)
    .values({ name, value })
    .onConflictDoUpdate({ target: installation.name, set: { value } });
}

/** How many days each partitioned table keeps its rows. Whole months are dropped, so the oldest rows stay up to a month longer. */
export const partitionDays: Record<PartitionedTable, number> = {
  verifications: keptDays.verifications.longest,
  deliveries: keptDays.messages.longest,
  delivery_tries: keptDays.messages.longest,
  events: keptDays.events.longest,
};

/** The retention rule of every other table that grows. */
const rules = {
  guessCounts: { table: guessCounts, isOver: sql`minute < now() - interval '1 day'` },
  budgets: { table: budgets, isOver: sql`empty_at < now()` },
  // A day longer than it is valid, so that a late request still gets the real reason.
  authorizationRequests: {
    table: authorizationRequests,
    isOver: sql`expires_at < now() - interval '1 day'`,
  },
  idempotencyKeys: { table: idempotencyKeys, isOver: sql`created_at < now() - interval '24 hours'` },
  requestLimits: { table: requestLimits, isOver: sql`window_starts_at < now() - interval '5 minutes'` },
  wireSessions: { table: wireSessions, isOver: sql`expires_at < now() - interval '1 day'` },
  spentChallenges: { table: spentChallenges, isOver: sql`expires_at < now()` },
  signingKeys: { table: signingKeys, isOver: sql`expires_at < now()` },
  webhookMessages: { table: webhookMessages, isOver: olderThan("created_at", keptDays.webhooks.longest) },
  prefixStatistics: { table: prefixStatistics, isOver: sql`bucket < now() - interval '15 days'` },
  phonePrefixes: {
    table: phonePrefixes,
    isOver: sql`paused_at is null and seen_at < now() - interval '15 days'`,
  },
  requestLog: { table: requestLog, isOver: olderThan("created_at", keptDays.requests.longest) },
  keyUsage: { table: keyUsage, isOver: sql`hour < now() - interval '90 days'` },
  operatorRequests: { table: operatorRequests, isOver: sql`created_at < now() - interval '1 day'` },
  operatorSessions: { table: operatorSessions, isOver: sql`expires_at < now()` },
  operatorInvitations: { table: operatorInvitations, isOver: sql`expires_at < now() - interval '30 days'` },
  opaqueTokens: { table: opaqueTokens, isOver: sql`expires_at < now() - interval '30 days'` },
};
export type RetentionClass = keyof typeof rules;
export const retentionClasses = Object.keys(rules) as RetentionClass[];

function olderThan(column: string, days: number): SQL {
  return sql`${sql.identifier(column)} < now() - make_interval(days => ${sql.raw(String(days))})`;
}

/** Deletes at most `batch` expired rows and returns their number. Small transactions do not block others for long. */
export async function deleteBatch(name: RetentionClass, batch: number): Promise<number> {
  const { table, isOver } = rules[name];
  // On Citus, a row's place says nothing without its server.
  const isChosen =
    table === budgets && isDistributed()
      ? isOver
      : sql`ctid in (select ctid from ${table} where ${isOver} limit ${batch})`;
  const deleted = await db().execute(sql`delete from ${table} where ${isChosen}`);
  return deleted.count;
}

/** The number of expired rows, counted up to `most`. */
export async function countExpired(name: RetentionClass, most: number): Promise<number> {
  const { table, isOver } = rules[name];
  const [row] = await db().execute<{ count: number }>(
    sql`select count(*)::int as count from (select from ${table} where ${isOver} limit ${most}) rows_over`,
  );
  return row!.count;
}

/** Deletes at most `batch` rows of one kind that a project no longer keeps, and returns their number. */
export async function deleteOlder(
  projectId: string,
  kind: DataKind,
  days: number,
  batch: number,
): Promise<number> {
  const before = sql`(now() - make_interval(days => ${days}))`;
  const deleted = await db().execute(deletions[kind]({ projectId, before, batch }));
  return deleted.count;
}

interface Deletion {
  projectId: string;
  before: SQL;
  batch: number;
}

/** The ids of rows that are older and for which `also` is true. Ids begin with their time, so that an index finds them. */
function olderIds(table: Table, { projectId, before, batch }: Deletion, also = sql`true`): SQL {
  return sql`
    select id from ${table}
    where project_id = ${projectId} and ${isMadeBefore(sql`id`, before)} and created_at < ${before} and ${also}
    order by id limit ${batch}`;
}

const byId = (table: Table, also?: SQL) => (deletion: Deletion) =>
  sql`delete from ${table} where project_id = ${deletion.projectId} and id = any(array(${olderIds(table, deletion, also)}))`;

const deletions: Record<DataKind, (deletion: Deletion) => SQL> = {
  verifications: byId(verifications, sql`expires_at < now()`),
  messages: (deletion) => sql`
    with deleted as (${byId(deliveries, sql`finished_at is not null`)(deletion)} returning id),
      tries as (delete from ${deliveryTries} where project_id = ${deletion.projectId} and delivery_id in (select id from deleted))
    select id from deleted`,
  events: byId(events),
  // No project has many sums.
  statistics: ({ projectId, before }) => sql`
    with refusals as (delete from ${hourlyRefusals} where project_id = ${projectId} and hour < ${before}),
      days as (delete from ${dailyVerifications} where project_id = ${projectId} and day < ${before})
    delete from ${hourlyVerifications} where project_id = ${projectId} and hour < ${before}`,
  webhooks: byId(webhookMessages, sql`finished_at is not null`),
  requests: byId(requestLog),
};
