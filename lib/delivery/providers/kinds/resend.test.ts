import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/id";
import type { EmailMessage } from "../../message";
import { sendOnce } from "../send-once";
import { findProviderKind } from ".";
import { resend } from "./resend";
import { knownErrors } from "./resend-codes";
import { type ResendAnswer, type ResendStandIn, startResendStandIn } from "./testing/resend-stand-in";
import en from "./texts/resend.en.json";

let standIn: ResendStandIn;
beforeEach(async () => {
  standIn = await startResendStandIn({ domains: ["acme.example"] });
});
afterEach(() => standIn.close());

const baseConfig = () => ({
  apiKey: standIn.sendingKey,
  from: "Acme <no-reply@acme.example>",
  webhookSecret: standIn.webhookSecret,
  baseUrl: standIn.url,
});

function open(over: Record<string, unknown> = {}) {
  const parsed = resend.parse({ ...baseConfig(), ...over });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return resend.open(parsed.value, { statusCallbackUrl: "https://id.example.com/callback" });
}

function aMail(over: Partial<EmailMessage> = {}): EmailMessage {
  return {
    channel: "email",
    deliveryId: newId(),
    messageId: "<1@localhost>",
    to: "jane@example.com",
    locale: "de",
    senderName: "Acme",
    replyTo: null,
    subject: "048213 ist Ihr Code für Zürich",
    text: "Ihr Code: 048213\n",
    html: "<p>Ihr Code: <b>048213</b></p>",
    headers: { "Auto-Submitted": "auto-generated", "Content-Language": "de" },
    ...over,
  };
}

const send = (message = aMail(), over: Record<string, unknown> = {}, limitMs = 3000) =>
  sendOnce(() => open(over), message, limitMs);

/** Sends one email that is answered with this. */
function sendAnswered(answer: ResendAnswer) {
  standIn.script(answer);
  return send();
}

describe("an accepted email", () => {
  test("arrives whole, under the delivery's id", async () => {
    const message = aMail({
      facts: { type: "Sign in/ü", code: "048213", link: null, locale: "de", payload: {} },
    });
    const sent = await send(message);
    const [email] = standIn.emails;
    expect(sent).toEqual({
      outcome: "accepted",
      providerMessageId: email!.id,
      explanation: `200 {"id":"${email!.id}"}`,
    });
    expect(email).toEqual({
      id: expect.any(String),
      idempotencyKey: message.deliveryId,
      from: "Acme <no-reply@acme.example>",
      to: ["jane@example.com"],
      subject: message.subject,
      text: message.text,
      html: message.html,
      replyTo: [],
      headers: { ...message.headers, "X-Entity-Ref-ID": message.deliveryId },
      tags: { delivery_id: message.deliveryId, message_type: "Sign_in__", locale: "de" },
    });
  });

  test.each([
    ["Acme", "Acme <no-reply@acme.example>"],
    ["Zürich, AG", '"Zürich, AG" <no-reply@acme.example>'],
    ['A" <b@c.example>\r\nBcc: x', '"A b@c.example Bcc: x" <no-reply@acme.example>'],
    ["", "no-reply@acme.example"],
  ])("has the sender name %j if the address has none", async (senderName, from) => {
    await send(aMail({ senderName }), { from: "no-reply@acme.example" });
    expect(standIn.emails[0]!.from).toBe(from);
  });

  test.each([
    ["Acme, Inc. <a@acme.example>", '"Acme, Inc." <a@acme.example>'],
    ['"Acme" <a@acme.example>', "Acme <a@acme.example>"],
    ["<a@acme.example>", "Project <a@acme.example>"],
  ])("has the name of %j", async (from, sent) => {
    await send(aMail({ senderName: "Project" }), { from });
    expect(standIn.emails[0]!.from).toBe(sent);
  });

  test("has the provider's reply address, otherwise the project's", async () => {
    const message = { replyTo: "support@acme.example" };
    await send(aMail(message));
    await send(aMail(message), { replyTo: "Help <help@acme.example>" });
    expect(standIn.emails.map(({ replyTo }) => replyTo)).toEqual([
      ["support@acme.example"],
      ["Help <help@acme.example>"],
    ]);
  });

  test("is accepted once, however often it is tried", async () => {
    const message = aMail();
    const [first, second] = [await send(message), await send(message)];
    expect(first).toEqual(second);
    expect(standIn.emails).toHaveLength(1);
  });

  test("is accepted once when the answer to the first try was lost", async () => {
    const message = aMail();
    standIn.script({ type: "accept_and_hang" });
    expect(await send(message, {}, 300)).toMatchObject({ outcome: "unavailable", hasAnswered: false });
    expect(await send(message)).toMatchObject({ outcome: "accepted" });
    expect(standIn.emails).toHaveLength(1);
  });

  test("goes over the connections of the emails before", async () => {
    const sender = open();
    for (let i = 0; i < 20; i++) await sendOnce(() => sender, aMail(), 3000);
    expect(standIn.emails).toHaveLength(20);
    // `fetch` can open a second one while it frees the first.
    expect(standIn.connectionCount).toBeLessThanOrEqual(2);
  });
});

