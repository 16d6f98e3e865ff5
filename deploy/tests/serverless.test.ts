import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ask, codeOf, type Product, startProduct } from "./product";

const CRON_SECRET = "a-secret-for-the-scheduler";
const cron = { headers: { authorization: `Bearer ${CRON_SECRET}` } };

let product: Product;
/** A message provider that is down at first, and an endpoint for webhooks. */
let other: Server;
let isDown = true;
const received: { url: string; body: { type?: string; to?: string } }[] = [];

beforeAll(async () => {
  product = await startProduct({ name: "serverless", variables: { WORKER: "off", CRON_SECRET } });
  other = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const url = request.url ?? "";
    if (url === "/messages" && isDown) return response.writeHead(503).end();
    received.push({ url, body: JSON.parse(text) });
    return response.end("{}");
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  other.close();
  await product.stop();
});

const otherUrl = (path: string) => `http://127.0.0.1:${(other.address() as AddressInfo).port}${path}`;

it("sends a request's message after its response, although no worker runs", async () => {
  await ask(product, "POST", "/api/v1/verifications", { email: "fast@example.com" });
  expect(await codeOf(product, "fast@example.com")).toMatch(/^\d{6}$/);

  // A body of unknown length is left to the framework, whose `after` then runs the task.
  const body = new Blob([JSON.stringify({ email: "framework@example.com" })]).stream();
  const init = { body, duplex: "half" } as RequestInit;
  expect((await ask(product, "POST", "/api/v1/verifications", undefined, init)).status).toBe(201);
  expect(await codeOf(product, "framework@example.com")).toMatch(/^\d{6}$/);
});

it("does the rest when the scheduler calls, and only for the scheduler", async () => {
  await ask(product, "POST", "/api/v1/webhook-endpoints", { url: otherUrl("/webhooks") });
  await ask(product, "POST", "/api/v1/providers", {
    kind: "http",
    channels: ["email"],
    config: { endpoint: otherUrl("/messages") },
  });
  const keyed = { headers: { "idempotency-key": "an-old-request" } };
  await ask(product, "POST", "/api/v1/verifications", { email: "late@example.com" }, keyed);
  const sql = postgres(product.databaseUrl, { max: 1 });
  await sql`update idempotency_keys set created_at = now() - interval '25 hours'`;
  isDown = false;

  for (const headers of [undefined, { authorization: "Bearer a-secret-for-the-schedules" }]) {
    const refused = await ask(product, "GET", "/internal/cron/outbox", undefined, { headers });
    expect(refused).toMatchObject({ status: 403, body: { code: "cron_closed" } });
  }
  // The message is due again when its provider's pause is over.
  while (!received.some(({ body }) => body.to === "late@example.com")) {
    const done = await ask(product, "GET", "/internal/cron/outbox", undefined, cron);
    expect(done).toMatchObject({ status: 200, body: { deliveries: expect.any(Number) } });
  }
  expect(received.map(({ url, body }) => `${url} ${body.type}`)).toContain("/webhooks verification.started");
  expect(await sql`select from idempotency_keys`).toHaveLength(0);
  await sql.end();
});
