import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { db, newIdInSql } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { testCertificate } from "@/lib/delivery/providers/testing";
import { env } from "@/lib/env";
import { resolver } from "@/lib/outbound";
import { aContext, aProject, started } from "@/lib/verification/testing";
import { createEndpoint, findMessage, listMessages, sendTest, type Webhooks } from ".";
import { Connections } from "./sending/post";
import { anEndpoint, aSender, type Consumer, endWaits, startConsumer } from "./testing";

useTestDatabase();

let consumer: Consumer;
let sender: Webhooks | undefined;
let connections: Connections;
beforeEach(async () => {
  consumer = await startConsumer();
  connections = new Connections();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await sender?.stop();
  sender = undefined;
  await connections.close();
  await consumer.close();
  await db().execute(sql`delete from webhook_endpoints`);
});

const until = (isMet: () => unknown) => vi.waitUntil(isMet, { timeout: 25_000, interval: 20 });
const post = (url: string) => connections.post(url, {}, "{}");

describe("a response", () => {
  it("that never ends is cut, and its status counts", async () => {
    consumer.answer = (response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write("x".repeat(4096)), 1);
      response.on("close", () => clearInterval(more));
    };
    const result = await post(consumer.url);
    expect(result).toMatchObject({ status: 200, explanation: null });
    expect(result.response).toHaveLength(16 * 1024);
  });

  it("that is a redirect is not followed", async () => {
    consumer.answer = (response) => {
      response.writeHead(307, { location: consumer.url }).end();
    };
    expect(await post(consumer.url)).toMatchObject({
      status: 307,
      explanation: "It responded with 307. Redirects are not followed.",
    });
    expect(consumer.received).toHaveLength(1);
  });

  it("with NUL can be stored", async () => {
    const ctx = aContext(await aProject());
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url });
    consumer.answer = (response) => void response.writeHead(500).end('nul: \0, quotes: " \\');
    await sendTest(ctx, endpoint.id);
    sender = aSender();
    await until(async () => (await attemptsOf(ctx, endpoint.id)).length > 0);
    const [attempt] = await attemptsOf(ctx, endpoint.id);
    expect(attempt!.response).toBe('nul: \u{fffd}, quotes: " \\');
  });

  it("that is not HTTP is explained", async () => {
    const server = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({
      status: null,
      explanation: expect.stringContaining("could not be reached"),
    });
    server.close();
  });
});

async function attemptsOf(ctx: ReturnType<typeof aContext>, endpointId: string) {
  const listed = await listMessages(ctx, endpointId, { limit: 1 });
  const found = listed.ok ? await findMessage(ctx, listed.value[0]!.id) : null;
  return found?.ok ? found.value.attempts : [];
}

describe("a target", () => {
  it("with a certificate that nobody vouches for is not used", async () => {
    const impostor = await startConsumer(testCertificate);
    expect(await post(impostor.url)).toMatchObject({
      status: null,
      explanation: expect.stringMatching(/^Its certificate is not valid \(\w+\)\.$/),
    });
    expect(impostor.received).toEqual([]);
    await impostor.close();
  });

  it("on a private network is refused where it is entered, and where it is called", async () => {
    const trusted = env.PRIVATE_WEBHOOK_TARGETS.splice(0);
    onTestFinished(() => void env.PRIVATE_WEBHOOK_TARGETS.push(...trusted));
    const ctx = aContext(await aProject());
    const forbidden = [
      "https://127.0.0.1/",
      "https://10.1.2.3/",
      "https://[::1]/",
      "https://169.254.169.254/latest/meta-data",
      "http://example.com/",
      "https://user:password@example.com/",
      consumer.url,
    ];
    for (const url of forbidden) {
      expect(await createEndpoint(ctx, { url })).toMatchObject({
        refusal: { code: "webhook_url_forbidden" },
      });
      expect(await post(url)).toMatchObject({
        status: null,
        explanation: expect.stringContaining("It was not called"),
      });
    }
    expect(consumer.received).toEqual([]);
  });

  it("whose name leads to a private address by the time of the connection is not called", async () => {
    const ctx = aContext(await aProject());
    const { port } = new URL(consumer.url);
    const url = `https://hooks.example.com:${port}/`;
    // Nothing is wrong with it when it is entered: the name is not looked up before it is used.
    expect((await createEndpoint(ctx, { url })).ok).toBe(true);
    const answers = ["93.184.215.14", "127.0.0.1"];
    vi.spyOn(resolver, "lookup").mockImplementation(((
      _name: string,
      _options: object,
      done: (error: null, found: object[]) => void,
    ) => done(null, [{ address: answers.pop()!, family: 4 }])) as never);
    expect(await post(url)).toMatchObject({
      status: null,
      explanation: "It was not called: it is on a private network.",
    });
  });
});

it("a slow endpoint delays no other one", async () => {
  const slow = await startConsumer();
  const held: (() => void)[] = [];
  slow.answer = (response) => {
    held.push(() => response.writeHead(200).end());
  };
  const ctx = aContext(await aProject());
  const other = aContext(await aProject());
  await anEndpoint(ctx, { url: slow.url, types: ["verification.started"] });
  await anEndpoint(other, { url: consumer.url, types: ["verification.started"] });
  for (let i = 0; i < 40; i++) await started(ctx, { identifier: { email: `jane${i}@example.com` } });
  sender = aSender();
  await until(() => held.length === 8);
  await started(other);
  await until(() => consumer.received.length === 1);
  // Nothing more was sent to the slow one, which had eight requests at once all the time.
  expect(slow.received).toHaveLength(8);
  slow.answer = 200;
  for (const respond of held) respond();
  await until(() => slow.received.length === 40);
  await slow.close();
});

