import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliveries, deliveryTries, events, outbox } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { log } from "@/lib/log";
import type { OpenChallenges, StaleReason } from "../challenge";
import { seedInbox } from "../providers/repository";
import { type MailServer, type MailServerOptions, reply, startMailServer } from "../providers/testing";
import { type Worker, wakeWorker } from "./local-workers";
import { claim } from "./repository";
import {
  aContext,
  aMailProvider,
  codeOf,
  enqueue,
  makeDue,
  openFakes,
  readDelivery,
  readEvents,
  readTries,
  waitUntil,
  waitUntilFinished,
} from "./testing";
import { startWorker } from "./worker";

useTestDatabase();

const workers: Worker[] = [];
const servers: MailServer[] = [];
let ctx: Ctx;

beforeEach(async () => {
  ctx = await aContext();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await db().execute(
    sql`truncate ${deliveries}, ${deliveryTries}, ${outbox}, ${events}, providers, projects cascade`,
  );
});

function work(openChallenges: OpenChallenges = openFakes): Worker {
  const worker = startWorker({ openChallenges, log });
  workers.push(worker);
  return worker;
}

async function aServer(options: MailServerOptions = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  servers.push(server);
  return server;
}

/** A server that is no longer running. */
async function aClosedPort(): Promise<number> {
  const server = await startMailServer();
  await server.close();
  return server.port;
}

const stale =
  (reason: StaleReason): OpenChallenges =>
  async (wanted) =>
    wanted.map(() => ({ ok: false, reason }));

describe("a delivery", () => {
  test("is sent as soon as the worker is woken, and its try and event are recorded", async () => {
    const server = await aServer();
    const providerId = await aMailProvider(ctx, server.port);
    work();
    const [row] = await enqueue(ctx.project);
    wakeWorker();
    await waitUntilFinished(row!.id);
    expect(await readDelivery(row!.id)).toMatchObject({
      outcome: "accepted",
      tryCount: 1,
      providerId,
      providerKind: "smtp",
    });
    expect(await readTries(row!.id)).toEqual([
      expect.objectContaining({
        number: 1,
        outcome: "accepted",
        explanation: "250 2.0.0 Ok: queued as Q1",
        providerMessageId: "Q1",
        finishedAt: expect.any(Date),
      }),
    ]);
    expect(server.mails[0]!.messageId).toBe(`<${row!.id}@localhost>`);
    expect(server.mails[0]!.text).toContain(codeOf(row!.verificationId));
    const recorded = (await readEvents(ctx.project.id)).filter(({ type }) => type === "delivery.accepted");
    expect(recorded).toMatchObject([
      {
        verificationId: row!.verificationId,
        actor: "system",
        data: {
          deliveryId: row!.id,
          channel: "email",
          recipient: "j•••@example.com",
          provider: "smtp",
          tries: 1,
        },
      },
    ]);
  });

  test("is found by polling if nothing wakes the worker", async () => {
    await seedInbox(ctx.project.id);
    work();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const [row] = await enqueue(ctx.project);
    await waitUntilFinished(row!.id);
    expect(await readDelivery(row!.id)).toMatchObject({ outcome: "accepted", providerKind: "inbox" });
  });

  test.each(["verified", "canceled", "locked", "replaced", "decoy", "unknown"] as const)(
    "that is no longer needed (%s) is skipped, and nothing is sent",
    async (reason) => {
      const server = await aServer();
      await aMailProvider(ctx, server.port);
      const [row] = await enqueue(ctx.project);
      work(stale(reason));
      await waitUntilFinished(row!.id);
      expect(await readDelivery(row!.id)).toMatchObject({ outcome: "skipped", reason, tryCount: 0 });
      expect(server.connections).toBe(0);
      expect((await readEvents(ctx.project.id)).map(({ type }) => type)).toContain("delivery.skipped");
    },
  );

  test("whose code expired in the outbox is undeliverable, because someone was waiting for it", async () => {
    await aMailProvider(ctx, await aClosedPort());
    const [row] = await enqueue(ctx.project);
    work(stale("expired"));
    await waitUntilFinished(row!.id);
    expect(await readDelivery(row!.id)).toMatchObject({ outcome: "undeliverable", reason: "expired" });
  });

  test("without a provider is undeliverable immediately", async () => {
    const [row] = await enqueue(ctx.project);
    work();
    await waitUntilFinished(row!.id);
    expect(await readDelivery(row!.id)).toMatchObject({ outcome: "undeliverable", reason: "no_provider" });
  });

  test("of the reserved project uses the providers of the oldest ordinary one", async () => {
    const server = await aServer();
    await aMailProvider(ctx, server.port);
    const reserved = await db().execute<{ id: string }>(sql`
      insert into projects (id, number, name, kind) values (gen_random_uuid(), 1, 'Console', 'reserved') returning id`);
    const [row] = await enqueue({ ...ctx.project, id: reserved[0]!.id });
    work();
    await waitUntilFinished(row!.id);
    expect(server.mails).toHaveLength(1);
    expect(server.mails[0]!.subject).toContain("Console");
  });
});