describe("a refusal", () => {
  test.each([
    ["validation_error", "Invalid `to` field.", 422, "recipient_rejected"],
    ["validation_error", "The address is on the suppression list.", 422, "recipient_rejected"],
    ["validation_error", "Invalid `subject` field.", 400, "message_rejected"],
    ["validation_error", "The domain is not verified.", 403, "message_rejected"],
    ["validation_error", "API key is invalid", 401, "credentials_rejected"],
    ["validation_error", "API key is invalid", 400, "credentials_rejected"],
    ["invalid_from_address", undefined, undefined, "message_rejected"],
    ["missing_required_field", undefined, undefined, "message_rejected"],
    ["security_error", undefined, undefined, "message_rejected"],
    ["not_found", undefined, undefined, "message_rejected"],
    ["method_not_allowed", undefined, undefined, "message_rejected"],
    ["invalid_idempotency_key", undefined, undefined, "message_rejected"],
    ["invalid_idempotent_request", undefined, undefined, "message_rejected"],
    ["missing_api_key", undefined, undefined, "credentials_rejected"],
    ["restricted_api_key", undefined, undefined, "credentials_rejected"],
    ["invalid_api_key", undefined, undefined, "credentials_rejected"],
    ["a_new_name", undefined, 401, "credentials_rejected"],
    ["a_new_name", undefined, 418, "message_rejected"],
  ] as const)("by %s (%s, %s) is %s", async (name, message, statusCode, code) => {
    const result = await sendAnswered({ type: "error", name, message, statusCode });
    expect(result).toMatchObject({ outcome: "refused", code, providerCode: name });
    expect(result.explanation).toContain(message ?? name.replaceAll("_", " "));
  });

  test("of real requests: wrong key, unverified domain, other content under the same key", async () => {
    expect(await send(aMail(), { apiKey: "re_wrong" })).toMatchObject({ code: "credentials_rejected" });
    expect(await send(aMail(), { from: "a@other.example" })).toMatchObject({
      code: "message_rejected",
      explanation: "403 The other.example domain is not verified.",
    });
    const message = aMail();
    await send(message);
    expect(await send({ ...message, subject: "another" })).toMatchObject({
      code: "message_rejected",
      providerCode: "invalid_idempotent_request",
    });
    expect(standIn.emails).toHaveLength(1);
  });

  test("of one recipient", async () => {
    standIn.scriptRecipient("gone@example.com", {
      type: "error",
      name: "validation_error",
      message: "Invalid `to` field.",
    });
    expect(await send(aMail({ to: "gone@example.com" }))).toMatchObject({ code: "recipient_rejected" });
    expect(await send()).toMatchObject({ outcome: "accepted" });
  });

  test("never contains the API key or the webhook secret, plain or in a name", async () => {
    const { sendingKey, webhookSecret } = standIn;
    const message = `Bearer ${sendingKey} and ${webhookSecret}`;
    for (const answer of [
      { type: "error", name: "invalid_api_key", message },
      { type: "error", name: `no ${sendingKey}`, message, statusCode: 400 },
      { type: "error", name: "internal_server_error", message },
      { type: "raw", status: 200, body: JSON.stringify({ id: "1", message }) },
    ] as const) {
      const result = await sendAnswered(answer);
      expect(result.explanation).toContain("[redacted]");
      expect(JSON.stringify(result)).not.toContain(sendingKey);
      expect(JSON.stringify(result)).not.toContain(webhookSecret);
    }
    expect(standIn.requests[0]!.headers.authorization).toBe(`Bearer ${sendingKey}`);
  });
});