it("an hour of 500 loses nothing", async () => {
  const ctx = aContext(await aProject());
  const { endpoint } = await anEndpoint(ctx, { url: consumer.url, types: ["verification.started"] });
  consumer.answer = 500;
  sender = aSender();
  for (let i = 0; i < 30; i++) await started(ctx, { identifier: { email: `jane${i}@example.com` } });
  const failed = async () => {
    const listed = await listMessages(ctx, endpoint.id, { limit: 100 });
    return listed.ok ? listed.value.filter(({ body }) => body !== null).length : 0;
  };
  await until(async () => (await failed()) === 30);
  consumer.answer = 200;
  consumer.received.length = 0;
  await endWaits();
  await until(() => new Set(consumer.received.map(({ headers }) => headers["webhook-id"])).size === 30);
});

it("an endpoint that asks for more time gets it, up to an hour", async () => {
  const ctx = aContext(await aProject());
  const { endpoint } = await anEndpoint(ctx, { url: consumer.url });
  const inTenMinutes = new Date(Date.now() + 600_000).toUTCString();
  sender = aSender();
  // Bounds in seconds leave a minute for a busy machine.
  for (const [status, retryAfter, least, most] of [
    [429, "600", 540, 720],
    [503, inTenMinutes, 540, 720],
    [429, "999999", 3540, 4320],
    [500, "600", -60, 6],
  ] as const) {
    consumer.answer = (response) => void response.writeHead(status, { "retry-after": retryAfter }).end();
    const message = await sendTest(ctx, endpoint.id);
    if (!message.ok) throw new Error(message.refusal.code);
    const read = async () => {
      const found = await findMessage(ctx, message.value.id);
      if (!found.ok) throw new Error(found.refusal.code);
      return found.value;
    };
    await until(async () => (await read()).attempts.length > 0);
    const wait = ((await read()).runAt.getTime() - Date.now()) / 1000;
    expect([wait > least, wait <= most], `${status} ${retryAfter}: ${wait} s`).toEqual([true, true]);
  }
});

it("a consumer whose clock is wrong can tell by the timestamp, which is that of each attempt", async () => {
  const ctx = aContext(await aProject());
  const { endpoint, secret } = await anEndpoint(ctx, { url: consumer.url });
  await sendTest(ctx, endpoint.id);
  sender = aSender();
  await until(() => consumer.received.length === 1);
  const { text, headers } = consumer.received[0]!;
  const webhook = new Webhook(secret);
  const at = Date.now();
  const now = vi.spyOn(Date, "now");
  for (const [skew, error] of [
    [301_000, "too old"],
    [-302_000, "too new"],
  ] as const) {
    now.mockReturnValue(at + skew);
    expect(() => webhook.verify(text, headers)).toThrow(error);
  }
  now.mockRestore();
  expect(webhook.verify(text, headers)).toMatchObject({ type: "webhook.test" });
});

describe("a process that is killed", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  function aChild(): ChildProcess {
    const path = fileURLToPath(new URL("sender-child.ts", import.meta.url));
    const child = spawn(process.execPath, ["--import", "tsx", path], { env: process.env, stdio: "inherit" });
    children.push(child);
    return child;
  }

  it("between the request and its record: it is sent again with the same id, by another process", async () => {
    const ctx = aContext(await aProject());
    const { endpoint } = await anEndpoint(ctx, { url: consumer.url, types: ["verification.started"] });
    const child = aChild();
    consumer.answer = async (response) => {
      child.kill("SIGKILL");
      await once(child, "exit");
      response.destroy();
    };
    // Committed, but no message exists yet: whoever runs next finds it.
    await started(ctx);
    await until(() => consumer.received.length === 1);
    await until(() => child.signalCode === "SIGKILL");
    expect(await attemptsOf(ctx, endpoint.id)).toEqual([]);
    consumer.answer = 200;
    await endWaits();
    sender = aSender();
    await until(async () => (await attemptsOf(ctx, endpoint.id)).length === 1);
    const [first, second] = consumer.received;
    expect(second!.headers["webhook-id"]).toBe(first!.headers["webhook-id"]);
    expect((await attemptsOf(ctx, endpoint.id))[0]).toMatchObject({ number: 2, status: 200 });
  });
});

it("10 000 queued events arrive, each once", async () => {
  const ctx = aContext(await aProject());
  await anEndpoint(ctx, { url: consumer.url, types: ["suppression.created"] });
  await db().execute(sql`
    insert into events (id, project_id, type, actor) select ${newIdInSql}, ${ctx.project.id}, 'suppression.created', 'system'
    from generate_series(1, 10000)`);
  sender = aSender();
  await vi.waitUntil(() => consumer.received.length >= 10_000, { timeout: 120_000 });
  const sequence = consumer.received.map(({ body }) => body.sequence as number);
  expect([sequence.length, new Set(sequence).size, Math.max(...sequence)]).toEqual([10_000, 10_000, 10_000]);
}, 130_000);
