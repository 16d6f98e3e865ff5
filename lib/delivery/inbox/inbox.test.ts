import { afterEach, beforeEach, expect, test } from "vitest";
import type { Ctx } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { log } from "@/lib/log";
import { listInboxDeliveries, seedInbox, startWorker, waitForInbox, wakeWorker } from "..";
import { accepted, undeliverable } from "../outbox/outcomes";
import { finish } from "../outbox/repository";
import { aContext, acceptedEnd, enqueue, openFakes, waitUntilFinished } from "../outbox/testing";
import { beginTries } from "../outbox/tries/repository";
import { listRows } from "../providers/repository";

useTestDatabase();

let ctx: Ctx;
beforeEach(async () => {
  ctx = await aContext();
  await seedInbox(ctx.project.id);
});
const never = new AbortController().signal;
const workers: ReturnType<typeof startWorker>[] = [];
afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.stop())));

/** Into the inbox, without a worker. */
async function deliver(over: Parameters<typeof enqueue>[2] = {}) {
  const [row] = await enqueue(ctx.project, 1, over);
  const [inbox] = await listRows(ctx.project.id);
  await beginTries([{ ...row!, providerId: inbox!.id, providerKind: inbox!.kind }], 60);
  await finish([accepted(row!, acceptedEnd(row!))]);
  return row!;
}

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

test("lists the messages of the inbox, newest first, and no others", async () => {
  const [first, second] = [await deliver(), await deliver()];
  const [lost] = await enqueue(ctx.project, 2);
  await finish([undeliverable(lost!, "gave_up", null)]);
  expect(ids(await listInboxDeliveries(ctx.project.id, { limit: 10 }))).toEqual([second.id, first.id]);
  expect(ids(await listInboxDeliveries(ctx.project.id, { limit: 10, before: second }))).toEqual([first.id]);
  expect(await listInboxDeliveries((await aContext()).project.id, { limit: 10 })).toEqual([]);
});

test("filters by recipient, in any case, and by time", async () => {
  const jane = await deliver({ recipient: "Jane@example.com" });
  const john = await deliver({ recipient: "john@example.com" });
  expect(ids(await listInboxDeliveries(ctx.project.id, { to: "jane@example.com", limit: 10 }))).toEqual([
    jane.id,
  ]);
  expect(ids(await listInboxDeliveries(ctx.project.id, { after: jane.createdAt, limit: 10 }))).toEqual([
    john.id,
  ]);
});

test("a wait ends immediately when this process's worker accepts a message", async () => {
  workers.push(startWorker({ openChallenges: openFakes, log }));
  const waiting = waitForInbox(ctx.project.id, { to: "jane+0@example.com", limit: 10 }, 20, never);
  const [row] = await enqueue(ctx.project);
  wakeWorker();
  await waitUntilFinished(row!.id);
  const finishedAt = performance.now();
  expect(ids(await waiting)).toEqual([row!.id]);
  expect(performance.now() - finishedAt).toBeLessThan(10_000);
});

test("a wait ends soon after another process accepts a message", async () => {
  const waiting = waitForInbox(ctx.project.id, { limit: 10 }, 20, never);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const row = await deliver();
  expect(ids(await waiting)).toEqual([row.id]);
});

test("a wait without a message ends in time, and a client that disconnects ends it", async () => {
  const startedAt = performance.now();
  expect(await waitForInbox(ctx.project.id, { limit: 10 }, 0.3, never)).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(await waitForInbox(ctx.project.id, { limit: 10 }, 30, AbortSignal.timeout(100))).toEqual([]);
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});
