import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/id";
import type { Message, SmsMessage, VoiceMessage, WhatsappMessage } from "../../message";
import type { Sender } from "../provider";
import { sendOnce } from "../send-once";
import type { StatusCallback } from "./kind";
import {
  type AcceptedByTwilio,
  type SignOptions,
  startTwilioStandIn,
  type TwilioStandIn,
} from "./testing/twilio-stand-in";
import en from "./texts/twilio.en.json";
import { twilio } from "./twilio";
import { statusCallbackOf } from "./twilio-callback";
import { explainedCodes } from "./twilio-codes";
import { apiUrlOf } from "./twilio-http";

let standIn: TwilioStandIn;
const senders: Sender[] = [];
beforeEach(async () => {
  standIn = await startTwilioStandIn();
});
afterEach(async () => {
  for (const sender of senders.splice(0)) sender.close();
  await standIn.close();
});

const callbackUrl = "https://id.example.com/api/v1/providers/prv_1/status-callback";
const contentSid = `HX${"0123456789abcdef".repeat(2)}`;
const serviceSid = `MG${"0123456789abcdef".repeat(2)}`;

const baseConfig = () => ({
  accountSid: standIn.accountSid,
  authToken: standIn.authToken,
  smsFrom: "+15005550006",
  voiceFrom: "+15005550007",
  whatsappFrom: "+14155238886",
  baseUrl: standIn.url,
});

function parsed(over: Record<string, unknown> = {}) {
  const result = twilio.parse({ ...baseConfig(), ...over });
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

function open(over: Record<string, unknown> = {}): Sender {
  const sender = twilio.open(parsed(over), { statusCallbackUrl: callbackUrl });
  senders.push(sender);
  return sender;
}

const envelope = () => ({
  deliveryId: newId(),
  messageId: "<1@localhost>",
  to: "+4915112345678",
  locale: "de",
});
const anSms = (over: Partial<SmsMessage> = {}): SmsMessage => ({
  channel: "sms",
  ...envelope(),
  text: "048213 ist Ihr Code für Acme.",
  senderId: null,
  ...over,
});
const aCall = (): VoiceMessage => ({
  channel: "voice",
  ...envelope(),
  language: "de-DE",
  sentences: ["Anruf von <Acme> & Söhne.", "Ihr Code lautet: 0, 4, 8, 2, 1, 3."],
});
const aWhatsapp = (over: Partial<WhatsappMessage> = {}): WhatsappMessage => ({
  channel: "whatsapp",
  ...envelope(),
  code: "048213",
  text: "048213 ist Ihr Code.",
  ...over,
});

const send = (message: Message, over: Record<string, unknown> = {}, limitMs = 3000) =>
  sendOnce(() => open(over), message, limitMs);

describe("an SMS", () => {
  test("is sent from the number, and its status is reported to our callback", async () => {
    const message = anSms();
    const result = await send(message);
    const [accepted] = standIn.accepted;
    expect(result).toEqual({
      outcome: "accepted",
      providerMessageId: accepted!.sid,
      explanation: `queued ${accepted!.sid}`,
    });
    expect(accepted!.form).toEqual({
      To: message.to,
      From: "+15005550006",
      Body: message.text,
      ValidityPeriod: "600",
      StatusCallback: `${callbackUrl}?deliveryId=${message.deliveryId}`,
    });
  });

  test.each([
    [serviceSid, { MessagingServiceSid: serviceSid }],
    ["Acme", { From: "Acme" }],
    ["12345", { From: "12345" }],
  ])("is sent from %s", async (smsFrom, fields) => {
    await send(anSms(), { smsFrom });
    expect(standIn.accepted[0]!.form).toMatchObject(fields);
  });

  test("is sent from the caller's own name, if it can be one", async () => {
    await send(anSms({ senderId: "Shop" }));
    await send(anSms({ senderId: "much too long a name" }));
    expect(standIn.accepted.map(({ form }) => form.From)).toEqual(["Shop", "+15005550006"]);
  });

  test("of a messaging service is sent from one of its own senders", async () => {
    await send(anSms({ senderId: "Shop" }), { smsFrom: serviceSid });
    const { form } = standIn.accepted[0]!;
    expect(form.MessagingServiceSid).toBe(serviceSid);
    expect(form.From).toBeUndefined();
  });

  test("has no status callback if Twilio could not reach it", () => {
    const local = "http://localhost:3000/status-callback";
    expect(statusCallbackOf({}, local, "1")).toBeUndefined();
    expect(statusCallbackOf({ baseUrl: "https://proxy.example.com" }, local, "1")).toBeUndefined();
    expect(statusCallbackOf({ baseUrl: standIn.url }, local, "1")).toBe(`${local}?deliveryId=1`);
    expect(statusCallbackOf({}, callbackUrl, "1")).toBe(`${callbackUrl}?deliveryId=1`);
    expect(statusCallbackOf({}, null, "1")).toBeUndefined();
  });

  test("is sent through a proxy with a path", async () => {
    await send(anSms(), { baseUrl: `${standIn.url}/twilio/` });
    expect(standIn.requests[0]!.path).toBe(`/twilio/2010-04-01/Accounts/${standIn.accountSid}/Messages.json`);
  });

  test.each([
    [{}, "https://api.twilio.com"],
    [{ region: "ie1" }, "https://api.ie1.twilio.com"],
    [{ edge: "dublin" }, "https://api.dublin.us1.twilio.com"],
    [{ edge: "dublin", region: "ie1" }, "https://api.dublin.ie1.twilio.com"],
    [{ edge: "dublin", baseUrl: "https://proxy.example.com" }, "https://proxy.example.com"],
  ])("with %j is sent to %s", (config, url) => {
    expect(apiUrlOf(config)).toBe(url);
  });

  test("is refused without a sender, before anything is requested", async () => {
    expect(await send(anSms(), { smsFrom: undefined })).toEqual({
      outcome: "refused",
      code: "message_rejected",
      explanation: "This provider has no sender for text messages.",
      providerCode: "21603",
    });
    expect(standIn.requests).toEqual([]);
  });

  test("uses the connections of those before", async () => {
    const sender = open();
    for (let i = 0; i < 5; i++) await sendOnce(() => sender, anSms(), 3000);
    expect(standIn.accepted).toHaveLength(5);
    // The pool may open a second one while the first response is still being read.
    expect(standIn.connectionCount).toBeLessThanOrEqual(2);
  });

  test("is sent with an API key, too", async () => {
    const { apiKeySid, apiKeySecret } = standIn;
    expect(await send(anSms(), { authToken: undefined, apiKeySid, apiKeySecret })).toMatchObject({
      outcome: "accepted",
    });
  });
});

test("a call reads every sentence in the person's language, escaped, and reports its end", async () => {
  const message = aCall();
  expect(await send(message)).toMatchObject({ outcome: "accepted" });
  const [call] = standIn.accepted;
  expect(call).toMatchObject({ type: "call", to: message.to });
  expect(call!.form.Twiml).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><Response><Pause length="1"/>' +
      '<Say language="de-DE">Anruf von &lt;Acme&gt; &amp; Söhne.</Say><Pause length="1"/>' +
      '<Say language="de-DE">Ihr Code lautet: 0, 4, 8, 2, 1, 3.</Say><Pause length="1"/></Response>',
  );
  expect(call!.form).toMatchObject({ From: "+15005550007", Timeout: "30", StatusCallbackEvent: "completed" });
});