describe("an outage", () => {
  test.each([
    ["rate_limit_exceeded", { "retry-after": "7" }, 7],
    ["rate_limit_exceeded", {}, undefined],
    ["rate_limit_exceeded", { "retry-after": "soon" }, undefined],
    ["rate_limit_exceeded", { "retry-after": "0.5" }, undefined],
    ["rate_limit_exceeded", { "retry-after": new Date(0).toUTCString() }, 0],
    ["daily_quota_exceeded", { "retry-after": "7" }, 7],
    ["daily_quota_exceeded", {}, 600],
    ["monthly_quota_exceeded", {}, 600],
    ["concurrent_idempotent_requests", {}, undefined],
    ["application_error", {}, undefined],
    ["internal_server_error", { "retry-after": "30" }, 30],
  ])("by %s with %j is tried again after %s s", async (name, headers, retryAfterSeconds) => {
    const result = await sendAnswered({ type: "error", name, headers });
    expect(result).toMatchObject({ outcome: "unavailable", hasAnswered: true, providerCode: name });
    expect(result).toHaveProperty("retryAfterSeconds", retryAfterSeconds);
  });

  test("that lasts until a date", async () => {
    const headers = { "retry-after": new Date(Date.now() + 60_000).toUTCString() };
    const result = await sendAnswered({ type: "error", name: "rate_limit_exceeded", headers });
    if (result.outcome !== "unavailable") throw new Error(result.outcome);
    expect(result.retryAfterSeconds).toBeGreaterThan(55);
    expect(result.retryAfterSeconds).toBeLessThanOrEqual(60);
  });

  test.each([
    [502, "<html>Bad gateway</html>"],
    [503, "null"],
    [500, '"oops"'],
    [503, '{"name":["x"],"message":{},"statusCode":"no"}'],
    [200, "null"],
  ])("of a proxy that answers %i %s", async (status, body) => {
    const result = await sendAnswered({ type: "raw", status, body });
    expect(result).toMatchObject({ outcome: "unavailable", hasAnswered: true });
    expect(result.explanation).not.toBe("");
  });

  test("without any answer", async () => {
    expect(await sendAnswered({ type: "disconnect" })).toMatchObject({
      outcome: "unavailable",
      explanation: "it could not be reached",
      hasAnswered: false,
    });
    expect(await send(aMail(), { baseUrl: "http://127.0.0.1:1" })).toMatchObject({ hasAnswered: false });
  });

  test("of a server that hangs ends in time, and closes its connection", async () => {
    standIn.script({ type: "hang" });
    const before = performance.now();
    const sending = send(aMail(), {}, 1000);
    await expect.poll(() => standIn.pendingRequests()).toBe(1);
    const result = await sending;
    expect(result).toEqual({
      outcome: "unavailable",
      explanation: "it did not answer within 1 seconds",
      hasAnswered: false,
    });
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(standIn.requests).toHaveLength(1);
    await expect.poll(() => standIn.pendingRequests()).toBe(0);
  });

  test("that the caller ends has the caller's reason", async () => {
    standIn.script({ type: "hang" });
    const reason = new Error("shutting down");
    const controller = new AbortController();
    const sending = open().send(aMail(), controller.signal);
    await expect.poll(() => standIn.pendingRequests()).toBe(1);
    controller.abort(reason);
    await expect(sending).rejects.toBe(reason);
  });

  test("in the middle of an answer ends in time, too", async () => {
    const server = createTcpServer((socket) => {
      socket.on("error", () => {}).resume();
      socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await send(aMail(), { baseUrl }, 500)).toMatchObject({
      outcome: "unavailable",
      hasAnswered: false,
    });
    // Closes when the client has ended its connection.
    await new Promise((closed) => server.close(closed));
  });

  test("while the first try runs is not a second email", async () => {
    const message = aMail();
    standIn.script({ type: "delay", ms: 400 });
    const first = send(message);
    await wait(100);
    expect(await send(message)).toMatchObject({ providerCode: "concurrent_idempotent_requests" });
    expect(await first).toMatchObject({ outcome: "accepted" });
    expect(standIn.emails).toHaveLength(1);
  });

  test("a redirect is not followed: the message is for no one else", async () => {
    const location = `${standIn.url}/elsewhere`;
    const result = await sendAnswered({ type: "raw", status: 307, body: "", headers: { location } });
    expect(result).toMatchObject({ outcome: "unavailable" });
    expect(standIn.requests).toHaveLength(1);
  });
});

describe("checking the credentials", () => {
  const check = (over: Record<string, unknown> = {}, limitMs = 3000) =>
    resend.checkCredentials({ ...baseConfig(), ...over }, AbortSignal.timeout(limitMs));

  test("a key with full access works, and one that can only send", async () => {
    expect(await check({ apiKey: standIn.apiKey })).toBeNull();
    expect(await check({ apiKey: standIn.sendingKey })).toBeNull();
    expect(standIn.emails).toEqual([]);
    expect(standIn.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /domains",
      "GET /domains",
    ]);
  });

  test("a wrong key, a wrong URL and a server that is down are explained without the key", async () => {
    expect(await check({ apiKey: "re_wrong" })).toBe(
      "Resend does not accept the API key: 400 API key is invalid",
    );
    expect(await check({ baseUrl: `${standIn.url}/v2` })).toBe(
      "Resend could not check the API key: 404 not found",
    );
    expect(await check({ baseUrl: "http://127.0.0.1:1" })).toBe("Resend could not be reached.");
  });

  test("a server that hangs ends in time", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const baseUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    expect(await check({ baseUrl }, 300)).toBe("Resend did not answer in time.");
    silent.closeAllConnections();
    silent.close();
  });
});

