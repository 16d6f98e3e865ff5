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
import { log } from "@/lib/log";
import type { Policies } from "@/lib/projects";
import { cancel, checkCode, openChallenges, resend, start } from ".";
import { aContext, started } from "./testing";

useTestDatabase();

interface Posted {
  to: string;
  channel: string;
  payload: { code: string };
}

/** An endpoint of a project's own: keeps what is posted, and answers as it is told. */
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

/** Ends the waits of all fallbacks, because the database's clock cannot be changed. */
async function makeDue(): Promise<void> {
  await db().execute(sql`update ${outbox} set run_at = now()`);
}

/** Ids of one millisecond have no order. */
const requestFirst = (a: DeliveryRecord, b: DeliveryRecord) =>
  Number(b.trigger === "request") - Number(a.trigger === "request");

const outcomes = async (ctx: Ctx, id: string) =>
  (await deliveriesOfVerification(ctx.project.id, id))
    .toSorted(requestFirst)
    .map(({ channel, trigger, outcome, reason, tries }) => [channel, trigger, outcome, reason, tries.length]);

describe("a message", () => {
  test("leaves from memory after the commit, with its try on record before", async () => {
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

  test("is sent by whoever claims it if this process has no worker", async () => {
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
  const onFailure: Policies = {
    confirm: { sms: { fallbacks: [{ channel: "whatsapp", afterSeconds: null }] } },
  };

  test("goes out after its time, with the same code", async () => {
    const ctx = await aSender(byTimer);
    work();
    const v = await started(ctx, phone);
    await until(() => posted.length === 1);
    const [waiting] = await db().select().from(outbox);
    expect(waiting!.runAt.getTime() - Date.now()).toBeGreaterThan(20_000);
    await makeDue();
    await until(() => posted.length === 2);
    expect(posted.map(({ channel, payload }) => [channel, payload.code === posted[0]!.payload.code])).toEqual(
      [
        ["sms", true],
        ["voice", true],
      ],
    );
    await until(async () => (await outcomes(ctx, v.id))[1]![2] === "accepted");
  });

  test("does not go out once the verification has ended", async () => {
    const ctx = await aSender(byTimer);
    work();
    const [verified, canceled] = [
      await started(ctx, phone),
      await started(ctx, { identifier: { phone: "+4915112345679" } }),
    ];
    await until(() => posted.length === 2);
    const code = posted.find(({ to }) => to.endsWith("8"))!.payload.code;
    expect((await checkCode(ctx, { verificationId: verified.id, code })).ok).toBe(true);
    await cancel(ctx, { verificationId: canceled.id });
    await makeDue();
    await until(async () => (await db().$count(outbox)) === 0);
    expect((await outcomes(ctx, verified.id))[1]).toEqual(["voice", "timer", "skipped", "verified", 0]);
    expect((await outcomes(ctx, canceled.id))[1]).toEqual(["voice", "timer", "skipped", "canceled", 0]);
    expect(posted).toHaveLength(2);
  });

  test("does not go out if the message before it is known to have arrived", async () => {
    const ctx = await aSender(byTimer);
    work();
    const v = await started(ctx, phone);
    await until(async () => (await outcomes(ctx, v.id))[0]![2] === "accepted");
    await db().execute(sql`update ${deliveries} set status = 'delivered' where trigger = 'request'`);
    await makeDue();
    await until(async () => (await db().$count(outbox)) === 0);
    expect((await outcomes(ctx, v.id))[1]).toEqual(["voice", "timer", "skipped", "not_needed", 0]);
  });

  test("on failure goes out at once, and not otherwise", async () => {
    const ctx = await aSender(onFailure);
    work();
    answer = ({ channel, to }, response) => {
      if (channel === "sms" && to.endsWith("8"))
        response.writeHead(422).end('{"code":"recipient_rejected","explanation":"no mobile"}');
      else response.end("{}");
    };
    const [failing, fine] = [
      await started(ctx, phone),
      await started(ctx, { identifier: { phone: "+4915112345679" } }),
    ];
    await until(async () => (await outcomes(ctx, failing.id))[1]![2] === "accepted");
    expect(await outcomes(ctx, failing.id)).toEqual([
      ["sms", "request", "undeliverable", "recipient_rejected", 1],
      ["whatsapp", "failure", "accepted", null, 1],
    ]);
    expect((await outcomes(ctx, fine.id))[1]).toEqual(["whatsapp", "failure", null, null, 0]);
    // At the end of the code's life it is found not to be needed.
    await db().execute(
      sql`update verifications set code_expires_at = now(), expires_at = now() where id = ${fine.id}`,
    );
    await makeDue();
    await until(async () => (await outcomes(ctx, fine.id))[1]![2] !== null);
    expect((await outcomes(ctx, fine.id))[1]).toEqual(["whatsapp", "failure", "skipped", "not_needed", 0]);
  });

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

describe("answering after the provider", () => {
  const asked = { ...phone, answerAfter: "provider" as const };

  test("waits until it has accepted the message", async () => {
    const ctx = await aSender();
    work();
    let isAnswered = false;
    answer = (_, response) =>
      void setTimeout(() => {
        isAnswered = true;
        response.end("{}");
      }, 200);
    expect((await start(ctx, asked)).ok).toBe(true);
    expect(isAnswered).toBe(true);
  });

  test("refuses what no provider can send, in the provider's words", async () => {
    const ctx = await aSender();
    work();
    answer = (_, response) =>
      response.writeHead(422).end('{"code":"recipient_rejected","explanation":"not a mobile number"}');
    expect(await start(ctx, asked)).toMatchObject({
      ok: false,
      refusal: {
        code: "recipient_unreachable",
        reason: "recipient_rejected",
        explanation: expect.stringContaining("not a mobile number"),
        provider: "http",
        verification: { sendCount: 1 },
      },
    });
  });

  test("succeeds if the provider is away, because the message is tried again", async () => {
    const ctx = await aSender();
    work();
    answer = (_, response) => response.writeHead(503).end();
    expect((await start(ctx, asked)).ok).toBe(true);
  });

  test("waits for the worker of another process, too", async () => {
    const ctx = await aSender();
    answer = (_, response) => response.writeHead(422).end('{"code":"recipient_rejected"}');
    const pending = start(ctx, asked);
    await until(async () => (await db().$count(outbox)) === 1);
    work();
    expect(await pending).toMatchObject({ ok: false, refusal: { code: "recipient_unreachable" } });
  });

  test("does not tell unknown recipients from known ones", async () => {
    const ctx = await aSender({ confirm: { sms: { recipients: "known", answerAfter: "provider" } } });
    work();
    answer = () => {};
    const v = await started(ctx, phone);
    expect(v).toMatchObject({ isDecoy: true, policy: { answerAfter: "commit" } });
  });
});
