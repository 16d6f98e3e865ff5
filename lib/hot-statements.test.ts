import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { type Ctx, currentKeyId } from "@/lib/access";
import { addPartitions, db, partitionedTables, withOwnConnection } from "@/lib/db";
import { reopenDb } from "@/lib/db/client";
import { useTestDatabase } from "@/lib/db/testing";
import { activateFallbacks, unneededFallbacks } from "@/lib/delivery/outbox/fallbacks/repository";
import { openClaimed } from "@/lib/delivery/outbox/open-claimed";
import { accepted } from "@/lib/delivery/outbox/outcomes";
import { claim, finish, release } from "@/lib/delivery/outbox/repository";
import { acceptedEnd, enqueue } from "@/lib/delivery/outbox/testing";
import { beginTries, endTries } from "@/lib/delivery/outbox/tries/repository";
import { newId } from "@/lib/id";
import { aUser } from "@/lib/users/testing";
import {
  cancel,
  checkCode,
  checkCodeByKey,
  find,
  findForPortal,
  type LoadedVerification,
  openChallenges,
  provePassword,
  redeemLink,
  resend,
  start,
} from "@/lib/verification";
import { codeOf, linkTokenOf } from "@/lib/verification/secret";
import { aContext, aProject, wrongCode } from "@/lib/verification/testing";

/*
 * No hot statement reads more than a handful of rows of tables that are full, whatever the planner knows about them
 * (ARCHITECTURE.md, "Hot statements find every row by a complete key"). It counts what PostgreSQL has read, not how
 * long that took, so its result does not depend on the machine.
 */

useTestDatabase();

/** What every table has in the end. More would only take longer: reading all of it exceeds the bounds a thousand times already. */
const fullRows = 30_000;
/** What the tables had when they were analysed too early: all of it of one person, who was trying things out. */
const fewRows = 20;
/** The worker's statements take many rows. */
const batchSize = 50;

/**
 * The most that a call may read of one table or index, for each row that it is asked for. The largest numbers in any state are
 * 15 rows (of `budgets`, by a start that supersedes: two statements, each with three limits) and 51 pages (their index).
 */
const mostRows = 18;
/** More than rows: the levels of the index, and where a new row goes in a table and in all of its indexes. */
const mostPages = 60;

/** What PostgreSQL counted for one table or index. */
interface Count {
  name: string;
  rows: number;
  pages: number;
  /** Rows of a table that were read one after the other, without an index. */
  scanned: number;
}

/**
 * All counts since the database was made. The session that read something keeps its counts for up to a second, unless it is
 * told to hand them over: so the pool has one connection.
 */
async function counts(): Promise<Count[]> {
  await db().execute(sql`select pg_stat_force_next_flush()`);
  return db().execute<Count & Record<string, unknown>>(sql`
    select relname as name, (seq_tup_read + coalesce(idx_tup_fetch, 0))::float8 as rows,
      (heap_blks_read + heap_blks_hit)::float8 as pages, seq_tup_read::float8 as scanned
    from pg_stat_user_tables join pg_statio_user_tables using (relid, relname)
    union all
    select indexrelname, idx_tup_read::float8, (idx_blks_read + idx_blks_hit)::float8, 0
    from pg_stat_user_indexes join pg_statio_user_indexes using (indexrelid, indexrelname)`);
}

/** What one call read, by table and index. */
interface Reading {
  call: string;
  /** The number of rows it was asked for. */
  size: number;
  read: Count[];
}

type Measure = <T>(call: string, run: () => Promise<T>, size?: number) => Promise<T>;

function measuringInto(readings: Reading[]): Measure {
  return async (call, run, size = 1) => {
    const before = new Map((await counts()).map((count) => [count.name, count]));
    const result = await run();
    const read = (await counts()).map(({ name, rows, pages, scanned }) => {
      const was = before.get(name)!;
      return { name, rows: rows - was.rows, pages: pages - was.pages, scanned: scanned - was.scanned };
    });
    readings.push({ call, size, read: read.filter(({ pages }) => pages > 0) });
    return result;
  };
}

function excesses(readings: readonly Reading[]): string[] {
  return readings.flatMap(({ call, size, read }) =>
    read
      .filter(({ rows, pages, scanned }) => rows > mostRows * size || pages > mostPages * size || scanned > 0)
      .map(
        ({ name, rows, pages, scanned }) =>
          `${call}: ${rows} rows (${scanned} by sequential scan) and ${pages} pages of ${name}`,
      ),
  );
}

let ctx: Ctx;
let userId: string;
/** A user who is locked out. */
let lockedOutId: string;
let person = 0;