describe("a status callback", () => {
  async function accepted() {
    const message = aMail();
    await send(message);
    return { email: standIn.emails.at(-1)!, deliveryId: message.deliveryId };
  }

  const read = (signed: { headers: Record<string, string>; body: string }, over = {}) =>
    resend.readCallback(
      { ...baseConfig(), ...over },
      { url: "https://id.example.com/callback", headers: signed.headers, body: signed.body },
    );

  test.each([
    ["email.sent", {}, "sent", null, null],
    ["email.delivered", {}, "delivered", null, null],
    [
      "email.bounced",
      { bounce: { type: "Permanent", subType: "NoEmail", message: "550" } },
      "bounced",
      "Permanent.NoEmail",
      "bounce",
    ],
    [
      "email.bounced",
      { bounce: { type: "Transient", subType: "MailboxFull", message: "452" } },
      "failed",
      "Transient.MailboxFull",
      null,
    ],
    ["email.bounced", { bounce: { type: "Undetermined", subType: null } }, "failed", "Undetermined", null],
    ["email.bounced", { bounce: { type: "your code is 048213" } }, "failed", "Undetermined", null],
    ["email.bounced", {}, "failed", "Undetermined", null],
    ["email.complained", {}, "complained", "complained", "complaint"],
    ["email.failed", { failed: { reason: "reached_daily_quota" } }, "failed", "reached_daily_quota", null],
    ["email.failed", { failed: { reason: "Something else happened" } }, "failed", "failed", null],
    ["email.failed", {}, "failed", "failed", null],
    [
      "email.suppressed",
      { suppressed: { type: "OnAccountSuppressionList" } },
      "failed",
      "suppressed",
      "bounce",
    ],
  ] as const)("%s with %j is %s", async (type, details, status, providerCode, suppress) => {
    const { email, deliveryId } = await accepted();
    expect(read(standIn.sign(standIn.event(type, email, details)))).toEqual({
      ok: true,
      value: [{ deliveryId, providerMessageId: email.id, status, providerCode, suppress }],
    });
  });

  test.each(["email.delivery_delayed", "email.opened", "email.received", "contact.created", "toString"])(
    "%s reports nothing",
    async (type) => {
      const { email } = await accepted();
      expect(read(standIn.sign(standIn.event(type, email)))).toEqual({ ok: true, value: [] });
    },
  );

  test.each([
    [
      "a list",
      (id: string) => [
        { name: "locale", value: "de" },
        { name: "delivery_id", value: id },
      ],
      true,
    ],
    ["an object", (id: string) => ({ delivery_id: id }), true],
    ["none", () => undefined, false],
    ["another program's", () => ({ delivery_id: "parcel-7" }), false],
  ])("with %s tags", async (_, tags, isOurs) => {
    const { email, deliveryId } = await accepted();
    const event = standIn.event("email.delivered", email, { tags: tags(deliveryId) });
    expect(read(standIn.sign(event))).toMatchObject({
      value: [{ deliveryId: isOurs ? deliveryId : null, providerMessageId: email.id }],
    });
  });

  test("is refused if it is forged, changed, old, from the future or not signed", async () => {
    const { email } = await accepted();
    const event = standIn.event("email.delivered", email);
    const refused = { ok: false, refusal: { code: "signature_invalid" } };
    const secret = `whsec_${Buffer.from("another secret of the same size!").toString("base64")}`;
    const minutes = (n: number) => new Date(Date.now() + n * 60_000);
    const genuine = standIn.sign(event);

    expect(read(genuine)).toMatchObject({ ok: true });
    expect(read(standIn.sign(event, { sentAt: minutes(-4.9) }))).toMatchObject({ ok: true });
    expect(read(standIn.sign(event, { secret }))).toEqual(refused);
    expect(read(standIn.sign(event, { sentAt: minutes(-5.1) }))).toEqual(refused);
    expect(read(standIn.sign(event, { sentAt: minutes(5.1) }))).toEqual(refused);
    expect(read({ ...genuine, body: genuine.body.replace("delivered", "bounced") })).toEqual(refused);
    for (const name of ["svix-id", "svix-timestamp", "svix-signature"]) {
      expect(read({ ...genuine, headers: { ...genuine.headers, [name]: "" } })).toEqual(refused);
      expect(read({ ...genuine, headers: { ...genuine.headers, [name]: "v1" } })).toEqual(refused);
      const { [name]: _, ...others } = genuine.headers;
      expect(read({ ...genuine, headers: others })).toEqual(refused);
    }
  });

  test("can have several signatures, while the secret is being replaced", async () => {
    const { email } = await accepted();
    const signed = standIn.sign(standIn.event("email.delivered", email));
    const signature = `v1,AAAA v1a,BBBB ${signed.headers["svix-signature"]}`;
    expect(read({ ...signed, headers: { ...signed.headers, "svix-signature": signature } })).toMatchObject({
      ok: true,
    });
  });

  test.each([
    "",
    "{",
    "[]",
    '"x"',
    '{"type":1}',
    '{"type":"email.delivered"}',
    '{"type":"email.delivered","data":{"email_id":""}}',
    '{"type":"email.delivered","data":{"email_id":"a\\u0000"}}',
    '{"type":"email.delivered","data":{"email_id":"a\\ud800"}}',
    '{"type":"email.bounced","data":{"email_id":"1","bounce":"hard"}}',
    '{"type":"email.sent","data":{"email_id":"1","tags":"x"}}',
  ])("that is signed but contains %j is malformed", (body) => {
    const [id, sentAt] = ["msg_1", new Date()];
    const signature = new Webhook(standIn.webhookSecret).sign(id, sentAt, body);
    const headers = {
      "svix-id": id,
      "svix-timestamp": String(Math.floor(sentAt.getTime() / 1000)),
      "svix-signature": signature,
    };
    expect(read({ headers, body })).toEqual({ ok: false, refusal: { code: "callback_malformed" } });
  });

  test("keeps no code that PostgreSQL cannot store", async () => {
    const { email } = await accepted();
    for (const text of ["a\0", "a\ud800"]) {
      const bounced = standIn.event("email.bounced", email, { bounce: { type: text, subType: text } });
      const failed = standIn.event("email.failed", email, { failed: { reason: text } });
      expect(read(standIn.sign(bounced))).toMatchObject({ value: [{ providerCode: "Undetermined" }] });
      expect(read(standIn.sign(failed))).toMatchObject({ value: [{ providerCode: "failed" }] });
    }
  });

  test("cannot be read without a secret", async () => {
    const { email } = await accepted();
    const signed = standIn.sign(standIn.event("email.delivered", email));
    expect(read(signed, { webhookSecret: undefined })).toEqual({
      ok: false,
      refusal: { code: "callbacks_not_configured" },
    });
  });

  test("arrives over HTTP late, twice, or forged", async () => {
    const arrived: { at: number; id: string; result: unknown }[] = [];
    const receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = request.headers as Record<string, string>;
      const result = read({ headers, body: Buffer.concat(chunks).toString() });
      arrived.push({ at: performance.now(), id: headers["svix-id"]!, result });
      response.writeHead(result.ok ? 200 : 401).end();
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    const { email } = await accepted();
    const event = standIn.event("email.delivered", email);

    const begun = performance.now();
    expect(await standIn.sendEvent(url, event, { afterMs: 200, times: 2 })).toEqual([200, 200]);
    expect(arrived[0]!.at - begun).toBeGreaterThanOrEqual(190);
    expect(arrived[0]!.id).toBe(arrived[1]!.id);
    expect(arrived[0]!.result).toEqual(arrived[1]!.result);
    const secret = `whsec_${Buffer.from("x".repeat(24)).toString("base64")}`;
    expect(await standIn.sendEvent(url, event, { secret })).toEqual([401]);
    expect(await standIn.sendEvent(url, event, { sentAt: new Date(0) })).toEqual([401]);
    receiver.closeAllConnections();
    receiver.close();
  });
});

