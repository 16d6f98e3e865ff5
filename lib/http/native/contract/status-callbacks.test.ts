import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import {
  type ResendStandIn,
  startResendStandIn,
} from "@/lib/delivery/providers/kinds/testing/resend-stand-in";
import {
  type AcceptedByTwilio,
  startTwilioStandIn,
  type TwilioStandIn,
} from "@/lib/delivery/providers/kinds/testing/twilio-stand-in";
import { env } from "@/lib/env";
import { leaseRequests } from "@/lib/http/repository";
import { newId, toTypeId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { aClient, type Body, type Client, expectProblem, send } from "./harness";

useTestDatabase();

let worker: Worker;
/** Receives what the stand-ins send, like a proxy that does not keep our public URL. */
let server: Server;
let origin: string;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const headers = request.headers as Record<string, string>;
    const answer = await send("POST", request.url!.slice("/api/v1".length), { text, headers });
    response.writeHead(answer.status).end(answer.body && JSON.stringify(answer.body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await worker.stop();
  server.close();
});

let resend: ResendStandIn;
let twilio: TwilioStandIn;
beforeEach(async () => {
  [resend, twilio] = await Promise.all([startResendStandIn(), startTwilioStandIn()]);
});
afterEach(() => Promise.all([resend.close(), twilio.close()]));

async function aResendClient(): Promise<{ client: Client; provider: Body; url: string }> {
  const client = await aClient();
  const config = {
    apiKey: resend.apiKey,
    from: "Acme <no-reply@acme.example>",
    webhookSecret: resend.webhookSecret,
    baseUrl: resend.url,
  };
  const { body: provider } = await client.call("POST", "/providers", { body: { kind: "resend", config } });
  return { client, provider, url: `${origin}${new URL(provider.statusCallbackUrl).pathname}` };
}

async function aTwilioClient(): Promise<Client> {
  const client = await aClient();
  const config = {
    accountSid: twilio.accountSid,
    authToken: twilio.authToken,
    smsFrom: "+15005550006",
    baseUrl: twilio.url,
  };
  const created = await client.call("POST", "/providers", {
    body: { kind: "twilio", channels: ["sms"], config, countries: null },
  });
  expect(created.status).toBe(201);
  return client;
}

/** Starts a verification and returns its delivery, accepted by the stand-in. */
async function sentTo(client: Client, recipient: { email: string } | { phone: string }): Promise<Body> {
  const started = await client.call("POST", "/verifications", {
    body: { ...recipient, answerAfter: "provider" },
  });
  expect(started.status).toBe(201);
  const listed = await client.call("GET", `/deliveries?verificationId=${started.body.id}`);
  expect(listed.body.data[0]).toMatchObject({ outcome: "accepted", status: null });
  return listed.body.data[0];
}

const read = async (client: Client, { id }: Body) => (await client.call("GET", `/deliveries/${id}`)).body;
const eventTypes = async (client: Client, { verificationId }: Body) =>
  (await client.call("GET", `/events?verificationId=${verificationId}`)).body.data.map(
    (one: Body) => one.type,
  );

describe("Resend's webhooks", () => {
  it("move a delivery forward, each status once and never back", async () => {
    const { client, url } = await aResendClient();
    const delivery = await sentTo(client, { email: "jane@example.com" });
    const [email] = resend.emails;
    const delivered = resend.event("email.delivered", email!);
    expect(await resend.sendEvent(url, resend.event("email.sent", email!))).toEqual([204]);
    expect(await read(client, delivery)).toMatchObject({ status: "sent", outcome: "accepted" });
    expect(await resend.sendEvent(url, delivered, { times: 3 })).toEqual([204, 204, 204]);
    expect(await resend.sendEvent(url, resend.event("email.sent", email!))).toEqual([204]);
    expect(await read(client, delivery)).toMatchObject({
      status: "delivered",
      statusAt: expect.any(String),
      summary: expect.stringContaining("The message was delivered."),
    });
    const types = await eventTypes(client, delivery);
    expect(types.filter((type: string) => type === "delivery.delivered")).toHaveLength(1);
    expect(types.filter((type: string) => type === "delivery.sent")).toHaveLength(1);
  });

  it("suppress an address that bounced for good: a backend is refused", async () => {
    const { client, url } = await aResendClient();
    const delivery = await sentTo(client, { email: "Gone@Example.com" });
    const bounced = resend.event("email.bounced", resend.emails[0]!, {
      bounce: { type: "Permanent", subType: "General", message: "No such user" },
    });
    await resend.sendEvent(url, bounced);
    expect(await read(client, delivery)).toMatchObject({
      status: "bounced",
      statusCode: "Permanent.General",
    });
    const { data } = (await client.call("GET", "/suppressions?search=GONE")).body;
    expect(data).toMatchObject([
      { channel: "email", recipient: "gone@example.com", reason: "bounce", deliveryId: delivery.id },
    ]);
    const refused = await client.call("POST", "/verifications", { body: { email: "gone@example.com" } });
    expectProblem(refused, 422, "recipient_suppressed");
    expect((await client.call("DELETE", `/suppressions/${data[0].id}`)).status).toBe(200);
    await sentTo(client, { email: "gone@example.com" });
    expect(await eventTypes(client, delivery)).toEqual(
      expect.arrayContaining(["delivery.bounced", "suppression.created"]),
    );
  });

  it("prove that a message was accepted whose answer never came, so that it is not sent again", async () => {
    const { client, url } = await aResendClient();
    resend.script({ type: "accept_and_hang" });
    const started = await client.call("POST", "/verifications", { body: { email: "jane@example.com" } });
    while (resend.emails.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await resend.sendEvent(url, resend.event("email.delivered", resend.emails[0]!));
    const { data } = (await client.call("GET", `/deliveries?verificationId=${started.body.id}`)).body;
    expect(data).toMatchObject([
      { outcome: "accepted", status: "delivered", nextTryAt: null, tries: [{ outcome: "accepted" }] },
    ]);
  });

  it("with a wrong, old or missing signature change nothing", async () => {
    const { client, url } = await aResendClient();
    const delivery = await sentTo(client, { email: "jane@example.com" });
    const event = resend.event("email.delivered", resend.emails[0]!);
    const forged = { secret: `whsec_${Buffer.from("x".repeat(24)).toString("base64")}` };
    expect(await resend.sendEvent(url, event, forged)).toEqual([401]);
    expect(await resend.sendEvent(url, event, { sentAt: new Date(Date.now() - 600_000) })).toEqual([401]);
    const unsigned = await fetch(url, { method: "POST", body: "{}" });
    expect(unsigned.status).toBe(401);
    expect((await read(client, delivery)).status).toBeNull();
  });

  it("with text that cannot be stored are refused, not failed", async () => {
    const { client, url } = await aResendClient();
    await sentTo(client, { email: "jane@example.com" });
    const event = resend.event("email.delivered", { ...resend.emails[0]!, id: "a\0" });
    expect(await resend.sendEvent(url, event)).toEqual([400]);
  });

  it("are at most 64 KiB long, and limited per network before their signature is checked", async () => {
    const { url } = await aResendClient();
    const large = await fetch(url, { method: "POST", body: "x".repeat(64 * 1024 + 1) });
    expect(large.status).toBe(413);
    const peer = { "x-countersign-peer": "203.0.113.7" };
    expect((await fetch(url, { method: "POST", headers: peer, body: "{}" })).status).toBe(401);
    const otherPeer = { "x-countersign-peer": "198.51.100.7" };
    const minute = Math.floor(Date.now() / 60_000) * 60_000;
    for (const startsAt of [minute, minute + 60_000])
      await leaseRequests("callbacks:198.51.100.0/24", new Date(startsAt), 30_000);
    const limited = await fetch(url, { method: "POST", headers: otherPeer, body: "{}" });
    expect(limited.status).toBe(429);
  });

  it("of another provider cannot report about a delivery", async () => {
    const { client } = await aResendClient();
    const delivery = await sentTo(client, { email: "jane@example.com" });
    const other = await aResendClient();
    const stolen = resend.event("email.bounced", resend.emails[0]!, { bounce: { type: "Permanent" } });
    expect(await resend.sendEvent(other.url, stolen)).toEqual([204]);
    expect((await read(client, delivery)).status).toBeNull();
    expect((await client.call("GET", "/suppressions")).body.data).toEqual([]);
  });

  it("about unknown deliveries or providers are not server errors", async () => {
    const { url, client, provider } = await aResendClient();
    await sentTo(client, { email: "jane@example.com" });
    const event = resend.event("email.delivered", {
      ...resend.emails[0]!,
      tags: [{ name: "delivery_id", value: newId() }],
    } as never);
    expect(await resend.sendEvent(url, event)).toEqual([204]);
    expect(await resend.sendEvent(url.replace(/prv_\w+/, toTypeId("prv", newId())), event)).toEqual([404]);
    expect(await resend.sendEvent(url.replace(/prv_\w+/, "prv_x"), event)).toEqual([404]);
    await client.call("DELETE", `/providers/${provider.id}`);
    expect(await resend.sendEvent(url, event)).toEqual([404]);
  });
});

describe("Twilio's status callbacks", () => {
  const viaProxy = (accepted: AcceptedByTwilio) => ({
    ...accepted,
    statusCallback: accepted.statusCallback!.replace(env.PUBLIC_URL, origin),
  });
  const report = (fields: Record<string, string>, options: object = {}) => {
    const accepted = twilio.accepted.at(-1)!;
    return twilio.sendCallback(viaProxy(accepted), fields, {
      signedUrl: accepted.statusCallback!,
      ...options,
    });
  };

  it("are validated against the public URL, also behind a proxy", async () => {
    const client = await aTwilioClient();
    const delivery = await sentTo(client, { phone: "+4915112345678" });
    expect(await report({ MessageStatus: "queued" })).toEqual([204]);
    expect((await read(client, delivery)).status).toBeNull();
    expect(await report({ MessageStatus: "delivered" })).toEqual([204]);
    expect((await read(client, delivery)).status).toBe("delivered");
    expect(await report({ MessageStatus: "sent" })).toEqual([204]);
    expect((await read(client, delivery)).status).toBe("delivered");
    expect(await report({ MessageStatus: "failed" }, { authToken: "0".repeat(32) })).toEqual([401]);
  });

  it("suppress a landline for SMS only, and explain the code", async () => {
    const client = await aTwilioClient();
    const delivery = await sentTo(client, { phone: "+4915112345678" });
    await report({ MessageStatus: "undelivered", ErrorCode: "30006" });
    expect(await read(client, delivery)).toMatchObject({
      status: "failed",
      statusCode: "30006",
      summary: expect.stringContaining("The number is a landline"),
    });
    expectProblem(
      await client.call("POST", "/verifications", { body: { phone: "+4915112345678" } }),
      422,
      "recipient_suppressed",
    );
    const call = await client.call("POST", "/verifications", {
      body: { phone: "+4915112345678", channel: "voice" },
    });
    expect(call.status).toBe(201);
  });

  it("that arrive out of order lead to the same result", async () => {
    const client = await aTwilioClient();
    const delivery = await sentTo(client, { phone: "+4915112345678" });
    const answers = await Promise.all(
      ["delivered", "sent", "delivered", "sent"].map((MessageStatus) => report({ MessageStatus })),
    );
    expect(answers.flat()).toEqual([204, 204, 204, 204]);
    expect((await read(client, delivery)).status).toBe("delivered");
    const types = await eventTypes(client, delivery);
    expect(types.filter((type: string) => type === "delivery.delivered")).toHaveLength(1);
  });
});

describe("/suppressions", () => {
  it("are created, listed, read and deleted", async () => {
    const client = await aClient();
    const body = { email: "Jane@Example.com", note: "Asked us to stop." };
    const created = await client.call("POST", "/suppressions", { body });
    expect(created).toMatchObject({
      status: 201,
      body: { channel: "email", recipient: "jane@example.com", reason: "manual", note: body.note },
    });
    expectProblem(await client.call("POST", "/suppressions", { body }), 409, "suppression_exists");
    await client.call("POST", "/suppressions", { body: { phone: "+4915112345678", channel: "voice" } });
    expect((await client.call("GET", "/suppressions?channel=voice")).body.data).toHaveLength(1);
    expect((await client.call("GET", "/suppressions?search=100%25")).body.data).toEqual([]);
    const page = await client.call("GET", "/suppressions?limit=1");
    const next = await client.call("GET", `/suppressions?limit=1&cursor=${page.body.nextCursor}`);
    expect([page, next].flatMap(({ body }) => body.data.map((one: Body) => one.channel))).toEqual([
      "voice",
      "email",
    ]);
    expect(await client.call("GET", `/suppressions/${created.body.id}`)).toMatchObject({
      body: created.body,
    });
    expect((await client.call("DELETE", `/suppressions/${created.body.id}`)).status).toBe(200);
    expectProblem(await client.call("GET", `/suppressions/${created.body.id}`), 404, "suppression_not_found");
  });

  it("belong to one project, and must be valid recipients", async () => {
    const [client, other] = [await aClient(), await aClient()];
    const created = await client.call("POST", "/suppressions", { body: { email: "jane@example.com" } });
    expectProblem(
      await other.call("DELETE", `/suppressions/${created.body.id}`),
      404,
      "suppression_not_found",
    );
    expect((await other.call("POST", "/verifications", { body: { email: "jane@example.com" } })).status).toBe(
      201,
    );
    expectProblem(await client.call("POST", "/suppressions", { body: {} }), 400, "request_invalid");
    expectProblem(
      await client.call("POST", "/suppressions", { body: { email: "jane" } }),
      422,
      "email_invalid",
    );
    const wrong = { email: "joe@example.com", channel: "sms" };
    expectProblem(await client.call("POST", "/suppressions", { body: wrong }), 422, "channel_not_supported");
  });
});
