import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db, newIdInSql } from "@/lib/db";
import { recordStatements, useTestDatabase } from "@/lib/db/testing";
import { aContext, aProject } from "@/lib/verification/testing";
import { collect } from "./feed/collect";
import { claim, recordAttempts } from "./sending/repository";
import { anEndpoint, aSender } from "./testing";

useTestDatabase();
const statements = recordStatements();

async function happens(projectId: string, count: number): Promise<void> {
  await db().execute(sql`
    insert into events (id, project_id, type, actor) select ${newIdInSql}, ${projectId}, 'suppression.created', 'system'
    from generate_series(1, ${count}::int)`);
}

it("costs the same few statements for one event and for hundreds", async () => {
  const ctx = aContext(await aProject());
  const { endpoint } = await anEndpoint(ctx, { url: "https://shop.example.com/hooks" });
  for (const count of [1, 500]) {
    await happens(ctx.project.id, count);
    statements.length = 0;
    expect(await collect()).toBe(count);
    // The transaction with its lock, the endings of verifications, the horizon, and one statement for all messages.
    expect(statements).toHaveLength(6);

    statements.length = 0;
    const claimed = await claim([{ id: endpoint.id, room: count }], 60);
    expect(claimed).toHaveLength(count);
    await recordAttempts(
      claimed.map(({ id, attemptCount: number }) => ({
        id,
        endpointId: endpoint.id,
        number,
        url: endpoint.url,
        startedAt: new Date(),
        durationMs: 1,
        status: 204,
        response: "",
        explanation: null,
        body: "{}",
        outcome: "delivered",
        inSeconds: 0,
      })),
    );
    expect(statements).toHaveLength(2);
  }
  await db().execute(sql`delete from webhook_endpoints`);
});

it("costs nothing without endpoints: nobody looks for events", async () => {
  const ctx = aContext(await aProject());
  const sender = aSender();
  await happens(ctx.project.id, 10);
  statements.length = 0;
  sender.wake();
  // Longer than several rounds with an endpoint would take.
  await new Promise((done) => setTimeout(done, 1500));
  expect(statements.filter((statement) => statement.includes("webhook_messages"))).toEqual([]);
  await sender.stop();
});