describe("a WhatsApp message", () => {
  test("is the approved template with the code", async () => {
    await send(aWhatsapp(), { whatsappContentSid: contentSid });
    expect(standIn.accepted[0]!.form).toMatchObject({
      To: "whatsapp:+4915112345678",
      From: "whatsapp:+14155238886",
      ContentSid: contentSid,
      ContentVariables: '{"1":"048213"}',
    });
  });

  test("is the template of the person's language, or else the first one", async () => {
    const german = contentSid.replace("HX0", "HXf");
    const whatsappContentSid = `en=${contentSid}, de=${german}`;
    await send(aWhatsapp(), { whatsappContentSid });
    await send(aWhatsapp({ locale: "fr" }), { whatsappContentSid });
    expect(standIn.accepted.map(({ form }) => form.ContentSid)).toEqual([german, contentSid]);
  });

  test("is free text without a template, and for tests", async () => {
    await send(aWhatsapp());
    await send(aWhatsapp({ code: null, text: "Test" }), { whatsappContentSid: contentSid });
    expect(standIn.accepted.map(({ form }) => form.Body)).toEqual(["048213 ist Ihr Code.", "Test"]);
  });
});

describe("an error", () => {
  test.each([
    [21211, "recipient_rejected"],
    [21614, "recipient_rejected"],
    [21610, "recipient_rejected"],
    [21408, "message_rejected"],
    [21212, "message_rejected"],
    [63003, "recipient_rejected"],
    [20003, "credentials_rejected"],
    [99999, "message_rejected"],
  ])("%i is %s, with Twilio's own text", async (code, refusal) => {
    standIn.script({ type: "error", code, message: `Twilio says ${code}` });
    expect(await send(anSms())).toEqual({
      outcome: "refused",
      code: refusal,
      explanation: `${code} Twilio says ${code}`,
      providerCode: String(code),
    });
  });

  test("429 pauses the provider for as long as Twilio asks", async () => {
    standIn.script({ type: "error", code: 20429, headers: { "retry-after": "7" } });
    expect(await send(anSms())).toEqual({
      outcome: "unavailable",
      hasAnswered: true,
      explanation: "20429 Too Many Requests",
      providerCode: "20429",
      retryAfterSeconds: 7,
    });
  });

  test.each([20500, 20503])("%i is temporary", async (code) => {
    standIn.script({ type: "error", code });
    expect(await send(anSms())).toMatchObject({
      outcome: "unavailable",
      hasAnswered: true,
      providerCode: String(code),
    });
  });

  test("of Twilio that is temporary is so with any HTTP status", async () => {
    standIn.script({ type: "error", code: 21611, message: "The queue is full" });
    expect(await send(anSms())).toMatchObject({ outcome: "unavailable", providerCode: "21611" });
  });

  test("of a proxy that does not send JSON contains its text", async () => {
    standIn.script(
      { type: "raw", status: 407, body: "<h1>Proxy</h1>" },
      { type: "raw", status: 502, body: "<h1>Bad gateway</h1>" },
    );
    expect(await send(anSms())).toMatchObject({
      outcome: "refused",
      code: "message_rejected",
      explanation: "407 <h1>Proxy</h1>",
    });
    const unavailable = await send(anSms());
    expect(unavailable).toMatchObject({ outcome: "unavailable", providerCode: "502" });
    expect(twilio.explainCode(unavailable.providerCode!)).toContain("Twilio was not available");
  });

  test.each(["<h1>Sign in to this network</h1>", "{}", "[]", "null"])(
    "is a 200 that is not Twilio's: %s",
    async (body) => {
      standIn.script({ type: "raw", status: 200, body });
      expect(await send(anSms())).toMatchObject({ outcome: "refused", code: "message_rejected" });
    },
  );

  test("follows no redirect, because the credentials would go with it", async () => {
    standIn.script({ type: "raw", status: 307, body: "", headers: { location: `${standIn.url}/elsewhere` } });
    expect(await send(anSms())).toMatchObject({ outcome: "refused", code: "message_rejected" });
    expect(standIn.requests).toHaveLength(1);
  });

  test("of one number does not affect the others", async () => {
    standIn.scriptRecipient("+15005550001", { type: "error", code: 21211 });
    expect(await send(anSms({ to: "+15005550001" }))).toMatchObject({ code: "recipient_rejected" });
    expect(await send(aWhatsapp({ to: "+15005550001" }))).toMatchObject({ code: "recipient_rejected" });
    expect(await send(anSms())).toMatchObject({ outcome: "accepted" });
  });

  test.each([20003, 20503])("%i never contains the credentials", async (code) => {
    const { accountSid, authToken, apiKeySid, apiKeySecret } = standIn;
    const basic = (user: string, password: string) => Buffer.from(`${user}:${password}`).toString("base64");
    for (const [secret, over] of [
      [authToken, {}],
      [basic(accountSid, authToken), {}],
      [apiKeySecret, { apiKeySid, apiKeySecret }],
      [basic(apiKeySid, apiKeySecret), { apiKeySid, apiKeySecret }],
    ] as const) {
      standIn.script({ type: "error", code, message: `Wrong: ${secret}` });
      const result = await send(anSms(), over);
      expect(JSON.stringify(result)).not.toContain(secret);
      expect(result.explanation).toBe(`${code} Wrong: [redacted]`);
    }
  });
});

