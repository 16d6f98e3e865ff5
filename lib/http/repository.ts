import { and, eq, sql } from "drizzle-orm";
import { idempotencyKeys, requestLimits } from "@/drizzle/schema";
import { db, prepared } from "@/lib/db";

export interface IdempotencyKey {
  projectId: string;
  endpoint: string;
  key: string;
}

export interface StoredAnswer {
  fingerprint: Buffer;
  status: number | null;
  body: unknown;
}

const claimStatement = prepared((db) => {
  const p = sql.placeholder;
  const claimed = db.$with("claimed", {}).as(sql`
    insert into ${idempotencyKeys} (project_id, endpoint, key, fingerprint, locked_until)
    values (${p("projectId")}::uuid, ${p("endpoint")}::text, ${p("key")}::text, ${p("fingerprint")}::bytea, now() + interval '60 seconds')
    on conflict (project_id, endpoint, key) do update
      set fingerprint = excluded.fingerprint, locked_until = excluded.locked_until, status = null, body = null, created_at = now()
      -- Free again: older than its 24 hours, or its request died without an answer.
      where ${idempotencyKeys.createdAt} < now() - interval '24 hours'
        or (${idempotencyKeys.status} is null and ${idempotencyKeys.lockedUntil} < now() and ${idempotencyKeys.fingerprint} = excluded.fingerprint)
    returning key`);
  return db
    .with(claimed)
    .select({
      isClaimed: sql<boolean>`exists (select from claimed)`,
      fingerprint: sql<Buffer | null>`had.fingerprint`,
      status: sql<number | null>`had.status`,
      body: sql<unknown>`had.body`,
    })
    .from(sql`(select 1) as one left join ${idempotencyKeys} had on had.project_id = ${p("projectId")}::uuid
      and had.endpoint = ${p("endpoint")}::text and had.key = ${p("key")}::text`)
    .prepare("claim_idempotency_key");
});

/** Claims the key for this request, or returns the response to its first request (status null: still running). */
export async function claimKey(
  id: IdempotencyKey,
  fingerprint: Buffer,
): Promise<"claimed" | StoredAnswer | "running"> {
  const [row] = await claimStatement({ ...id, fingerprint });
  if (row!.isClaimed) return "claimed";
  // Nothing was there when the statement began: the key was claimed by a request that began at the same moment.
  return row!.fingerprint
    ? { fingerprint: row!.fingerprint, status: row!.status, body: row!.body }
    : "running";
}

function isKey(id: IdempotencyKey) {
  return and(
    eq(idempotencyKeys.projectId, id.projectId),
    eq(idempotencyKeys.endpoint, id.endpoint),
    eq(idempotencyKeys.key, id.key),
  );
}

export async function storeAnswer(id: IdempotencyKey, status: number, body: unknown): Promise<void> {
  await db().update(idempotencyKeys).set({ status, body }).where(isKey(id));
}

export async function releaseKey(id: IdempotencyKey): Promise<void> {
  await db().delete(idempotencyKeys).where(isKey(id));
}

const leaseStatement = prepared((db) =>
  db
    .insert(requestLimits)
    .values({
      key: sql`${sql.placeholder("key")}`,
      windowStartsAt: sql`${sql.placeholder("windowStartsAt")}::timestamptz`,
      leased: sql`${sql.placeholder("size")}::bigint`,
    })
    .onConflictDoUpdate({
      target: [requestLimits.key, requestLimits.windowStartsAt],
      set: { leased: sql`${requestLimits.leased} + excluded.leased` },
    })
    .returning({ leased: requestLimits.leased })
    .prepare("lease_requests"),
);

/** Reserves `size` requests of a window. Returns how many all processes have reserved together. */
export async function leaseRequests(key: string, windowStartsAt: Date, size: number): Promise<number> {
  const [row] = await leaseStatement({ key, windowStartsAt: windowStartsAt.toISOString(), size });
  return row!.leased;
}