/** Every hot call once, for people of its own. */
async function readingsOfAllCalls(): Promise<Reading[]> {
  const readings: Reading[] = [];
  const measure = measuringInto(readings);
  const succeeds = async <T>(call: string, run: () => Promise<{ ok: true; value: T } | { ok: false }>) => {
    const result = await measure(call, run);
    if (!result.ok) throw new Error(`${call}: ${JSON.stringify(result)}`);
    return result.value;
  };
  const identifier = { email: `new-${person++}@example.com` };
  const starts = async (call: string, over: Partial<Parameters<typeof start>[1]> = {}) =>
    (await succeeds(call, () => start(ctx, { identifier, ...over }))).verification;

  await starts("start");
  const v = await starts("start, superseding");
  await succeeds("find", () => find(ctx, v.id));
  await succeeds("find for the portal", () => findForPortal(v.id));
  await succeeds("resend", () => resend(ctx, { verificationId: v.id }));
  await measureWorker(measure);
  const wrong = await measure("wrong code", () => check(v, wrongCode(codeOf(v))));
  expect(wrong).toMatchObject({ ok: false, refusal: { code: "code_mismatch" } });
  await succeeds("right code", () => check(v, codeOf(v)));

  const ofUser = await starts("start for a user", { userId });
  await succeeds("right code of a user", () => check(ofUser, codeOf(ofUser)));
  const linked = await starts("start, again");
  await succeeds("link", () => redeemLink(async () => ctx, linkTokenOf(linked)));
  const canceled = await starts("start, and again");
  await succeeds("cancel", () => cancel(ctx, { verificationId: canceled.id }));
  const policy = { name: "vendor.code", differences: {} };
  const named = await starts("start with a named policy", { policy });
  const byKey = (code: string) => checkCodeByKey(ctx, { policy, identifier, code });
  const wrongByKey = await measure("wrong code by key", () => byKey(wrongCode(codeOf(named))));
  expect(wrongByKey).toMatchObject({ ok: false, refusal: { code: "code_mismatch" } });
  await succeeds("right code by key", () => byKey(codeOf(named)));
  await measureLockedOut(measure);
  await measureBatch(measure);
  await measureFallback(measure);
  return readings;
}

const check = ({ id }: LoadedVerification, code: string) => checkCode(ctx, { verificationId: id, code });

/** A worker's way through the latest messages. */
async function measureWorker(measure: Measure): Promise<void> {
  const claimed = await measure("claim", () => claim(3, 60));
  const { jobs } = await measure("open the claimed", () => openClaimed(claimed, openChallenges));
  const { delivery, providers } = jobs[0]!;
  const { id: providerId, kind: providerKind } = providers[0]!;
  const [begun] = await measure("begin a try", () =>
    beginTries([{ ...delivery, providerId, providerKind }], 60),
  );
  expect(begun).toMatchObject({ id: delivery.id, number: 1 });
  const end = acceptedEnd(delivery);
  await measure("end a try", () => endTries([end]));
  expect(await measure("record the outcome", () => finish([accepted(delivery, end)]))).toHaveLength(1);
}

/** Many messages in one statement: each of their rows is read a few times, not as often as there are messages. */
async function measureBatch(measure: Measure): Promise<void> {
  const measureAll = <T>(call: string, run: () => Promise<T>) => measure(`${call} (batch)`, run, batchSize);
  await enqueue(ctx.project, batchSize);
  const claimed = await measureAll("claim", () => claim(batchSize, 60));
  expect(claimed).toHaveLength(batchSize);
  await measureAll("open the claimed", () => openClaimed(claimed, openChallenges));
  const projectId = ctx.project.id;
  const begins = (held: readonly { id: string; claim: Date }[]) =>
    held.map(({ id, claim }) => ({ id, projectId, claim, providerId: newId(), providerKind: "smtp" }));
  const first = await measureAll("begin tries", () => beginTries(begins(claimed), 60));
  // A second try moves the first one to a table of its own.
  const second = await measureAll("begin second tries", () => beginTries(begins(first), 60));
  expect(second).toHaveLength(batchSize);
  const releases = second.map(({ id, claim }) => ({ id, projectId, claim, inSeconds: 60, withdrawn: 2 }));
  await measureAll("release", () => release(releases));
  const ends = claimed.map(acceptedEnd);
  await measureAll("end tries", () => endTries(ends));
  const finishes = claimed.map((row, at) => accepted(row, ends[at]!));
  expect(await measureAll("record outcomes", () => finish(finishes))).toHaveLength(batchSize);
}

