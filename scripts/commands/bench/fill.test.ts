import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { aContext, aProject } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { seedInbox } from "@/lib/delivery";
import { resolvePolicy } from "@/lib/projects";
import { list, start, statusOf } from "@/lib/verification";
import { fill } from "./fill";

useTestDatabase();

test("old verifications look like real ones to the engine, and a new one to the same recipient can start", async () => {
  const project = await aProject();
  await seedInbox(project.id);
  const policy = resolvePolicy(project.settings.policies, "confirm", "email")!;
  await fill(process.env.DATABASE_URL!, { projectId: project.id, policy }, 40, () => {});

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
