import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { aContext, aProject } from "@/lib/access/testing";
import { db, measurePartitions } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { seedInbox } from "@/lib/delivery";
import { fromShortId, toShortId } from "@/lib/id";
import { resolvePolicy } from "@/lib/projects";
import { list, start, statusOf } from "@/lib/verification";
import { fill } from "./fill";

useTestDatabase();

test("old verifications look like real ones to the engine, and a new one to the same recipient can start", async () => {
  const project = await aProject();
  await seedInbox(project.id);
  const policy = resolvePolicy(project.settings.policies, "confirm", "email")!;
  const steps: string[] = [];
  await fill(process.env.DATABASE_URL!, { projectId: project.id, policy }, 40, (step) => steps.push(step));
  expect(steps).toEqual(expect.arrayContaining(["rows 100 %", "vacuum and indexes 100 %", "statistics"]));

  const ctx = aContext(project);
  const rows = await list(ctx, { limit: 100 });
  const statuses = rows.map((row) => statusOf(row, row.now)).sort();
  expect(statuses).toEqual([
    ...Array(2).fill("canceled"),
    ...Array(2).fill("expired"),
    ...Array(36).fill("verified"),
  ]);
  expect(rows[0]!.policy).toEqual(policy);

  const counted = await db().execute(sql`select
    (select count(*)::int from deliveries where outcome = 'accepted') as deliveries,
    (select sum(try_count)::int from deliveries) as tries,
    (select count(*)::int from events) as events,
    (select count(*)::int from budgets) as windows`);
  // Started, delivered; and of nine in ten: attempted, verified.
  expect(counted[0]).toEqual({
    deliveries: 40,
    tries: 40,
    events: 40 * 2 + 36 * 2,
    windows: Math.ceil(40 / 3),
  });

  const again = await start(ctx, { identifier: { email: rows[0]!.identifierValue! } });
  expect(again.ok).toBe(true);
  const key = `recipient/email:${rows[0]!.identifierValue!}`;
  expect(
    await db().execute(sql`select cardinality(instants) as sends from budgets where key = ${key}`),
  ).toEqual([{ sends: 2 }]);
});

test("ids begin with their time, and each month of them has its partition", async () => {
  const [wrong] = await db().execute<{ count: number }>(sql`
    select count(*)::int from (
      select id, created_at from verifications union all select id, created_at from deliveries
      union all select id, created_at from events where verification_id is not null) made
    where created_at < now() - interval '1 hour'
      and ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint <> round(extract(epoch from created_at) * 1000)`);
  expect(wrong!.count).toBe(0);
  const ids = await db().execute<{ id: string }>(sql`
    select id from verifications union all select id from deliveries union all select id from events`);
  for (const { id } of ids) expect(fromShortId(toShortId(id))).toBe(id);

  const [age] = await db().execute(sql`
    select extract(day from now() - min(created_at))::int as oldest, count(distinct tableoid)::int > 2 as "isInMonths"
    from verifications`);
  expect(age).toEqual({ oldest: 80, isInMonths: true });
  for (const { oldestEnd, strayRows } of await measurePartitions(1)) {
    expect(strayRows).toBe(0);
    const days = (Date.now() - oldestEnd!.getTime()) / 86_400_000;
    expect(days).toBeGreaterThan(80 - 31);
    expect(days).toBeLessThanOrEqual(80);
  }
});
