import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { newId, toTypeId } from "@/lib/id";
import { log } from "@/lib/log";
import { startWebhooks, type Webhooks } from "@/lib/webhooks";
import { type Consumer, startConsumer } from "@/lib/webhooks/testing";
import { standardFormat, webhookDescriptions } from "..";
import { webhookBody } from "../webhook-payload";
import { prove, rightCode, start } from "./acts";
import { aClient, type Body, type Client, expectProblem } from "./harness";

useTestDatabase();

let consumer: Consumer;
let sender: Webhooks;
let client: Client;
beforeAll(async () => {
  consumer = await startConsumer();
  client = await aClient();
  sender = startWebhooks({ formats: { standard: standardFormat }, log });
});
afterAll(async () => {
  await sender.stop();
  await consumer.close();
});

async function create(body: object = {}, by = client): Promise<Body> {
  const answer = await by.call("POST", "/webhook-endpoints", { body: { url: consumer.url, ...body } });
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body;
}

const arrived = (isIt: (body: Body) => boolean) =>
  vi.waitUntil(() => consumer.received.find(({ body }) => isIt(body)), { timeout: 20_000 });

describe("/webhook-endpoints", () => {
  it("creates, lists, changes and deletes, and shows the secret only once", async () => {
    const own = await aClient();
    const { secret, ...endpoint } = await create(
      { types: ["verification.verified"], description: "Shop" },
      own,
    );
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(endpoint).toMatchObject({ enabled: true, payload: "full", signature: "hmac", publicKey: null });
    const path = `/webhook-endpoints/${endpoint.id}`;
    expect((await own.call("GET", path)).body).toEqual(endpoint);
    expect((await own.call("GET", "/webhook-endpoints")).body.data).toEqual([endpoint]);
    const changed = await own.call("PATCH", path, { body: { enabled: false, types: null } });
    expect(changed.body).toMatchObject({
      enabled: false,
      disabledReason: "operator",
      types: null,
      url: consumer.url,
    });
    expectProblem(await own.call("POST", `${path}/tests`, { body: {} }), 409, "webhook_endpoint_disabled");
    expectProblem(
      await own.call("POST", `${path}/replays`, { body: { from: "2026-01-01T00:00:00Z" } }),
      409,
      "webhook_endpoint_disabled",
    );
    expect((await own.call("PATCH", path, { body: { enabled: true } })).body.enabled).toBe(true);
    const rotated = await own.call("POST", `${path}/rotation`, { body: {} });
    expect(rotated.body.secret).not.toBe(secret);
    expect((await own.call("DELETE", path)).body.id).toBe(endpoint.id);
    expectProblem(await own.call("GET", path), 404, "webhook_endpoint_not_found");

    const events = await listEvents(own.project.id, { limit: 20 });
    const types = events.map(({ type }) => type).filter((type) => type.startsWith("webhook."));
    expect(types.toReversed()).toEqual([
      "webhook.created",
      "webhook.updated",
      "webhook.updated",
      "webhook.rotated",
      "webhook.deleted",
    ]);
    for (const hidden of [secret, rotated.body.secret]) expect(JSON.stringify(events)).not.toContain(hidden);
  });

  it("gives the same endpoint, without its secret, for the same Idempotency-Key", async () => {
    const own = await aClient();
    const asked = { body: { url: consumer.url }, headers: { "idempotency-key": '"once"' } };
    const [first, again] = [
      await own.call("POST", "/webhook-endpoints", asked),
      await own.call("POST", "/webhook-endpoints", asked),
    ];
    expect(again.body).toEqual({ ...first.body, secret: null });
  });

  it("refuses URLs that it must not call, other projects and unknown members", async () => {
    for (const url of ["http://example.com/", "https://10.0.0.1/", "https://u:p@example.com/"]) {
      const refused = await client.call("POST", "/webhook-endpoints", { body: { url } });
      expectProblem(refused, 422, "webhook_url_forbidden");
    }
    for (const body of [
      { url: "ftp://example.com" },
      { url: consumer.url, types: ["nothing"] },
      { url: 1 },
      {},
    ])
      expectProblem(await client.call("POST", "/webhook-endpoints", { body }), 400, "request_invalid");
    const { id } = await create();
    const stranger = await aClient();
    for (const path of [`/webhook-endpoints/${id}`, `/webhook-endpoints/${toTypeId("whe", newId())}`]) {
      expectProblem(await stranger.call("GET", path), 404, "webhook_endpoint_not_found");
      expectProblem(await stranger.call("DELETE", path), 404, "webhook_endpoint_not_found");
      expectProblem(await stranger.call("GET", `${path}/messages`), 404, "webhook_endpoint_not_found");
      expectProblem(
        await stranger.call("POST", `${path}/tests`, { body: {} }),
        404,
        "webhook_endpoint_not_found",
      );
    }
    await client.call("DELETE", `/webhook-endpoints/${id}`);
  });
});

