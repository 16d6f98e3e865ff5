import { expect, test } from "vitest";
import { withOwnConnection } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { log } from "@/lib/log";
import { seedInbox } from "../providers/repository";
import { wakeWorker } from "./local-workers";
import { aContext, enqueue, openFakes, waitUntil } from "./testing";
import { startWorker } from "./worker";

useTestDatabase();

test("after an outage of the database the outbox is emptied, and the worker did not busy-loop in the meantime", async () => {
  const { project } = await aContext();
  await seedInbox(project.id);
  let failures = 0;
  const counting = { ...log, warn: () => void failures++ };
  const worker = startWorker({ openChallenges: openFakes, log: counting });

  await withOwnConnection(async (sql) => {
    await sql`alter table deliveries rename to hidden`;
    const wakeful = setInterval(wakeWorker, 5);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    clearInterval(wakeful);
    await sql`alter table hidden rename to deliveries`;
    const [row] = await enqueue(project);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    // If the connection ended after the commit of a claim, the message waits for the end of that claim's lease.
    await waitUntil(async () => {
      const rows = await sql`select outcome from deliveries where id = ${row!.id}`;
      return rows[0]!.outcome === "accepted";
    });
  });
  await worker.stop();
  expect(failures).toBeGreaterThan(0);
  expect(failures).toBeLessThan(10);
}, 150_000);