describe("the config", () => {
  test.each([
    [{ from: "a@acme.example" }],
    [{ replyTo: "Help <help@acme.example>" }],
    [{ webhookSecret: undefined }],
    [{ baseUrl: undefined }],
    [{ baseUrl: "https://resend.internal.example/api/" }],
    [{ baseUrl: "http://localhost:4000" }],
    [{ baseUrl: "http://[::1]:4000" }],
  ])("can be %j", (over) => {
    expect(resend.parse({ ...baseConfig(), ...over })).toMatchObject({ ok: true });
  });

  test.each([
    ["apiKey", undefined],
    ["apiKey", "sk_123"],
    ["apiKey", "re_1\r\nx-y: z"],
    ["from", undefined],
    ["from", "nobody"],
    ["from", "A <a@acme.example>\r\nBcc: <b@c.example>"],
    ["replyTo", "nobody"],
    ["webhookSecret", "1234"],
    ["webhookSecret", "whsec_"],
    ["webhookSecret", "whsec_abc"],
    ["baseUrl", "http://api.resend.com"],
    ["baseUrl", "http://localhost.evil.example"],
    ["baseUrl", "https://a:b@api.resend.com"],
    ["baseUrl", "https://api.resend.com/?x"],
    ["baseUrl", "ftp://api.resend.com"],
    ["baseUrl", "x"],
  ])("cannot have the %s %j", (name, value) => {
    expect(resend.parse({ ...baseConfig(), [name]: value })).toMatchObject({
      ok: false,
      refusal: { violations: [{ pointer: `/config/${name}` }] },
    });
  });

  test("is not read from the environment", async () => {
    const set = { RESEND_API_KEY: "re_env", RESEND_BASE_URL: "http://127.0.0.1:1", RESEND_USER_AGENT: "env" };
    Object.assign(process.env, set);
    try {
      expect(await send()).toMatchObject({ outcome: "accepted" });
      expect(standIn.requests[0]!.headers).toMatchObject({
        authorization: `Bearer ${standIn.sendingKey}`,
        "user-agent": "countersign",
      });
    } finally {
      for (const name of Object.keys(set)) delete process.env[name];
    }
  });

  test("never shows its secrets again, and is in the list of kinds", () => {
    expect(resend.secretMembers).toEqual(["apiKey", "webhookSecret"]);
    expect(findProviderKind("resend")).toBe(resend);
    expect(resend).toMatchObject({ hasCallbacks: true, isInbox: false, channels: ["email"] });
    expect(resend.describe({})).toBe("Resend");
    expect(resend.describe({ baseUrl: "http://localhost:4000" })).toBe("Resend at localhost:4000");
  });
});