describe("messages", () => {
  it("match the schemas of the OpenAPI document, hold no code, and list their requests", async () => {
    const { id, secret } = await create();
    const v = await start(client);
    const code = await rightCode(v);
    await client.call("POST", `/verifications/${v.id}/attempts`, { body: { code: "000000" } });
    await client.call("POST", `/verifications/${v.id}/attempts`, { body: { code } });
    await client.call("POST", `/webhook-endpoints/${id}/tests`, { body: {} });
    const limits = [{ key: "tenant-42", max: 1, windowSeconds: 3600 }];
    for (const body of [
      { phone: "+18005550199" },
      { email: "a@example.com", limits },
      { email: "b@example.com", limits },
    ])
      await client.call("POST", "/verifications", { body });
    const isOurs = (body: Body) => body.data.verificationId === v.id;
    const {
      body: told,
      headers,
      text,
    } = (await arrived((b) => isOurs(b) && b.type === "verification.verified"))!;
    expect(new Webhook(secret).verify(text, headers)).toEqual(told);
    expect(told.data).toMatchObject({
      actor: { type: "key" },
      details: { method: "code" },
      verification: { id: v.id, status: "verified", identifier: v.identifier },
    });
    for (const awaited of ["webhook.test", "protection.objected", "protection.limit_reached"])
      await arrived(({ type }) => type === awaited);
    for (const { body } of consumer.received)
      expect(webhookBody(body.type).safeParse(body).error).toBeUndefined();
    expect(JSON.stringify(consumer.received)).not.toContain(code);

    const listed = await client.call("GET", `/webhook-endpoints/${id}/messages?type=verification.verified`);
    expect(listed.body.data).toHaveLength(1);
    const path = `/webhook-messages/${listed.body.data[0].id}`;
    const one = async () => (await client.call("GET", path)).body;
    await vi.waitUntil(async () => (await one()).outcome === "delivered", { timeout: 10_000 });
    expect(await one()).toMatchObject({
      body: text,
      requests: [{ number: 1, status: 200, explanation: null }],
    });

    const before = consumer.received.length;
    expect((await client.call("POST", `${path}/replays`, { body: {} })).status).toBe(200);
    await vi.waitUntil(() => consumer.received.length > before, { timeout: 10_000 });
    expect(consumer.received.at(-1)!.text).toBe(text);
    const range = { from: new Date(Date.now() - 3600_000).toISOString() };
    const replayed = await client.call("POST", `/webhook-endpoints/${id}/replays`, { body: range });
    expect(replayed.body.count).toBeGreaterThanOrEqual(3);
    expectProblem(await (await aClient()).call("GET", path), 404, "webhook_message_not_found");
    await client.call("DELETE", `/webhook-endpoints/${id}`);
  });

  it("can be thin: ids only", async () => {
    const own = await aClient();
    await create({ payload: "thin", types: ["verification.verified"] }, own);
    const v = await prove(own, { email: "jane@example.com" });
    const { text, body } = (await arrived((b) => b.data.verificationId === v.id))!;
    expect(Object.keys(body.data)).toEqual(["eventId", "verificationId"]);
    expect(text).not.toContain("jane");
  });

  it("have a description and a schema for every type", () => {
    for (const type of Object.keys(webhookDescriptions)) expect(webhookBody(type)).toBeDefined();
  });
});