describe("a try that fails", () => {
  test("temporarily is repeated after a wait, under the same Message-ID", async () => {
    let calls = 0;
    const server = await aServer({
      onRecipient: () => (++calls < 3 ? reply(450, "4.2.0 Greylisted") : undefined),
    });
    await aMailProvider(ctx, server.port);
    const [row] = await enqueue(ctx.project);
    work();
    for (const tries of [1, 2]) {
      await waitUntil(
        async () => (await readTries(row!.id)).filter(({ finishedAt }) => finishedAt).length === tries,
      );
      await waitUntil(async () => (await readDelivery(row!.id)).runAt!.getTime() < Date.now() + 30_000);
      const { runAt, finishedAt } = await readDelivery(row!.id);
      expect(finishedAt).toBeNull();
      expect(runAt!.getTime()).toBeGreaterThan(Date.now() + 2000);
      await makeDue();
    }
    await waitUntilFinished(row!.id);
    expect(
      (await readTries(row!.id)).map(({ number, outcome, explanation }) => [number, outcome, explanation]),
    ).toEqual([
      [1, "unavailable", "450 4.2.0 Greylisted"],
      [2, "unavailable", "450 4.2.0 Greylisted"],
      [3, "accepted", "250 2.0.0 Ok: queued as Q1"],
    ]);
  });

  test("because of the address ends the delivery, even if there is another provider", async () => {
    const first = await aServer({ onRecipient: () => reply(550, "5.1.1 user unknown") });
    const second = await aServer();
    const providerId = await aMailProvider(ctx, first.port);
    await aMailProvider(ctx, second.port);
    const [row] = await enqueue(ctx.project);
    work();
    await waitUntilFinished(row!.id);
    expect(await readDelivery(row!.id)).toMatchObject({
      outcome: "undeliverable",
      reason: "recipient_rejected",
      providerId,
    });
    expect(second.connections).toBe(0);
    const [recorded] = (await readEvents(ctx.project.id)).filter(
      ({ type }) => type === "delivery.undeliverable",
    );
    expect(recorded!.data).toMatchObject({ reason: "recipient_rejected", recipient: "j•••@example.com" });
  });

  test.each([
    ["is away", async () => aClosedPort()],
    ["does not want it", async () => (await aServer({ onMail: () => reply(554, "5.7.1 spam") })).port],
  ])("because the first provider %s is repeated with the next one", async (_, port) => {
    await aMailProvider(ctx, await port());
    const second = await aServer();
    const providerId = await aMailProvider(ctx, second.port);
    const [row] = await enqueue(ctx.project);
    work();
    await waitUntilFinished(row!.id);
    expect(await readDelivery(row!.id)).toMatchObject({ outcome: "accepted", providerId, tryCount: 2 });
    expect(second.mails).toHaveLength(1);
  });

  test("permanently at every provider ends the delivery with the last reason", async () => {
    const server = await aServer({ authOptional: false, allowInsecureAuth: true });
    await aMailProvider(ctx, server.port);
    const [row] = await enqueue(ctx.project);
    work();
    await waitUntilFinished(row!.id);
    expect(await readDelivery(row!.id)).toMatchObject({
      outcome: "undeliverable",
      reason: "credentials_rejected",
    });
  });

  test("when the code is about to expire is the last", async () => {
    await aMailProvider(ctx, await aClosedPort());
    const [row] = await enqueue(ctx.project);
    work(async (wanted) =>
      (await openFakes(wanted)).map((one) =>
        one.ok ? { ok: true, challenge: { ...one.challenge, expiresInSeconds: 15 } } : one,
      ),
    );
    await waitUntilFinished(row!.id);
    expect(await readDelivery(row!.id)).toMatchObject({
      outcome: "undeliverable",
      reason: "gave_up",
      tryCount: 1,
    });
  });

  test("three times for a provider that never answers pauses it, so that other messages are sent", async () => {
    await aMailProvider(ctx, await aClosedPort());
    await enqueue(ctx.project, 30);
    const other = await aContext();
    const server = await aServer();
    await aMailProvider(other, server.port);
    const [row] = await enqueue(other.project);
    work();
    await waitUntilFinished(row!.id);
    // As many as were sent at once. The rest waits.
    expect(await db().$count(deliveries, sql`try_outcome = 'unavailable'`)).toBeLessThanOrEqual(10);
  });
});

