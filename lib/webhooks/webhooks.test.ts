import { createPublicKey, verify } from "node:crypto";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { insertOperator, setRole } from "@/lib/access";
import { db, firstIdAt, lock } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { createProvider } from "@/lib/delivery";
import { type MailServer, startMailServer } from "@/lib/delivery/providers/testing";
import { appendEvent, listEvents } from "@/lib/events";
import { insertProject } from "@/lib/projects";
import { createUser, removeIdentifier } from "@/lib/users";
import { checkCode } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, age, aProject, started, wrongCode } from "@/lib/verification/testing";
import {
  findEndpoint,
  findMessage,
  listMessages,
  replayMessage,
  replayMessages,
  rotateSecret,
  sendTest,
  updateEndpoint,
  type Webhooks,
} from ".";
import { collect } from "./feed/collect";
import { makeMessages, readHorizon } from "./feed/repository";
import { anEndpoint, aSender, type Consumer, endWaits, type Received, startConsumer } from "./testing";
import { webhookTypes } from "./types";

useTestDatabase();

let consumer: Consumer;
let sender: Webhooks | undefined;
beforeEach(async () => {
  consumer = await startConsumer();
});
afterEach(async () => {
  await sender?.stop();
  sender = undefined;
  await consumer.close();
  await db().execute(sql`delete from webhook_endpoints`);
});

const until = (isMet: () => unknown) => vi.waitUntil(isMet, { timeout: 20_000, interval: 20 });
const arrived = (count: number) => until(() => consumer.received.length >= count);
const typesOf = (received: Received[]) => received.map(({ body }) => body.type);

async function messagesOf(ctx: ReturnType<typeof aContext>, endpointId: string) {
  const listed = await listMessages(ctx, endpointId, { limit: 100 });
  if (!listed.ok) throw new Error(listed.refusal.code);
  return listed.value;
}

/** A verification that was attempted twice and then verified. */
async function runVerification(ctx: ReturnType<typeof aContext>, email = "jane@example.com") {
  const v = await started(ctx, { identifier: { email } });
  const code = codeOf(v);
  await checkCode(ctx, { verificationId: v.id, code: wrongCode(code) });
  await checkCode(ctx, { verificationId: v.id, code });
  return v;
}