test("a request without an answer ends in time, and so does its connection", async () => {
  standIn.script({ type: "hang" });
  expect(await send(anSms(), {}, 300)).toMatchObject({ outcome: "unavailable", hasAnswered: false });
  while (standIn.pendingRequests() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
});

test("a message that was accepted without an answer is unavailable, and can be reported before it is retried", async () => {
  standIn.script({ type: "accept_and_hang" });
  const message = anSms();
  expect(await send(message, {}, 300)).toMatchObject({ outcome: "unavailable", hasAnswered: false });
  const callback = callbackFor(standIn.accepted[0]!, { MessageStatus: "delivered" });
  expect(twilio.readCallback(parsed(), callback)).toMatchObject({
    ok: true,
    value: [{ deliveryId: message.deliveryId, status: "delivered" }],
  });
});

test("a late response counts", async () => {
  standIn.script({ type: "delay", ms: 100 });
  expect(await send(anSms())).toMatchObject({ outcome: "accepted" });
});

test("a connection that is closed without a response means unavailable", async () => {
  standIn.script({ type: "disconnect" });
  expect(await send(anSms())).toMatchObject({ outcome: "unavailable", hasAnswered: false });
});

test("a server that is not running is unavailable", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect(await send(anSms(), { baseUrl: `http://127.0.0.1:${port}` })).toMatchObject({
    outcome: "unavailable",
    hasAnswered: false,
  });
});