describe("the outbox", () => {
  test("is drained by three workers at once, and nothing is sent twice", async () => {
    const server = await aServer();
    await aMailProvider(ctx, server.port);
    const rows = await enqueue(ctx.project, 500);
    for (let i = 0; i < 3; i++) work();
    await waitUntil(async () => (await db().$count(deliveries, sql`finished_at is null`)) === 0);
    expect(server.mails.map(({ messageId }) => messageId).sort()).toEqual(
      rows.map(({ id }) => `<${id}@localhost>`).sort(),
    );
    expect(await db().$count(deliveries, sql`try_count = 1 and try_outcome = 'accepted'`)).toBe(500);
    expect(await db().$count(outbox)).toBe(0);
    expect(await db().$count(events, sql`type = 'delivery.accepted'`)).toBe(500);
  });

  test("costs a few statements per batch for the inbox, and every row has its try and event", async () => {
    await seedInbox(ctx.project.id);
    await enqueue(ctx.project, 200);
    let batches = 0;
    work((wanted) => {
      batches += 1;
      return openFakes(wanted);
    });
    await waitUntil(async () => (await db().$count(deliveries, sql`outcome = 'accepted'`)) === 200);
    expect(batches).toBe(2);
    expect(
      await db().$count(
        deliveries,
        sql`try_outcome = 'accepted' and try_count = 1 and try_finished_at is not null`,
      ),
    ).toBe(200);
    expect(await db().$count(events, sql`type = 'delivery.accepted'`)).toBe(200);
  });

  test("is processed past a row that can no longer be read", async () => {
    await seedInbox(ctx.project.id);
    const [poisoned, ...others] = await enqueue(ctx.project, 5);
    work(async (wanted) => {
      if (wanted.some(({ verificationId }) => verificationId === poisoned!.verificationId))
        throw new Error("no such key");
      return openFakes(wanted);
    });
    await waitUntilFinished(...others.map(({ id }) => id));
    expect((await readDelivery(poisoned!.id)).finishedAt).toBeNull();
  });

  test("drops rows whose deliveries no longer exist", async () => {
    const [gone, kept] = await enqueue(ctx.project, 2);
    await db().delete(deliveries).where(eq(deliveries.id, gone!.id));
    expect((await claim(10, 60)).map(({ id }) => id)).toEqual([kept!.id]);
    expect((await db().select().from(outbox)).map(({ deliveryId }) => deliveryId)).toEqual([kept!.id]);
  });

  test("gets back what a worker holds and has not begun when it stops", async () => {
    let release = () => {};
    const held = new Promise<undefined>((resolve) => {
      release = () => resolve(undefined);
    });
    const server = await aServer({ onMail: () => held });
    await aMailProvider(ctx, server.port);
    const rows = await enqueue(ctx.project, 15);
    const worker = work();
    // As many as SMTP sends at once.
    await waitUntil(() => server.connections === 10);
    const stopped = worker.stop();
    release();
    await stopped;
    const after = await Promise.all(rows.map(({ id }) => readDelivery(id)));
    expect(after.filter(({ outcome }) => outcome === "accepted")).toHaveLength(10);
    expect((await claim(50, 60)).length).toBe(5);
  });

  test("contains no code and no token, whatever a server quotes", async () => {
    const server = await aServer({
      onMail: (mail) =>
        reply(554, `5.7.1 I do not like "${mail.subject}", nor ${/http\S+/.exec(mail.text ?? "")?.[0]}`),
    });
    await aMailProvider(ctx, server.port);
    await seedInbox(ctx.project.id);
    const rows = [
      ...(await enqueue(ctx.project, 3)),
      ...(await enqueue(ctx.project, 1, { channel: "sms", recipient: "+4915112345678" })),
    ];
    work();
    await waitUntilFinished(...rows.map(({ id }) => id));
    const dump = JSON.stringify(
      await db().execute(sql`
        select ${deliveries}::text as row from ${deliveries} union all select ${deliveryTries}::text from ${deliveryTries}
        union all select ${events}::text from ${events}`),
    );
    expect(dump).toContain("I do not like");
    expect(dump).toContain("[redacted]");
    for (const { verificationId } of rows) {
      expect(dump).not.toContain(codeOf(verificationId));
      expect(dump).not.toContain(`token-of-${verificationId}`);
    }
  });
});