describe("an endpoint", () => {
  it("gets its project's events, signed for the library of Standard Webhooks, numbered without a gap", async () => {
    const ctx = aContext(await aProject());
    const { endpoint, secret } = await anEndpoint(ctx, { url: consumer.url });
    await runVerification(aContext(await aProject()), "stranger@example.com");
    const v = await runVerification(ctx);
    sender = aSender();
    await arrived(4);
    const bodies = consumer.received.map(({ text, headers }) => new Webhook(secret).verify(text, headers));
    const inOrder = (bodies as { sequence: number; type: string }[]).toSorted(
      (a, b) => a.sequence - b.sequence,
    );
    expect(inOrder.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(inOrder.map(({ type }) => type)).toEqual([
      "verification.started",
      "verification.attempted",
      "verification.attempted",
      "verification.verified",
    ]);
    expect(consumer.received[0]!.body.identifier).toBe("jane@example.com");
    expect(JSON.stringify(consumer.received)).not.toContain(codeOf(v));
    await until(async () =>
      (await messagesOf(ctx, endpoint.id)).every(({ outcome }) => outcome === "delivered"),
    );
    expect(await collect()).toBe(0);
  });

  it("gets the types it asked for, from now on, and can be thin", async () => {
    const ctx = aContext(await aProject());
    await runVerification(ctx);
    const types = ["verification.verified" as const];
    await anEndpoint(ctx, { url: consumer.url, types, payload: "thin" });
    await runVerification(ctx);
    sender = aSender();
    await arrived(1);
    await collect();
    expect(consumer.received.map(({ body }) => [body.type, body.payload, body.identifier])).toEqual([
      ["verification.verified", "thin", undefined],
    ]);
  });

  it("can have a key pair, whose public key verifies the signature", async () => {
    const ctx = aContext(await aProject());
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url, signature: "ed25519" });
    await sendTest(ctx, endpoint.id);
    sender = aSender();
    await arrived(1);
    const { headers, text } = consumer.received[0]!;
    const x = Buffer.from(endpoint.publicKey!.replace("whpk_", ""), "base64").toString("base64url");
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const content = Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`);
    const [version, signature = ""] = headers["webhook-signature"]!.split(",");
    expect(version).toBe("v1a");
    expect(verify(null, content, key, Buffer.from(signature, "base64"))).toBe(true);
  });
});

it("a test message has a number of its own, even if other messages are made at the same time", async () => {
  const ctx = aContext(await aProject());
  const { endpoint } = await anEndpoint(ctx, { url: consumer.url });
  await started(ctx);
  let test: Promise<unknown> | undefined;
  await db().transaction(async (tx) => {
    await lock(tx, "webhooks");
    test = sendTest(ctx, endpoint.id);
    // It waits for the lock, so that it finds the number that is taken here.
    await until(async () => {
      const [row] = await db().execute<{ count: number }>(
        sql`select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted`,
      );
      return row!.count > 0;
    });
    await makeMessages(tx, "round", await readHorizon(tx));
  });
  await test;
  const messages = await messagesOf(ctx, endpoint.id);
  expect(messages.map(({ sequence }) => sequence).toSorted()).toEqual([1, 2]);
});

describe("what is told", () => {
  it("says that identifiers are verified and removed", async () => {
    const ctx = aContext(await aProject());
    const types = ["identifier.verified" as const, "identifier.removed" as const];
    await anEndpoint(ctx, { url: consumer.url, types });
    const user = await createUser(ctx, { identifiers: [] });
    if (!user.ok) throw new Error(user.refusal.code);
    const v = await started(ctx, { identifier: { email: "jane@example.com" }, userId: user.value.id });
    await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    const [held] = await db().execute<{ id: string }>(
      sql`select id from identifiers where user_id = ${user.value.id}`,
    );
    await removeIdentifier(ctx, { userId: user.value.id, identifierId: held!.id });
    sender = aSender();
    await arrived(2);
    expect(typesOf(consumer.received).toSorted()).toEqual(types.toSorted());
  });

  it("says once that a verification has expired or failed, which no call records", async () => {
    const ctx = aContext(await aProject());
    const types = ["verification.expired" as const, "verification.failed" as const];
    await anEndpoint(ctx, { url: consumer.url, types });
    const [expiring, failing, proven] = [
      await started(ctx, { identifier: { email: "expiring@example.com" } }),
      await started(ctx, { identifier: { email: "failing@example.com" } }),
      await started(ctx, { identifier: { email: "proven@example.com" } }),
    ];
    for (let i = 0; i < failing.policy.maxAttempts; i++)
      await checkCode(ctx, { verificationId: failing.id, code: wrongCode(codeOf(failing)) });
    await checkCode(ctx, { verificationId: proven.id, code: codeOf(proven) });
    await collect();
    for (const { id } of [expiring, failing, proven]) await age(id, 3600);
    for (let round = 0; round < 3; round++) {
      await db().execute(sql`update webhook_deadlines set due_at = now()`);
      await collect();
    }
    sender = aSender();
    await arrived(2);
    await collect();
    const told = consumer.received.map(({ body }) => body.type);
    expect(told.toSorted()).toEqual(["verification.expired", "verification.failed"]);
    const recorded = await listEvents(ctx.project.id, { type: "verification.expired", limit: 10 });
    expect(recorded.map(({ verificationId }) => verificationId)).toEqual([expiring.id]);
  });

  it("has a type for every event in the list", () => {
    expect(new Set(webhookTypes).size).toBe(31);
  });
});

describe("an event", () => {
  it("is told although it was committed after later ones", async () => {
    const ctx = aContext(await aProject());
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url, types: ["suppression.created"] });
    const event = {
      projectId: ctx.project.id,
      type: "suppression.created",
      actor: "system",
      requestId: null,
    } as const;
    await db().transaction(async (tx) => {
      await appendEvent({ ...event, data: { recipient: "early" } }, tx);
      await appendEvent({ ...event, data: { recipient: "late" } });
      // The cursor must not pass the open transaction, however long ago it began.
      await db().execute(sql`update webhook_cursors set read_until = read_until - interval '1 minute'`);
      await collect();
      expect(await messagesOf(ctx, endpoint.id)).toHaveLength(1);
    });
    expect(await collect()).toBe(1);
    expect(await messagesOf(ctx, endpoint.id)).toHaveLength(2);
  });

  it("is told although the process that recorded it has a clock that is wrong", async () => {
    const ctx = aContext(await aProject());
    await anEndpoint(ctx, { url: consumer.url });
    await db().execute(sql`
      insert into events (id, project_id, type, actor)
      select ${firstIdAt(sql`now() - interval '50 minutes'`)}, ${ctx.project.id}, 'suppression.created', 'system'`);
    expect(await collect()).toBe(0);
    expect(await collect("sweep")).toBe(1);
    expect(await collect("sweep")).toBe(0);
  });

  it("is not told if its change was rolled back", async () => {
    const ctx = aContext(await aProject());
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url });
    const event = {
      projectId: ctx.project.id,
      type: "suppression.created",
      actor: "system",
      requestId: null,
    } as const;
    await db()
      .transaction(async (tx) => {
        await appendEvent(event, tx);
        throw new Error("rolled back");
      })
      .catch(() => {});
    await collect();
    expect(await messagesOf(ctx, endpoint.id)).toEqual([]);
  });

  it("is sent once, however many processes send", async () => {
    const ctx = aContext(await aProject());
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url });
    for (let i = 0; i < 10; i++) await runVerification(ctx, `jane${i}@example.com`);
    const senders = [aSender(), aSender(), aSender()];
    await arrived(40);
    await Promise.all(senders.map((one) => one.stop()));
    const ids = consumer.received.map(({ headers }) => headers["webhook-id"]);
    expect([ids.length, new Set(ids).size]).toEqual([40, 40]);
    const sequence = (await messagesOf(ctx, endpoint.id)).map((one) => one.sequence);
    expect(sequence.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });
});

describe("a message that does not arrive", () => {
  it("is sent again with the same id and body, until it does", async () => {
    const ctx = aContext(await aProject());
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url, types: ["verification.started"] });
    consumer.answer = 500;
    const v = await started(ctx);
    sender = aSender();
    for (let attempt = 1; attempt <= 3; attempt++) {
      await arrived(attempt);
      await until(
        async () =>
          (await messagesOf(ctx, endpoint.id))[0]!.runAt.getTime() < Date.now() + 110_000 * attempt ** 3 &&
          (await attemptsOf()).length === attempt,
      );
      if (attempt === 2) consumer.answer = 200;
      await endWaits();
      sender.wake();
      if (attempt === 1) await age(v.id, 60);
    }
    async function attemptsOf() {
      const [row] = await messagesOf(ctx, endpoint.id);
      const found = await findMessage(ctx, row!.id);
      return found.ok ? found.value.attempts : [];
    }
    expect(
      (await attemptsOf()).map(({ number, status, explanation }) => [number, status, explanation]),
    ).toEqual([
      [1, 500, "It responded with 500."],
      [2, 500, "It responded with 500."],
      [3, 200, null],
    ]);
    const [first, ...others] = consumer.received;
    for (const other of others) {
      expect(other.text).toBe(first!.text);
      expect(other.headers["webhook-id"]).toBe(first!.headers["webhook-id"]);
    }
    expect((await messagesOf(ctx, endpoint.id))[0]!.outcome).toBe("delivered");
  });

  it("is signed with both keys while a rotation's overlap lasts, and with the new one afterwards", async () => {
    const ctx = aContext(await aProject());
    const { endpoint, secret: old } = await anEndpoint(ctx, { url: consumer.url });
    consumer.answer = 500;
    await sendTest(ctx, endpoint.id);
    sender = aSender();
    await arrived(1);
    const rotated = await rotateSecret(ctx, endpoint.id, 3600);
    if (!rotated.ok) throw new Error(rotated.refusal.code);
    await until(async () => (await messagesOf(ctx, endpoint.id))[0]!.body !== null);
    await endWaits();
    await arrived(2);
    const verifies = (secret: string, { text, headers }: Received) => {
      try {
        new Webhook(secret).verify(text, headers);
        return true;
      } catch {
        return false;
      }
    };
    const [before, during] = consumer.received as [Received, Received];
    expect([verifies(old, before), verifies(rotated.value.secret, before)]).toEqual([true, false]);
    expect([verifies(old, during), verifies(rotated.value.secret, during)]).toEqual([true, true]);

    consumer.answer = 200;
    const last = await rotateSecret(ctx, endpoint.id, 0);
    if (!last.ok) throw new Error(last.refusal.code);
    await until(async () => (await messagesOf(ctx, endpoint.id))[0]!.attemptCount === 2);
    await endWaits();
    await arrived(3);
    expect(verifies(old, consumer.received[2]!)).toBe(false);
    expect(verifies(rotated.value.secret, consumer.received[2]!)).toBe(false);
    expect(verifies(last.value.secret, consumer.received[2]!)).toBe(true);
  });

  it("can be replayed, alone or with all others of a period", async () => {
    const ctx = aContext(await aProject());
    await started(ctx, { identifier: { email: "before@example.com" } });
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url, types: ["verification.started"] });
    for (const name of ["jane", "john"]) await started(ctx, { identifier: { email: `${name}@example.com` } });
    sender = aSender();
    await arrived(2);
    await until(async () =>
      (await messagesOf(ctx, endpoint.id)).every(({ outcome }) => outcome === "delivered"),
    );
    const [message] = await messagesOf(ctx, endpoint.id);
    await replayMessage(ctx, message!.id);
    await arrived(3);
    const range = { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) };
    await until(async () =>
      (await messagesOf(ctx, endpoint.id)).every(({ outcome }) => outcome === "delivered"),
    );
    expect(await replayMessages(ctx, endpoint.id, { ...range, isOnlyFailed: true })).toEqual({
      ok: true,
      value: 0,
    });
    expect(await replayMessages(ctx, endpoint.id, { ...range, isOnlyFailed: false })).toEqual({
      ok: true,
      value: 3,
    });
    await arrived(6);
    // One of them happened before the endpoint was added.
    expect(new Set(consumer.received.map(({ headers }) => headers["webhook-id"])).size).toBe(3);
  });
});

describe("an endpoint that does not work", () => {
  let mail: MailServer;
  beforeEach(async () => {
    mail = await startMailServer();
  });
  afterEach(() => mail.close());

  async function anOwnedProject() {
    await db().execute(sql`delete from projects`);
    const project = await aProject();
    await insertProject("Console", { kind: "reserved" });
    const ctx = aContext(project);
    const config = {
      host: "127.0.0.1",
      port: mail.port,
      security: "none",
      from: "Acme <no-reply@acme.example>",
    };
    await createProvider(ctx, { kind: "smtp", config });
    for (const role of ["owner", "admin"] as const) {
      const operator = await insertOperator(`${role}.${project.id}@example.com`, "");
      await setRole(operator.id, project.id, role);
    }
    return ctx;
  }

  it("is disabled by 410, and only the owners are told, once", async () => {
    const ctx = await anOwnedProject();
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url, types: ["verification.started"] });
    consumer.answer = 410;
    for (let i = 0; i < 5; i++) await started(ctx, { identifier: { email: `jane${i}@example.com` } });
    sender = aSender();
    await until(() => mail.mails.some(({ subject }) => /disabled/.test(subject ?? "")));
    const found = await findEndpoint(ctx, endpoint.id);
    expect(found).toMatchObject({ value: { disabledReason: "gone" } });
    expect(await sendTest(ctx, endpoint.id)).toMatchObject({
      refusal: { code: "webhook_endpoint_disabled" },
    });
    await sender.stop();
    const told = mail.mails.filter(({ subject }) => /disabled/.test(subject ?? ""));
    expect(told.map(({ to }) => JSON.stringify(to))).toEqual([expect.stringContaining("owner.")]);
    expect(told[0]!.text).toContain(consumer.url);

    // Enabled again, it gets what was waiting.
    consumer.answer = 200;
    consumer.received.length = 0;
    await updateEndpoint(ctx, endpoint.id, { isEnabled: true });
    await endWaits();
    sender = aSender();
    await arrived(5);
  });

  it("is disabled after three days in which nothing has arrived", async () => {
    const ctx = await anOwnedProject();
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url });
    consumer.answer = 503;
    await sendTest(ctx, endpoint.id);
    sender = aSender();
    const failing = async () => {
      const found = await findEndpoint(ctx, endpoint.id);
      return found.ok ? found.value : null;
    };
    await until(async () => (await failing())?.failingSince);
    expect((await failing())!.disabledAt).toBeNull();
    await db().execute(sql`update webhook_cursors set failing_since = failing_since - interval '73 hours'`);
    await endWaits();
    await until(async () => (await failing())?.disabledReason === "failing");
    await until(() => mail.mails.length > 0);
  });

  it("is not called before it works again with more than one request at once, and one success is enough", async () => {
    const ctx = await anOwnedProject();
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url });
    consumer.answer = 503;
    await sendTest(ctx, endpoint.id);
    sender = aSender();
    await until(async () => (await messagesOf(ctx, endpoint.id))[0]?.body);
    consumer.answer = 200;
    await endWaits();
    await until(async () => (await messagesOf(ctx, endpoint.id))[0]?.outcome === "delivered");
    expect(await findEndpoint(ctx, endpoint.id)).toMatchObject({ value: { failingSince: null } });
  });
});