describe("explanations", () => {
  test("each is one sentence for a support agent", () => {
    const explained = Object.keys(en.codes);
    expect(explained).toEqual(expect.arrayContaining([...knownErrors]));
    expect(explained.length).toBeGreaterThanOrEqual(30);
    for (const code of explained) {
      const explanation = resend.explainCode(code);
      expect(explanation, code).toMatch(/^[A-Z][^\n]{30,}\.$/);
      expect(explanation, code).not.toMatch(/\. [A-Z]/);
    }
  });

  test("unknown subtypes of bounces are explained by their type, other unknown codes not at all", () => {
    expect(resend.explainCode("Permanent.Brandnew")).toBe(resend.explainCode("Permanent"));
    expect(resend.explainCode("Permanent.NoEmail")).not.toBe(resend.explainCode("Permanent"));
    for (const code of ["", "new_error", "constructor", "__proto__.x"]) {
      expect(resend.explainCode(code)).toBeUndefined();
    }
  });
});

describe("the stand-in refuses what Resend refuses", () => {
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${standIn.url}/emails`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${standIn.sendingKey}`,
        "content-type": "application/json",
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const valid = { from: "a@acme.example", to: "b@example.com", subject: "x", text: "y" };

  test.each([
    [{ ...valid, from: "nobody" }, {}, 422, "invalid_from_address"],
    [{ ...valid, subject: undefined }, {}, 422, "missing_required_field"],
    [{ ...valid, text: undefined }, {}, 422, "missing_required_field"],
    [{ ...valid, to: [] }, {}, 422, "validation_error"],
    [{ ...valid, to: Array(51).fill("b@example.com") }, {}, 422, "validation_error"],
    [{ ...valid, replyTo: "b@example.com" }, {}, 422, "validation_error"],
    [{ ...valid, tags: [{ name: "a b", value: "c" }] }, {}, 422, "validation_error"],
    [{ ...valid, tags: [{ name: "a", value: "ü" }] }, {}, 422, "validation_error"],
    [{ ...valid, headers: { "X-A": 1 } }, {}, 422, "validation_error"],
    [{ ...valid, from: "a@other.example" }, {}, 403, "validation_error"],
    ["{", {}, 400, "validation_error"],
    [valid, { "content-type": "text/plain" }, 400, "validation_error"],
    [valid, { authorization: "" }, 401, "missing_api_key"],
    [valid, { authorization: "Basic eA==" }, 401, "validation_error"],
    [valid, { "idempotency-key": "x".repeat(257) }, 400, "invalid_idempotency_key"],
  ] as [unknown, Record<string, string>, number, string][])(
    "%j with %j",
    async (body, headers, statusCode, name) => {
      const response = await post(body, headers);
      expect(response.status).toBe(statusCode);
      expect(await response.json()).toEqual({ statusCode, name, message: expect.any(String) });
      expect(standIn.emails).toEqual([]);
    },
  );

  test("other paths and methods", async () => {
    const headers = { authorization: `Bearer ${standIn.apiKey}` };
    expect((await fetch(`${standIn.url}/email`, { headers })).status).toBe(404);
    expect((await fetch(`${standIn.url}/emails`, { headers })).status).toBe(405);
    expect(await (await fetch(`${standIn.url}/domains`, { headers })).json()).toMatchObject({
      object: "list",
      has_more: false,
      data: [{ name: "acme.example", status: "verified" }],
    });
    expect((await post(valid)).status).toBe(200);
  });
});
