import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import { keyUsage, requestLog } from "@/drizzle/schema";
import { db } from "@/lib/db";

export type LoggedRequest = typeof requestLog.$inferSelect;
export type NewLoggedRequest = Omit<LoggedRequest, "createdAt">;

/** What one key was used for since the last write. */
export interface KeyCounts {
  apiKeyId: string;
  requests: number;
  refused: number;
  failed: number;
}

export async function insertRequests(rows: NewLoggedRequest[]): Promise<void> {
  if (rows.length > 0) await db().insert(requestLog).values(rows);
}

/** Adds to the counts of this hour. Ordered by key, so that two processes cannot wait for each other. */
export async function addUsage(counts: readonly KeyCounts[]): Promise<void> {
  if (counts.length === 0) return;
  const rows = counts
    .toSorted((a, b) => (a.apiKeyId < b.apiKeyId ? -1 : 1))
    .map((count) => ({ ...count, hour: sql`date_trunc('hour', now())` }));
  await db()
    .insert(keyUsage)
    .values(rows)
    .onConflictDoUpdate({
      target: [keyUsage.apiKeyId, keyUsage.hour],
      set: {
        requests: sql`${keyUsage.requests} + excluded.requests`,
        refused: sql`${keyUsage.refused} + excluded.refused`,
        failed: sql`${keyUsage.failed} + excluded.failed`,
      },
    });
}

export interface RequestPage {
  apiKeyId: string;
  /** Only those answered with 400 or more. */
  onlyErrors?: boolean;
  before?: { id: string };
  limit: number;
}

/** The logged requests of a key, newest first. */
export async function listRequests(
  projectId: string,
  { apiKeyId, onlyErrors, before, limit }: RequestPage,
): Promise<LoggedRequest[]> {
  return db()
    .select()
    .from(requestLog)
    .where(
      and(
        eq(requestLog.apiKeyId, apiKeyId),
        eq(requestLog.projectId, projectId),
        onlyErrors ? gte(requestLog.status, 400) : undefined,
        before && lt(requestLog.id, before.id),
      ),
    )
    .orderBy(desc(requestLog.id))
    .limit(limit);
}

export interface KeyUsageDay {
  /** `2026-01-31`, UTC. */
  day: string;
  requests: number;
  refused: number;
  failed: number;
}

/** A key's requests of each of the last `days` days, oldest first, including days without any. */
export async function countKeyUsage(apiKeyId: string, days: number): Promise<KeyUsageDay[]> {
  return db().execute<KeyUsageDay & Record<string, unknown>>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, coalesce(sum(requests), 0)::int as requests,
      coalesce(sum(refused), 0)::int as refused, coalesce(sum(failed), 0)::int as failed
    from generate_series(
      date_trunc('day', now() at time zone 'UTC') - make_interval(days => ${days - 1}),
      date_trunc('day', now() at time zone 'UTC'), interval '1 day') as day
    left join ${keyUsage} on api_key_id = ${apiKeyId}::uuid
      and hour >= day at time zone 'UTC' and hour < (day + interval '1 day') at time zone 'UTC'
    group by day order by day`);
}
