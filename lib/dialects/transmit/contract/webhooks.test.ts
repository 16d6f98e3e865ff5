import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { aContext } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { toShortId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { createEndpoint, type Webhooks } from "@/lib/webhooks";
import { collect } from "@/lib/webhooks/feed/collect";
import { type Answer, aSender, type Consumer, startConsumer } from "@/lib/webhooks/testing";
import {
  type App,
  anApp,
  aPerson,
  type Body,
  codeFor,
  type Method,
  send,
  someAddress,
  wrong,
} from "./harness";

/* Webhooks, as the vendor's guide sets them up. */

useTestDatabase();

let consumer: Consumer;
let sender: Webhooks;
let worker: Worker;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  // The format is registered by the route file that answers this.
  expect((await send("GET", "/cis/nothing")).status).toBe(404);
});
afterAll(() => worker.stop());
beforeEach(async () => {
  consumer = await startConsumer();
  consumer.answer = repeatKey;
  sender = aSender();
});
afterEach(async () => {
  await sender.stop();
  await consumer.close();
  await db().execute(sql`delete from webhook_endpoints`);
});

/** Answers the challenge as the guide's sample does. */
const repeatKey: Answer = (response, { headers }) => {
  response.end(JSON.stringify({ key: headers["x-verification-key"] }));
};

const apiKey = "34dc49a6-0fae-4ce6-97c4-ca9ad4123b0d";
const call = (app: App, method: Method, path: string, body?: object) =>
  send(method, `/cis/v1/webhooks${path}`, { token: app.token, body });
const created = async (app: App, more: object = {}): Promise<Body> => {
  const { status, body } = await call(app, "POST", "", { uri: consumer.url, api_key: apiKey, ...more });
  expect(status).toBe(201);
  return body.result;
};
const verify = async (app: App, id: string) =>
  (await call(app, "POST", `/verify/${id}`)).body.result.verified;

/** A webhook that gets events. */
async function enabled(app: App, more: object = {}): Promise<Body> {
  const webhook = await created(app, more);
  expect(await verify(app, webhook.webhook_id)).toBe(true);
  expect((await call(app, "PATCH", `/${webhook.webhook_id}`, { enabled: true })).status).toBe(204);
  consumer.received.length = 0;
  return webhook;
}

const received = (type: string) => consumer.received.filter(({ body }) => body?.event_type === type);
const untilReceived = (type: string, count = 1) =>
  vi.waitUntil(() => received(type).length >= count, { timeout: 20_000 });