async function measureFallback(measure: Measure): Promise<void> {
  const [failed] = await enqueue(ctx.project);
  const { id: backsUpId, verificationId } = failed!;
  const [fallback] = await enqueue(ctx.project, 1, { trigger: "failure", backsUpId, verificationId });
  await db().execute(
    sql`update outbox set run_at = now() + interval '1 hour' where delivery_id = ${fallback!.id}`,
  );
  expect(await measure("activate a fallback", () => activateFallbacks([failed!]))).toBe(1);
  await measure("is a fallback needed", () => unneededFallbacks([fallback!]));
}

async function measureLockedOut(measure: Measure): Promise<void> {
  const guessBudgets = [{ by: "user" as const, wrong: 1, windowSeconds: 3600, lockSeconds: 3600 }];
  const policy = { name: "vendor.password", differences: { guessBudgets } };
  const prove = () => provePassword(ctx, { policy, userId: lockedOutId, password: "wrong" });
  await prove();
  const refused = await measure("password of a user who is locked out", prove);
  expect(refused).toMatchObject({ ok: false, refusal: { code: "guess_budget_exhausted" } });
}

/** A row's id, time and person follow from its number: the larger, the older. Twenty rows are of one person. */
const numbered = `(
  select n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id, 'person-' || n / ${fewRows} || '@example.com' as email,
    ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid as user_id, now() - n * interval '5 seconds' as at
  from generate_series($2::int, $3::int) n) numbered`;

/** By table, the rows of numbers `$2` to `$3` in the project `$1`. */
const fillings: Record<string, string> = {
  // A third each is pending, verified and expired.
  verifications: `insert into verifications (id, project_id, dialect, purpose, policy_name, policy_id, identifier_type, identifier_value, identifier,
      channel, user_id, locale, secret_key_id, issued_at, send_count, created_at, expires_at, code_expires_at, verified_at, method)
    select id, $1, 'native', 'confirm', 'confirm', $1, 'email', email, email, 'email', case when n % 2 = 0 then user_id end, 'en', '${currentKeyId()}', at, 1, at,
      case when n % 3 = 0 then now() + interval '1 hour' else at end, case when n % 3 = 0 then now() + interval '1 hour' else at end,
      case when n % 3 = 1 then at end, case when n % 3 = 1 then 'code' end
    from ${numbered}`,
  budgets: `insert into budgets (project_id, kind, key, instants, capacity, empty_at)
    select $1, case when n % 2 = 0 then 'send' else 'guess' end, case when n % 2 = 0 then 'recipient/3600/' else '' end || 'email:' || n || email,
      array[at], 10, now() + interval '1 hour'
    from ${numbered}`,
  deliveries: `insert into deliveries (id, project_id, verification_id, channel, recipient, locale, template, created_at)
    select id, $1, id, 'email', email, 'en', 'confirm', at from ${numbered}`,
  // Half of it is due.
  outbox: `insert into outbox (delivery_id, project_id, run_at)
    select id, $1, case when n % 2 = 0 then at else now() + interval '1 hour' end from ${numbered}`,
  events: `insert into events (id, project_id, verification_id, type, actor, data, created_at)
    select id, $1, id, 'verification.started', 'system', '{}', at from ${numbered}`,
  users: `insert into users (id, number, project_id) select user_id, n, $1 from ${numbered}`,
  identifiers: `insert into identifiers (id, number, project_id, user_id, type, value, normalized, is_primary, verified_at)
    select id, n, $1, user_id, 'email', email, n || email, true, at from ${numbered}`,
  suppressions: `insert into suppressions (id, project_id, channel, recipient, reason, created_by)
    select id, $1, 'email', n || email, 'bounce', 'system' from ${numbered}`,
};
const tables = Object.keys(fillings);

async function fill(from: number, to: number): Promise<void> {
  await Promise.all(
    Object.values(fillings).map((statement) =>
      withOwnConnection(async (own) => {
        await own`set synchronous_commit = off`;
        // Without foreign keys: users and their identifiers are filled at the same time.
        await own`set session_replication_role = replica`;
        await own.unsafe(statement, [ctx.project.id, from, to]);
      }),
    ),
  );
}

/** The tables, their partitions, and the indexes of both. */
const relations = sql`
  with relations as (
    select oid from pg_class where relname = any(${`{${tables}}`}::text[])
    union select inhrelid from pg_inherits join pg_class on oid = inhparent where relname = any(${`{${tables}}`}::text[]))
  select oid from relations union all select indexrelid from pg_index where indrelid in (select oid from relations)`;

async function analyse(): Promise<void> {
  for (const table of tables) await db().execute(sql`analyze ${sql.identifier(table)}`);
}

