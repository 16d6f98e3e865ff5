import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db, isDistributed, preparedInProject, withOwnConnection } from "@/lib/db";
import { distribute } from "@/lib/db/distribute";
import { useTestDatabase } from "@/lib/db/testing";
import { cancel } from "@/lib/verification";
import { aContext, aProject, started } from "@/lib/verification/testing";

/* What is particular to Citus. That the rest works there as well, other tests show (`npm test citus`). */

useTestDatabase();

const isOnCitus = process.env.TEST_CITUS_URL !== undefined;

const countOnShard = preparedInProject<Record<string, unknown>, { count: number }>((on) =>
  on.select({ count: sql<number>`count(*)::int` }).from(sql`"verifications"`).prepare("count_on_shard"),
);

describe.runIf(isOnCitus)("on Citus", () => {
  test("a project's statement runs where its rows are, and sees no rows of other places", async () => {
    const projects = await Promise.all(Array.from({ length: 12 }, () => aProject()));
    for (const project of projects) await started(aContext(project));
    const counts = await Promise.all(projects.map(({ id }) => countOnShard({ projectId: id })));
    const onShards = counts.map(([row]) => row!.count);
    expect(Math.min(...onShards)).toBeGreaterThan(0);
    expect(Math.max(...onShards)).toBeLessThan(12);
    expect(await db().$count(sql`verifications`)).toBe(12);
  });

  test("every server has the same policies", async () => {
    const copies = await db().execute<{ result: string }>(
      sql`select result from run_command_on_placements('policies', 'select count(*) from %s')`,
    );
    expect(copies.length).toBeGreaterThan(1);
    expect(new Set(copies.map(({ result }) => result))).toEqual(new Set(["1"]));
  });

  test("what an operator does to a verification reaches the audit log", async () => {
    const project = await aProject();
    const { id } = await started(aContext(project));
    const operatorId = "00000000-0000-7000-8000-000000000002";
    await cancel(aContext(project, { caller: { kind: "operator", operatorId } }), { verificationId: id });
    const entries = await db().execute(
      sql`select type, actor from audit_entries where project_id = ${project.id}::uuid`,
    );
    expect([...entries]).toEqual([{ type: "verification.canceled", actor: `operator:${operatorId}` }]);
  });

  test("distributing again changes nothing", async () => {
    expect(await withOwnConnection(distribute)).toEqual([]);
  });
});

test.skipIf(isOnCitus)("a single PostgreSQL cannot be distributed, and stays as it is", async () => {
  expect(await withOwnConnection(distribute)).toBe("no_citus");
  expect(isDistributed()).toBe(false);
});
