import { eq, sql } from "drizzle-orm";
import {
  authorizationRequests,
  budgets,
  guessCounts,
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
  webhookMessages,
  wireSessions,
} from "@/drizzle/schema";
import { db, type PartitionedTable } from "@/lib/db";

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

/**
 * How many days each partitioned table keeps its rows (docs/security.md #45). Whole months are dropped, so the oldest rows stay
 * up to a month longer.
 */
export const keptDays = {
  verifications: 90,
  deliveries: 90,
  delivery_tries: 90,
  events: 400,
  statistics: 400,
} satisfies Record<PartitionedTable | "statistics", number>;

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
  webhookMessages: { table: webhookMessages, isOver: sql`created_at < now() - interval '30 days'` },
  prefixStatistics: { table: prefixStatistics, isOver: sql`bucket < now() - interval '15 days'` },
  phonePrefixes: {
    table: phonePrefixes,
    isOver: sql`paused_at is null and seen_at < now() - interval '15 days'`,
  },
  requestLog: { table: requestLog, isOver: sql`created_at < now() - interval '7 days'` },
  keyUsage: { table: keyUsage, isOver: sql`hour < now() - interval '90 days'` },
  operatorRequests: { table: operatorRequests, isOver: sql`created_at < now() - interval '1 day'` },
  operatorSessions: { table: operatorSessions, isOver: sql`expires_at < now()` },
  operatorInvitations: { table: operatorInvitations, isOver: sql`expires_at < now() - interval '30 days'` },
  opaqueTokens: { table: opaqueTokens, isOver: sql`expires_at < now() - interval '30 days'` },
};
export type RetentionClass = keyof typeof rules;
export const retentionClasses = Object.keys(rules) as RetentionClass[];

/** Deletes at most `batch` expired rows and returns their number. Small transactions do not block others for long. */
export async function deleteBatch(name: RetentionClass, batch: number): Promise<number> {
  const { table, isOver } = rules[name];
  const deleted = await db().execute(
    sql`delete from ${table} where ctid in (select ctid from ${table} where ${isOver} limit ${batch})`,
  );
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
