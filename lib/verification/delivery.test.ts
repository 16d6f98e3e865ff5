import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliveries, outbox } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { aProject } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import {
  cancelDelivery,
  createProvider,
  createSuppression,
  type DeliveryRecord,
  deliveriesOfVerification,
  startWorker,
  type Worker,
} from "@/lib/delivery";
import { newId } from "@/lib/id";
import { log } from "@/lib/log";
import type { Policies } from "@/lib/projects";
import { checkCode, openChallenges, resend, resendThrough, start } from ".";
import { aContext, started } from "./testing";

useTestDatabase();

interface Posted {
  to: string;
  channel: string;
  payload: { code: string };
}

/** A project's own endpoint. Keeps what is posted, and responds as the test sets. */
let posted: Posted[];
let answer: (message: Posted, response: ServerResponse) => void;
let server: Server;
let worker: Worker | undefined;

beforeEach(async () => {
  await db().execute(sql`truncate ${deliveries}, ${outbox} cascade`);
  posted = [];
  answer = (_, response) => response.end("{}");
  server = createServer(async (request: IncomingMessage, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const message = JSON.parse(text);
    posted.push(message);
    answer(message, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  server.closeAllConnections();
  server.close();
});

function work(): void {
  worker = startWorker({ openChallenges, log });
}

async function aSender(policies: Policies = {}): Promise<Ctx> {
  const ctx = aContext(await aProject({ policies }));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const created = await createProvider(ctx, { kind: "http", config: { endpoint } });
  if (!created.ok) throw new Error(created.refusal.code);
  return ctx;
}

const phone = { identifier: { phone: "+4915112345678" } };

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Ids of one millisecond have no order. */
const requestFirst = (a: DeliveryRecord, b: DeliveryRecord) =>
  Number(b.trigger === "request") - Number(a.trigger === "request");

const outcomes = async (ctx: Ctx, id: string) =>
  (await deliveriesOfVerification(ctx.project.id, id))
    .toSorted(requestFirst)
    .map(({ channel, trigger, outcome, reason, tries }) => [channel, trigger, outcome, reason, tries.length]);

describe("a message", () => {
  test("is sent from memory after the commit, with its try recorded before", async () => {
    const ctx = await aSender();
    work();
    let before: unknown;
    answer = async (_, response) => {
      [before] = await db().select().from(deliveries);
      response.end("{}");
    };
    const v = await started(ctx, phone);
    await until(async () => (await outcomes(ctx, v.id))[0]![2] === "accepted");
    expect(before).toMatchObject({ tryCount: 1, providerKind: "http", tryFinishedAt: null, outcome: null });
    expect(posted).toMatchObject([{ to: "+4915112345678", channel: "sms" }]);
    expect(await outcomes(ctx, v.id)).toEqual([["sms", "request", "accepted", null, 1]]);
    expect(await db().$count(outbox)).toBe(0);
    const checked = await checkCode(ctx, { verificationId: v.id, code: posted[0]!.payload.code });
    expect(checked.ok).toBe(true);
  });

  test("is sent by another process if this one has no worker", async () => {
    const ctx = await aSender();
    const v = await started(ctx, phone);
    expect(await outcomes(ctx, v.id)).toEqual([["sms", "request", null, null, 0]]);
    work();
    await until(async () => (await outcomes(ctx, v.id))[0]![2] === "accepted");
    expect(posted).toHaveLength(1);
  });

  test("on another channel has the same code", async () => {
    const ctx = await aSender({ confirm: { sms: { cooldownSeconds: 0 } } });
    work();
    const v = await started(ctx, phone);
    await until(() => posted.length === 1);
    await db().execute(sql`update verifications set next_send_at = now()`);
    expect(await resend(ctx, { verificationId: v.id, channel: "voice" })).toMatchObject({
      ok: true,
      value: { verification: { channel: "voice", sendCount: 2 } },
    });
    await until(() => posted.length === 2);
    expect(posted.map(({ channel }) => channel)).toEqual(["sms", "voice"]);
    expect(posted[1]!.payload.code).toBe(posted[0]!.payload.code);
    expect(await resend(ctx, { verificationId: v.id, channel: "email" })).toMatchObject({
      ok: false,
      refusal: { code: "channel_not_supported" },
    });
  });

  test("is sent again through the provider of one's choice, whether this process sends it or another one", async () => {
    const ctx = await aSender({ confirm: { sms: { cooldownSeconds: 0 } } });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/second`;
    const second = await createProvider(ctx, { kind: "http", name: "Second", config: { endpoint } });
    if (!second.ok) throw new Error(second.refusal.code);
    work();
    const v = await started(ctx, phone);
    await until(() => posted.length === 1);
    const through = { verificationId: v.id, providerId: second.value.id };
    expect((await resendThrough(ctx, through)).ok).toBe(true);
    await until(() => posted.length === 2);
    await worker!.stop();
    await db().execute(sql`update verifications set next_send_at = now()`);
    expect((await resendThrough(ctx, through)).ok).toBe(true);
    work();
    await until(async () => (await outcomes(ctx, v.id))[2]![2] === "accepted");
    const deliveries = await deliveriesOfVerification(ctx.project.id, v.id);
    expect(deliveries.slice(1).map(({ tries }) => tries.map(({ providerId }) => providerId))).toEqual([
      [second.value.id],
      [second.value.id],
    ]);
    expect(await resendThrough(ctx, { ...through, providerId: newId() })).toMatchObject({
      refusal: { code: "provider_not_found" },
    });
  });

  test("to a suppressed recipient is refused to a backend, and skipped for a page", async () => {
    const ctx = await aSender();
    work();
    await createSuppression(ctx, { recipient: "+4915112345678" });
    expect(await start(ctx, phone)).toMatchObject({ ok: false, refusal: { code: "recipient_suppressed" } });
    const page: Ctx = { ...ctx, caller: { kind: "page", nonce: "a" } };
    const v = await started(page, phone);
    await until(async () => (await outcomes(ctx, v.id))[0]![2] !== null);
    expect(await outcomes(ctx, v.id)).toEqual([["sms", "request", "skipped", "suppressed", 0]]);
    expect(posted).toEqual([]);
  });
});

describe("a fallback", () => {
  const byTimer: Policies = { confirm: { sms: { fallbacks: [{ channel: "voice", afterSeconds: 30 }] } } };

  test("can be canceled on its own", async () => {
    const ctx = await aSender(byTimer);
    work();
    const v = await started(ctx, phone);
    const [first, fallback] = (await deliveriesOfVerification(ctx.project.id, v.id)).toSorted(requestFirst);
    expect(await cancelDelivery(ctx, fallback!.id)).toMatchObject({
      ok: true,
      value: { outcome: "skipped", reason: "withdrawn" },
    });
    await until(async () => (await outcomes(ctx, v.id))[0]![2] === "accepted");
    expect(await cancelDelivery(ctx, first!.id)).toMatchObject({
      ok: false,
      refusal: { code: "delivery_not_cancelable", outcome: "accepted" },
    });
  });
});