describe("a config", () => {
  test.each([
    [{ authToken: undefined }, "/config/authToken"],
    [{ apiKeySid: `SK${"0".repeat(32)}` }, "/config/apiKeySecret"],
    [{ apiKeySecret: "x" }, "/config/apiKeySid"],
    [{ smsFrom: undefined, voiceFrom: undefined, whatsappFrom: undefined }, "/config/smsFrom"],
    [{ smsFrom: "A name that is too long" }, "/config/smsFrom"],
    [{ voiceFrom: "Acme" }, "/config/voiceFrom"],
    [{ accountSid: "AC1" }, "/config/accountSid"],
    [{ whatsappContentSid: "en=HX1" }, "/config/whatsappContentSid"],
    [{ baseUrl: "http://api.example.com" }, "/config/baseUrl"],
  ])("with %j names %s", (over, pointer) => {
    const result = twilio.parse({ ...baseConfig(), ...over });
    expect(result.ok).toBe(false);
    expect(!result.ok && result.refusal.violations.map((one) => one.pointer)).toContain(pointer);
  });

  test("marks its secrets", () => {
    expect(twilio.secretMembers).toEqual(["authToken", "apiKeySecret"]);
  });

  test("has its credentials checked without sending anything", async () => {
    const check = (over: Record<string, unknown> = {}) =>
      twilio.checkCredentials(parsed(over), AbortSignal.timeout(3000));
    const { apiKeySid, apiKeySecret } = standIn;
    expect(await check()).toBeNull();
    expect(await check({ authToken: "wrong" })).toBe("Twilio rejected the credentials: 20003 Authenticate");
    // A standard API key cannot read the account.
    expect(await check({ apiKeySid, apiKeySecret, authToken: undefined })).toBeNull();
    expect(await check({ apiKeySid, apiKeySecret: "wrong" })).toContain("20003 Authenticate");
    expect(standIn.requests.map(({ method }) => method)).toEqual(["GET", "GET", "GET", "GET"]);
  });

  test("of a suspended account is reported", async () => {
    const suspended = await startTwilioStandIn({ accountStatus: "suspended" });
    const { accountSid, authToken, url: baseUrl } = suspended;
    const config = parsed({ accountSid, authToken, baseUrl });
    const answer = await twilio.checkCredentials(config, AbortSignal.timeout(3000));
    await suspended.close();
    expect(answer).toBe("The Twilio account is suspended.");
    expect(await twilio.checkCredentials(config, AbortSignal.timeout(3000))).toBe(
      "Twilio could not check the credentials: it could not be reached (ECONNREFUSED)",
    );
  });
});

/** A status callback as our server receives it, behind a proxy that changed nothing but the origin. */
function callbackFor(
  accepted: AcceptedByTwilio,
  fields: Record<string, string>,
  options?: SignOptions,
): StatusCallback {
  return { url: accepted.statusCallback!, ...standIn.signCallback(accepted, fields, options) };
}

async function accept(message: Message, over: Record<string, unknown> = {}): Promise<AcceptedByTwilio> {
  await send(message, over);
  return standIn.accepted.at(-1)!;
}