/** As if no table had been analysed since it was made: what `pg_class` says of new tables and indexes, and no statistics. */
async function forgetStatistics(): Promise<void> {
  await db().execute(sql`delete from pg_statistic where starelid in (${relations})`);
  await db().execute(sql`
    update pg_class set relpages = case relkind when 'i' then 1 else 0 end, reltuples = case when relkind in ('i', 'I') then 0 else -1 end
    where oid in (${relations})`);
}

/** The smallest and the largest number of rows that the planner believes a table has. */
async function believedRows(): Promise<[number, number]> {
  const [row] = await db().execute<{ least: number; most: number }>(sql`
    select min(reltuples)::float8 as least, max(reltuples)::float8 as most from pg_class where relname = any(${`{${tables}}`}::text[])`);
  return [row!.least, row!.most];
}

/** New sessions have no plans. */
const reconnect = () => reopenDb({ max: 1 });

/** A node of a plan, as `explain (format json)` writes it. */
interface PlanNode {
  Alias?: string;
  "Index Cond"?: string;
  "Recheck Cond"?: string;
  "Relation Name"?: string;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** What a partition's id is compared with, if that is neither a parameter of the statement nor an array. */
function lateCondition({ Alias: alias, ...node }: PlanNode): string | undefined {
  const condition = node["Index Cond"] ?? node["Recheck Cond"];
  const isOfPartition = partitionedTables.some((table) => node["Relation Name"]?.startsWith(`${table}_`));
  if (!isOfPartition) return undefined;
  return new RegExp(`\\b${alias}\\.(id|delivery_id) = (?!\\$|ANY)`).test(condition ?? "")
    ? condition
    : undefined;
}

/**
 * The session's statements that change or lock rows, and choose partitions while they run, which some versions of PostgreSQL do
 * not survive (`isAnyOf` of lib/db/ids.ts).
 */
async function lateStatements(): Promise<string[]> {
  const statements = await db().execute<{ name: string; statement: string }>(
    sql`select name, statement from pg_prepared_statements where statement ~* '(update|delete) '`,
  );
  const late: string[] = [];
  for (const { name, statement } of statements) {
    const [row] = await db().execute<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      sql.raw(`explain (generic_plan, verbose, format json) ${statement}`),
    );
    const condition = nodesOf(row!["QUERY PLAN"][0].Plan).map(lateCondition).find(Boolean);
    if (condition) late.push(`${condition} in ${name}: ${statement.slice(0, 200)}`);
  }
  return late;
}

beforeAll(async () => {
  await reconnect();
  await addPartitions();
  // Otherwise it would be analysed in the middle of the test.
  for (const { name } of await db().execute<{ name: string }>(
    sql`select oid::regclass::text as name from pg_class where oid in (${relations}) and relkind = 'r'`,
  ))
    await db().execute(sql`alter table ${sql.identifier(name)} set (autovacuum_enabled = false)`);
  const guessBudgets = [
    { by: "recipient" as const, wrong: 20, windowSeconds: 3600, lockSeconds: 600 },
    { by: "user" as const, wrong: 20, windowSeconds: 3600, lockSeconds: null },
  ];
  const project = await aProject({ policies: { confirm: { email: { cooldownSeconds: 0, guessBudgets } } } });
  ctx = aContext(project, { endUser: { ip: "203.0.113.7", userAgent: null, deviceId: null } });
  userId = (await aUser(ctx)).id;
  lockedOutId = (await aUser(ctx, { password: "correct horse battery" })).id;
  await fill(1, fewRows);
  await analyse();
  await readingsOfAllCalls();
  await fill(fewRows + 1, fullRows);
});

describe("no call reads more than a handful of rows", () => {
  // In this order: statistics cannot become older again.
  it("with the plans that were made while the tables were small", async () => {
    expect(excesses(await readingsOfAllCalls())).toEqual([]);
    expect(await lateStatements()).toEqual([]);
  });

  it("with the statistics of small tables", async () => {
    await reconnect();
    expect((await believedRows())[1]).toBeLessThan(2 * fewRows);
    expect(excesses(await readingsOfAllCalls())).toEqual([]);
    expect(await lateStatements()).toEqual([]);
  });

  it("with new statistics", async () => {
    await analyse();
    await reconnect();
    expect((await believedRows())[0]).toBeGreaterThan(fullRows / 2);
    expect(excesses(await readingsOfAllCalls())).toEqual([]);
    expect(await lateStatements()).toEqual([]);
  });

  it("without statistics", async () => {
    await forgetStatistics();
    await reconnect();
    expect(await believedRows()).toEqual([-1, -1]);
    expect(excesses(await readingsOfAllCalls())).toEqual([]);
    expect(await lateStatements()).toEqual([]);
  });
});