describe("a webhook", () => {
  it("W01 gets events once its URL has returned the key and it is enabled", async () => {
    const app = await anApp();
    const described = { name: "User info", description: "New and deleted users" };
    const events = { subscribed_events: ["User created", "User deleted"] };
    const webhook = await created(app, { ...described, ...events });
    expect(webhook).toEqual({
      webhook_id: expect.stringMatching(/^[\w-]{21}$/),
      uri: consumer.url,
      api_key: "********",
      ...events,
      ...described,
      created_at: expect.any(String),
      verified: false,
      enabled: false,
    });
    const id = webhook.webhook_id;
    expect((await call(app, "PATCH", `/${id}`, { enabled: true })).body.message).toEqual([
      "webhook must be verified before it is enabled",
    ]);
    const answers: Answer[] = [
      500,
      (response) => response.end("no JSON"),
      (response) => response.end("null"),
      (response) => response.end('{"key":"another"}'),
      (response, { headers }) => response.writeHead(400).end(`{"key":"${headers["x-verification-key"]}"}`),
    ] as Answer[];
    for (const answer of answers) {
      consumer.answer = answer;
      expect(await verify(app, id)).toBe(false);
    }
    consumer.answer = repeatKey;
    expect(await verify(app, id)).toBe(true);
    const { method, headers } = consumer.received.at(-1)!;
    expect(method).toBe("GET");
    expect(headers).toMatchObject({ "x-api-key": apiKey, "x-verification-key": expect.any(String) });
    const keys = consumer.received.map((one) => one.headers["x-verification-key"]);
    expect(new Set(keys).size).toBe(6);
    await aPerson(app);
    expect((await call(app, "PATCH", `/${id}`, { enabled: true })).status).toBe(204);
    expect((await call(app, "GET", `/${id}`)).body.result).toMatchObject({ verified: true, enabled: true });

    consumer.received.length = 0;
    const email = someAddress();
    const { body: user } = await app.post("/cis/v1/users", { email });
    await untilReceived("User created");
    // What happened before is not sent.
    expect(consumer.received).toHaveLength(1);
    const [message] = received("User created");
    expect(message!.headers["x-api-key"]).toBe(apiKey);
    expect(message!.body).toEqual({
      event_id: expect.stringMatching(/^[\w-]{21}$/),
      tenant_id: expect.stringMatching(/^[\w-]{21}$/),
      app_id: expect.stringMatching(/^[\w-]{21}$/),
      event_type: "User created",
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      payload: {
        user_id: user.result.user_id,
        created_at: user.result.created_at,
        updated_at: expect.any(Number),
        status: "Active",
        email: { value: email, email_verified: false },
      },
    });
  });

  it("W02 tells what happens to a user, and only what it was subscribed to", async () => {
    const app = await anApp();
    await enabled(app);
    const person = await aPerson(app);
    await untilReceived("User created");
    await untilReceived("User logged in");
    const change = (body: object) =>
      send("PUT", `/cis/v1/users/${person.userId}`, { token: app.token, body });
    await change({ language: "en" });
    await untilReceived("User updated");
    await change({ status: "Disabled" });
    await untilReceived("User suspended");
    expect(received("User suspended")[0]!.body.payload.status).toBe("Suspended");
    await change({ status: "Active" });
    await untilReceived("User unsuspended");
    expect(received("User updated")).toHaveLength(1);
    const path = `/cis/v1/users/${person.userId}`;
    await app.post(`${path}/emails/${person.email}/verify`, {});
    await untilReceived("User updated", 2);
    expect(received("User updated")[1]!.body.payload.email.email_verified).toBe(true);
    await send("DELETE", path, { token: app.token });
    await untilReceived("User deleted");
    expect(received("User deleted")[0]!.body.payload).toEqual({ user_id: person.userId });

    const { webhook_id } = (await call(app, "GET", "")).body.result[0];
    await call(app, "PUT", `/${webhook_id}`, { subscribed_events: ["User suspended"] });
    consumer.received.length = 0;
    const other = await aPerson(app);
    for (const body of [{ language: "en" }, { status: "Disabled" }])
      await send("PUT", `/cis/v1/users/${other.userId}`, { token: app.token, body });
    await untilReceived("User suspended");
    expect(consumer.received).toHaveLength(1);
  });

  it("W03 tells of the failed attempt that was the last", async () => {
    const app = await anApp();
    await enabled(app, { subscribed_events: ["Failed OTP attempt"] });
    const person = await aPerson(app);
    const email = someAddress();
    await person.verify("otp/email/send", { email });
    const code = await codeFor(app, email);
    for (let i = 0; i < 3; i++) await person.verify("otp/email/validate", { email, passcode: wrong(code) });
    await vi.waitUntil(async () => (await db().execute(sql`select from webhook_deadlines`)).length > 0);
    await db().execute(sql`update webhook_deadlines set due_at = now() where type = 'verification.failed'`);
    await collect();
    await untilReceived("Failed OTP attempt");
    expect(received("Failed OTP attempt")[0]!.body.payload.user_id).toBe(person.userId);
  });

  it("W04 is changed in part, and then sends the new key", async () => {
    const app = await anApp();
    const { webhook_id: id } = await enabled(app, { name: "One", description: "First" });
    const changed = await call(app, "PUT", `/${id}`, { api_key: "another", name: "Two" });
    expect(changed.body.result).toMatchObject({
      name: "Two",
      description: "First",
      verified: true,
      enabled: true,
    });
    await aPerson(app);
    await untilReceived("User created");
    expect(received("User created")[0]!.headers["x-api-key"]).toBe("another");
    expect((await call(app, "PATCH", `/${id}`, { enabled: false })).status).toBe(204);
    expect((await call(app, "GET", `/${id}`)).body.result.enabled).toBe(false);
    expect((await call(app, "DELETE", `/${id}`)).status).toBe(204);
    expect((await call(app, "GET", "")).body).toEqual({ result: [] });
  });

  it("W05 of another tenant or format, or an unknown one, is not found", async () => {
    const app = await anApp();
    const { webhook_id } = await created(app);
    const ours = await createEndpoint(aContext(app.project), { url: consumer.url });
    if (!ours.ok) throw new Error(ours.refusal.code);
    expect((await call(app, "GET", "")).body.result).toHaveLength(1);
    const stranger = await anApp();
    const notFound = { message: "Webhook not found", error_code: 404 };
    for (const [of, id] of [
      [stranger, webhook_id],
      [app, toShortId(ours.value.endpoint.id)],
      [app, "x"],
      [app, "%C3%A9".repeat(21)],
    ] as const) {
      expect((await call(of, "GET", `/${id}`)).body).toEqual(notFound);
      expect((await call(of, "PUT", `/${id}`, { name: "x" })).body).toEqual(notFound);
      expect((await call(of, "PATCH", `/${id}`, { enabled: true })).body).toEqual(notFound);
      expect((await call(of, "DELETE", `/${id}`)).body).toEqual(notFound);
      expect((await call(of, "POST", `/verify/${id}`)).body).toEqual(notFound);
    }
    expect(consumer.received).toEqual([]);
  });

  it("W06 needs a client's token with the scopes", async () => {
    const app = await anApp({ scopes: ["users:write"] });
    const forbidden = { message: "Forbidden", error_code: 403 };
    expect((await call(app, "GET", "")).body).toEqual(forbidden);
    const body = { uri: consumer.url, api_key: apiKey };
    expect((await call(app, "POST", "", body)).body).toEqual(forbidden);
    const person = await aPerson(await anApp());
    expect((await send("POST", "/cis/v1/webhooks", { token: person.token, body })).status).toBe(401);
  });

  it("W07 that cannot be read or called is refused", async () => {
    const app = await anApp();
    const refused = async (body: object) => (await call(app, "POST", "", body)).body.message;
    expect(await refused({})).toEqual([
      "uri must be an https URL",
      "uri should not be empty",
      "api_key must be 1 to 1024 printable ASCII characters",
      "api_key should not be empty",
    ]);
    const given = { uri: consumer.url, api_key: apiKey };
    expect(await refused({ ...given, api_key: "a\r\nb: c" })).toEqual([
      "api_key must be 1 to 1024 printable ASCII characters",
    ]);
    expect(await refused({ ...given, subscribed_events: ["User requested deletion"] })).toEqual([
      expect.stringMatching(/^subscribed_events must be a list of: User created, /),
    ]);
    for (const uri of ["https://10.0.0.1/hook", "http://example.com/hook", "https://[::ffff:10.0.0.1]/"])
      expect(await refused({ ...given, uri })).toEqual([expect.stringMatching(/^uri is not allowed: /)]);
    const { webhook_id } = await created(app);
    expect((await call(app, "PATCH", `/${webhook_id}`, {})).body.message).toEqual([
      "enabled must be a boolean value",
    ]);
  });

  it("W08 shows its key nowhere", async () => {
    const app = await anApp();
    const { webhook_id: id } = await enabled(app);
    const answers = [await call(app, "GET", ""), await call(app, "GET", `/${id}`)];
    const rows = await db().execute(sql`
      select to_jsonb(e)::text as row from webhook_endpoints e union all select to_jsonb(v)::text from events v`);
    expect(JSON.stringify([answers.map(({ body }) => body), rows])).not.toContain(apiKey);
  });
});