describe("a status callback", () => {
  test.each([
    ["sent", "sent", null, null],
    ["delivered", "delivered", null, null],
    ["read", "delivered", null, null],
    ["undelivered", "failed", "30003", null],
    ["undelivered", "failed", "30006", "bounce"],
    ["undelivered", "failed", "30005", "bounce"],
    ["undelivered", "failed", "30007", null],
    ["failed", "failed", "21610", "opt_out"],
    ["failed", "failed", "63003", null],
  ])("%s is %s (%s, %s)", async (MessageStatus, status, code, suppress) => {
    const message = anSms();
    const accepted = await accept(message);
    const callback = callbackFor(accepted, { MessageStatus, ...(code && { ErrorCode: code }) });
    expect(twilio.readCallback(parsed(), callback)).toEqual({
      ok: true,
      value: [
        {
          deliveryId: message.deliveryId,
          providerMessageId: standIn.accepted[0]!.sid,
          status,
          providerCode: code,
          suppress,
        },
      ],
    });
  });

  test.each([
    ["completed", "delivered", null],
    ["busy", "failed", "call.busy"],
    ["no-answer", "failed", "call.no-answer"],
    ["failed", "failed", "call.failed"],
    ["canceled", "failed", "call.canceled"],
  ])("of a call, %s is %s", async (CallStatus, status, providerCode) => {
    const call = aCall();
    const callback = callbackFor(await accept(call), { CallStatus });
    expect(twilio.readCallback(parsed(), callback)).toEqual({
      ok: true,
      value: [
        {
          deliveryId: call.deliveryId,
          providerMessageId: standIn.accepted[0]!.sid,
          status,
          providerCode,
          suppress: null,
        },
      ],
    });
  });

  test("of a short code does not suppress the number because of its carrier", async () => {
    const accepted = await accept(anSms(), { smsFrom: "12345" });
    const callback = callbackFor(accepted, { MessageStatus: "undelivered", ErrorCode: "30006" });
    expect(twilio.readCallback(parsed(), callback)).toMatchObject({ value: [{ suppress: null }] });
  });

  test.each<Record<string, string>>([
    { MessageStatus: "accepted" },
    { MessageStatus: "queued" },
    { MessageStatus: "sending" },
    { MessageStatus: "something new" },
    { CallStatus: "ringing" },
  ])("that reports nothing new is accepted and ignored: %j", async (fields) => {
    const callback = callbackFor(await accept(anSms()), fields);
    expect(twilio.readCallback(parsed(), callback)).toEqual({ ok: true, value: [] });
  });

  test("that is forged, changed or about another delivery is refused", async () => {
    const accepted = await accept(anSms());
    const refusal = { ok: false, refusal: { code: "signature_invalid" } };
    const read = (callback: StatusCallback) => twilio.readCallback(parsed(), callback);
    expect(read(callbackFor(accepted, { MessageStatus: "sent" }, { authToken: "x".repeat(32) }))).toEqual(
      refusal,
    );
    const genuine = callbackFor(accepted, { MessageStatus: "sent" });
    expect(read(genuine)).toMatchObject({ ok: true });
    expect(read({ ...genuine, body: genuine.body.replace("=sent", "=delivered") })).toEqual(refusal);
    const url = genuine.url.replace(/deliveryId=.*/, `deliveryId=${newId()}`);
    expect(read({ ...genuine, url })).toEqual(refusal);
    expect(read({ ...genuine, headers: {} })).toEqual(refusal);
    expect(read({ ...genuine, body: "" })).toEqual(refusal);
  });

  test("that is signed but about no message is malformed", async () => {
    const accepted = await accept(anSms());
    const callback = callbackFor({ ...accepted, sid: "" }, { MessageStatus: "sent" });
    expect(twilio.readCallback(parsed(), callback)).toEqual({
      ok: false,
      refusal: { code: "callback_malformed" },
    });
  });

  test("needs the auth token, even with an API key", async () => {
    const callback = callbackFor(await accept(anSms()), { MessageStatus: "sent" });
    const { apiKeySid, apiKeySecret } = standIn;
    const withKey = { apiKeySid, apiKeySecret };
    expect(twilio.readCallback(parsed(withKey), callback)).toMatchObject({ ok: true });
    expect(twilio.readCallback(parsed({ ...withKey, authToken: undefined }), callback)).toEqual({
      ok: false,
      refusal: { code: "callbacks_not_configured" },
    });
  });

  test("arrives late, twice, out of order and forged over HTTP behind a proxy", async () => {
    const reported: string[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      // What our server does with a request that a proxy has passed on to it.
      const url = new URL(request.url!, "https://id.example.com").href;
      const headers = request.headers as Record<string, string>;
      const read = twilio.readCallback(parsed(), { url, headers, body });
      if (read.ok) reported.push(...read.value.map(({ status }) => status));
      response.writeHead(read.ok ? 204 : 403).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const accepted = await accept(anSms());
    const { port } = server.address() as AddressInfo;
    const url = accepted.statusCallback!.replace("https://id.example.com", `http://127.0.0.1:${port}`);

    const startedAt = performance.now();
    const delivered = { MessageStatus: "delivered" };
    expect(await standIn.sendCallback(accepted, delivered, { url, afterMs: 50, times: 2 })).toEqual([
      204, 204,
    ]);
    expect(performance.now() - startedAt).toBeGreaterThan(45);
    expect(await standIn.sendCallback(accepted, { MessageStatus: "sent" }, { url })).toEqual([204]);
    const forged = { url, authToken: "x".repeat(32) };
    expect(await standIn.sendCallback(accepted, { MessageStatus: "failed" }, forged)).toEqual([403]);
    server.close();
    expect(reported).toEqual(["delivered", "delivered", "sent"]);
  });
});

test("more than 40 codes are explained, each with what to do", () => {
  expect(explainedCodes.length).toBeGreaterThan(60);
  expect(Object.keys(en.codes).sort()).toEqual([...explainedCodes].sort());
  for (const code of explainedCodes) expect(twilio.explainCode(code), code).toMatch(/^[A-Z].{40,}\.$/);
  expect(twilio.explainCode("12345")).toBeUndefined();
  expect(twilio.explainCode("429")).toBe(twilio.explainCode("20429"));
});

describe("the stand-in", () => {
  const message = { To: "+4915112345678", From: "+15005550006", Body: "Hello" };
  const twiml = '<?xml version="1.0" encoding="UTF-8"?><Response><Say language="en-US">Hi</Say></Response>';
  const call = { To: "+4915112345678", From: "+15005550006", Twiml: twiml };

  async function post(resource: string, fields: Record<string, string>, headers?: Record<string, string>) {
    const { accountSid, authToken, url } = standIn;
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
    const response = await fetch(`${url}/2010-04-01/Accounts/${accountSid}/${resource}`, {
      method: "POST",
      headers: { authorization, ...headers },
      body: new URLSearchParams(fields),
    });
    return (await response.json()) as { code?: number; status: number | string; more_info?: string };
  }

  test.each([
    [{ To: "" }, 21604],
    [{ To: "0151 1234" }, 21211],
    [{ From: "" }, 21603],
    [{ From: "A name that is too long" }, 21212],
    [{ From: "whatsapp:+15005550006" }, 21910],
    [{ MessagingServiceSid: "MG1" }, 21705],
    [{ Body: "" }, 21619],
    [{ Body: "x".repeat(1601) }, 21617],
    [{ ContentSid: "HX1" }, 21655],
    [{ ContentSid: contentSid, ContentVariables: "{1:2}" }, 21656],
    [{ ContentSid: contentSid, ContentVariables: '{"1":2}' }, 21656],
    [{ ValidityPeriod: "36001" }, 90007],
    [{ StatusCallback: "/status" }, 21609],
  ])("refuses a message with %j by Twilio's code %i", async (fields, code) => {
    expect(await post("Messages.json", { ...message, ...fields })).toMatchObject({ code, status: 400 });
    expect(standIn.accepted).toEqual([]);
  });

  test.each([
    [{ To: "" }, 21201],
    [{ To: "123" }, 21211],
    [{ From: "" }, 21213],
    [{ From: "Acme" }, 21210],
    [{ Twiml: "" }, 21205],
    [{ Twiml: twiml.replace("Hi", "Hi & bye") }, 12100],
    [{ Twiml: twiml.replace("</Say>", "") }, 12100],
    [{ Timeout: "0" }, 21208],
  ])("refuses a call with %j by Twilio's code %i", async (fields, code) => {
    expect(await post("Calls.json", { ...call, ...fields })).toMatchObject({ code, status: 400 });
    expect(standIn.accepted).toEqual([]);
  });

  test("refuses other resources, credentials and formats, and accepts the rest", async () => {
    expect(await post("Faxes.json", message)).toMatchObject({ code: 20404, status: 404 });
    expect(await post("Messages.json", message, { authorization: "Basic eDp5" })).toMatchObject({
      code: 20003,
      status: 401,
      more_info: "https://www.twilio.com/docs/errors/20003",
    });
    const json = { "content-type": "application/json" };
    expect(await post("Messages.json", message, json)).toMatchObject({ code: 21604 });
    expect(await post("Messages.json", message)).toMatchObject({ status: "queued" });
    expect(await post("Calls.json", call)).toMatchObject({ status: "queued" });
    expect(standIn.accepted.map(({ sid }) => sid.slice(0, 2))).toEqual(["SM", "CA"]);
  });
});
