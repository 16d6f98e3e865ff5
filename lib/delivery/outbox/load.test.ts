import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deliveries, deliveryTries, outbox } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { log } from "@/lib/log";
import { createProvider } from "../providers/create-provider";
import { aContext, enqueue, makeDue, openFakes, waitUntil } from "./testing";
import { startWorker } from "./worker";

useTestDatabase();

const children: ChildProcess[] = [];
let server: Server;
/** The recipients of what was posted, in order. */
let posted: string[];
/** Whether the endpoint accepts messages. */
let isUp: boolean;
let ctx: Ctx;

beforeEach(async () => {
  await db().execute(sql`truncate ${deliveries}, ${deliveryTries}, ${outbox} cascade`);
  posted = [];
  isUp = true;
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    if (!isUp) return response.writeHead(503).end();
    posted.push(JSON.parse(text).to);
    return response.end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  ctx = await aContext();
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await createProvider(ctx, { kind: "http", config: { endpoint } });
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  server.closeAllConnections();
  server.close();
});

/** A worker in a process of its own. */
function aProcess(): ChildProcess {
  const path = fileURLToPath(new URL("crash-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", path], { env: process.env, stdio: "inherit" });
  children.push(child);
  return child;
}

const unfinished = () => db().$count(deliveries, sql`finished_at is null`);

test("2000 messages by three processes, one of which is killed: all are sent, and only what it was sending is sent twice", async () => {
  const rows = await enqueue(ctx.project, 2000);
  const [victim] = [aProcess(), aProcess(), aProcess()];
  await waitUntil(() => posted.length > 300);
  victim!.kill("SIGKILL");
  await once(victim!, "exit");
  // The messages it held are leased. The others send the rest.
  await waitUntil(async () => {
    const held = await db().$count(outbox, sql`run_at > now()`);
    return (await unfinished()) === held;
  });
  await makeDue();
  await waitUntil(async () => (await unfinished()) === 0);
  expect(new Set(posted).size).toBe(rows.length);
  // A message that was sent twice has a try without an end.
  const cut = await db().$count(deliveryTries, sql`finished_at is null`);
  expect(posted.length - rows.length).toBeLessThanOrEqual(cut);
  expect(await db().$count(deliveries, sql`outcome = 'accepted'`)).toBe(rows.length);
}, 180_000);

test("10000 messages at the start: the newest is sent first, and few are held in memory", async () => {
  for (let i = 0; i < 5; i++) await enqueue(ctx.project, 2000, { recipient: "old@example.com" });
  await db().execute(sql`update ${outbox} set run_at = now() - interval '1 minute'`);
  await enqueue(ctx.project, 1, { recipient: "new@example.com" });
  let mostHeld = 0;
  const worker = startWorker({
    log,
    openChallenges: async (wanted) => {
      // Rows that were put back are due again after a second.
      const held = await db().$count(outbox, sql`run_at > now() + interval '5 seconds'`);
      mostHeld = Math.max(mostHeld, held);
      return openFakes(wanted);
    },
  });
  await waitUntil(() => posted.includes("new@example.com"));
  expect(posted.indexOf("new@example.com")).toBeLessThan(200);
  await waitUntil(async () => (await unfinished()) === 0);
  await worker.stop();
  expect(mostHeld).toBeLessThanOrEqual(1100);
  expect(posted).toHaveLength(10_001);
}, 180_000);

test("after an outage of the provider, everything is sent", async () => {
  isUp = false;
  const worker = startWorker({ log, openChallenges: openFakes });
  await enqueue(ctx.project, 50);
  worker.wake();
  await waitUntil(async () => (await db().$count(deliveries, sql`try_outcome = 'unavailable'`)) === 50);
  isUp = true;
  await makeDue();
  worker.wake();
  await waitUntil(async () => (await unfinished()) === 0);
  await worker.stop();
  expect(new Set(posted).size).toBe(50);
  expect(posted).toHaveLength(50);
});
