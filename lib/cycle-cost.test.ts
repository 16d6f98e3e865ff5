import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { reopenDb } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/testing";
import { accepted } from "@/lib/delivery/outbox/outcomes";
import { finish } from "@/lib/delivery/outbox/repository";
import { acceptedEnd } from "@/lib/delivery/outbox/testing";
import { checkCode, start } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject } from "@/lib/verification/testing";

/*
 * What a delivered cycle (a start, the outcome of its message, the check of its code) writes: rows, index entries and bytes of
 * the write-ahead log. Counted by PostgreSQL, so the result does not depend on the machine.
 */

useTestDatabase();

const cycles = 100;
let email = 0;
let ctx: ReturnType<typeof aContext>;

async function runCycle(): Promise<void> {
  const started = await start(ctx, { identifier: { email: `person-${email++}@example.com` } });
  if (!started.ok) throw new Error(started.refusal.code);
  const { verification } = started.value;
  const [delivery] = await db().execute<{ id: string; projectId: string; recipient: string }>(
    sql`select id, project_id as "projectId", recipient from deliveries where verification_id = ${verification.id}`,
  );
  await finish([accepted(delivery!, acceptedEnd(delivery!))]);
  const checked = await checkCode(ctx, { verificationId: verification.id, code: codeOf(verification) });
  if (!checked.ok) throw new Error(checked.refusal.code);
}

type Writes = {
  inserted: number;
  updated: number;
  /** Updates that needed new index entries. */
  notHeapOnly: number;
  deleted: number;
  /** Not counting partial indexes. */
  indexes: number;
};

async function writes(): Promise<Map<string, Writes>> {
  await db().execute(sql`select pg_stat_force_next_flush()`);
  const rows = await db().execute<Writes & { name: string }>(sql`
    select coalesce(inhparent::regclass::text, relname) as name, n_tup_ins::int as inserted, n_tup_upd::int as updated, (n_tup_upd - n_tup_hot_upd)::int as "notHeapOnly",
      n_tup_del::int as deleted, (select count(*)::int from pg_index where indrelid = relid and indpred is null) as indexes
    from pg_stat_user_tables left join pg_inherits on inhrelid = relid
    -- Of a partitioned table, the partition that every row is in.
    where relname like '%\\_initial' or not exists (select from pg_inherits other where relid in (other.inhrelid, other.inhparent))`);
  return new Map(rows.map(({ name, ...counted }) => [name, counted]));
}

/** Bytes of WAL that this session has written, without full pages. Null before PostgreSQL 18, which began to count it. */
async function walBytes(): Promise<number | null> {
  await db().execute(sql`select pg_stat_force_next_flush()`);
  const [server] = await db().execute<{ counts: boolean }>(
    sql`select current_setting('server_version_num')::int >= 180000 as counts`,
  );
  if (!server!.counts) return null;
  const [wal] = await db().execute<{ bytes: number; fullPages: number }>(sql`
    select wal_bytes::float8 as bytes, wal_fpi::int as "fullPages" from pg_stat_get_backend_wal(pg_backend_pid())`);
  return wal!.bytes - wal!.fullPages * 8192;
}

const each = (count: number) => count / cycles;

beforeAll(async () => {
  await reopenDb({ max: 1 });
  ctx = aContext(await aProject());
  for (let warmUp = 0; warmUp < 20; warmUp++) await runCycle();
});

it("writes few rows and index entries", async () => {
  const before = await writes();
  for (let cycle = 0; cycle < cycles; cycle++) await runCycle();
  const after = await writes();

  // Written at most once a second, whatever the number of cycles.
  for (const name of ["guess_counts", "hourly_refusals"]) after.delete(name);
  const perCycle = new Map<string, Omit<Writes, "indexes"> & { entries: number }>();
  for (const [name, { inserted, updated, notHeapOnly, deleted, indexes }] of after) {
    const was = before.get(name)!;
    const counted = {
      inserted: each(inserted - was.inserted),
      updated: each(updated - was.updated),
      notHeapOnly: each(notHeapOnly - was.notHeapOnly),
      deleted: each(deleted - was.deleted),
    };
    if (Object.values(counted).some(Boolean))
      perCycle.set(name, { ...counted, entries: (counted.inserted + counted.notHeapOnly) * indexes });
  }
  expect(Object.fromEntries(perCycle)).toEqual({
    verifications: { inserted: 1, updated: 1, notHeapOnly: 0, deleted: 0, entries: 3 },
    deliveries: { inserted: 1, updated: 1, notHeapOnly: 0, deleted: 0, entries: 4 },
    outbox: { inserted: 1, updated: 0, notHeapOnly: 0, deleted: 1, entries: 2 },
    events: { inserted: 4, updated: 0, notHeapOnly: 0, deleted: 0, entries: 8 },
    budgets: { inserted: 1, updated: 0, notHeapOnly: 0, deleted: 0, entries: 1 },
  });
});

it("writes at most 4.4 kB to the write-ahead log", async ({ skip }) => {
  const before = await walBytes();
  if (before === null) return skip("Only PostgreSQL 18 and later count the WAL of a session.");
  for (let cycle = 0; cycle < cycles; cycle++) await runCycle();
  const bytes = ((await walBytes())! - before) / cycles;
  // About 4040, a little more or less where pages are split. Far less would mean that nothing was counted.
  expect(bytes).toBeGreaterThan(2500);
  expect(bytes).toBeLessThan(4400);
});
