import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/lib/id";
import type { Message, SmsMessage, VoiceMessage, WhatsappMessage } from "../../message";
import { handOver } from "../hand-over";
import type { Sender } from "../provider";
import type { StatusCallback } from "./kind";
import { startTwilioStandIn, type TwilioStandIn } from "./testing/twilio-stand-in";
import { twilio } from "./twilio";
import { explainCode, explainedCodes } from "./twilio-codes";

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
  handOver(() => open(over), message, limitMs);

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

  test("is refused without a sender, before anything is requested", async () => {
    expect(await send(anSms(), { smsFrom: undefined })).toEqual({
      outcome: "refused",
      code: "message_rejected",
      explanation: "This provider has no sender for sms.",
      providerCode: "21603",
    });
    expect(standIn.requests).toEqual([]);
  });

  test("uses the connections of those before", async () => {
    const sender = open();
    for (let i = 0; i < 5; i++) await handOver(() => sender, anSms(), 3000);
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
  ])("%i is %s, in Twilio's own words", async (code, refusal) => {
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
    expect(await send(anSms())).toMatchObject({
      outcome: "unavailable",
      hasAnswered: true,
      retryAfterSeconds: 7,
    });
  });

  test.each([20500, 20503])("%i is for the moment", async (code) => {
    standIn.script({ type: "error", code });
    expect(await send(anSms())).toMatchObject({ outcome: "unavailable", hasAnswered: true });
  });

  test("of a proxy that does not speak JSON has its words", async () => {
    standIn.script({ type: "raw", status: 407, body: "<h1>Proxy</h1>" });
    expect(await send(anSms())).toMatchObject({ outcome: "refused", explanation: "407 407 <h1>Proxy</h1>" });
  });

  test("of one number leaves the others alone", async () => {
    standIn.scriptNumber("+15005550001", { type: "error", code: 21211 });
    expect(await send(anSms({ to: "+15005550001" }))).toMatchObject({ code: "recipient_rejected" });
    expect(await send(anSms())).toMatchObject({ outcome: "accepted" });
  });

  test("never contains the credentials", async () => {
    const { authToken } = standIn;
    standIn.script({ type: "error", code: 20003, message: `The token ${authToken} is wrong` });
    const result = await send(anSms());
    expect(JSON.stringify(result)).not.toContain(authToken);
    expect(result.explanation).toContain("[redacted]");
  });
});

test("a request without an answer ends in time, and so does its connection", async () => {
  standIn.script({ type: "hang" });
  expect(await send(anSms(), {}, 300)).toMatchObject({ outcome: "unavailable", hasAnswered: false });
  while (standIn.pendingRequests() > 0) await new Promise((resolve) => setTimeout(resolve, 10));
});

test("a server that nobody runs is unavailable", async () => {
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
    const signal = AbortSignal.timeout(3000);
    expect(await twilio.checkCredentials(parsed(), signal)).toBeNull();
    expect(await twilio.checkCredentials(parsed({ authToken: "wrong" }), signal)).toContain(
      "20003 Authenticate",
    );
    expect(standIn.accepted).toEqual([]);
  });
});

describe("a status callback", () => {
  /** What our server receives, with the body and headers that the stand-in sends. */
  async function receive(
    message: Message,
    fields: Record<string, string>,
    options: Parameters<TwilioStandIn["sendCallback"]>[2] = {},
  ): Promise<StatusCallback> {
    const received = new Promise<StatusCallback>((resolve) => {
      const server = createServer(async (request, response) => {
        let body = "";
        for await (const chunk of request) body += chunk;
        response.end();
        server.close();
        // A proxy received it under the public URL.
        const url = new URL(request.url!, "https://id.example.com").href;
        resolve({ url, headers: request.headers as Record<string, string>, body });
      }).listen(0, "127.0.0.1", async () => {
        await send(message);
        const accepted = standIn.accepted.at(-1)!;
        const publicUrl = accepted.statusCallback!;
        const { port } = server.address() as AddressInfo;
        const statusCallback = publicUrl.replace("https://id.example.com", `http://127.0.0.1:${port}`);
        await standIn.sendCallback({ ...accepted, statusCallback }, fields, {
          signedUrl: publicUrl,
          ...options,
        });
      });
    });
    return received;
  }

  test.each([
    ["sent", "sent", null, null],
    ["delivered", "delivered", null, null],
    ["read", "delivered", null, null],
    ["undelivered", "failed", "30003", null],
    ["undelivered", "failed", "30006", "bounce"],
    ["failed", "failed", "21610", "opt_out"],
  ])("%s is %s (%s, %s)", async (MessageStatus, status, code, suppress) => {
    const message = anSms();
    const callback = await receive(message, { MessageStatus, ...(code && { ErrorCode: code }) });
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
  ])("of a call, %s is %s", async (CallStatus, status, providerCode) => {
    const callback = await receive(aCall(), { CallStatus });
    expect(twilio.readCallback(parsed(), callback)).toMatchObject({
      ok: true,
      value: [{ status, providerCode }],
    });
  });

  test("that says nothing new is accepted and ignored", async () => {
    const callback = await receive(anSms(), { MessageStatus: "queued" });
    expect(twilio.readCallback(parsed(), callback)).toEqual({ ok: true, value: [] });
  });

  test("that is forged, changed or about another delivery is refused", async () => {
    const forged = await receive(anSms(), { MessageStatus: "delivered" }, { authToken: "x".repeat(32) });
    const refusal = { ok: false, refusal: { code: "signature_invalid" } };
    expect(twilio.readCallback(parsed(), forged)).toEqual(refusal);
    const genuine = await receive(anSms(), { MessageStatus: "sent" });
    const changed = { ...genuine, body: genuine.body.replace("=sent", "=delivered") };
    expect(twilio.readCallback(parsed(), changed)).toEqual(refusal);
    const elsewhere = { ...genuine, url: genuine.url.replace(/deliveryId=.*/, `deliveryId=${newId()}`) };
    expect(twilio.readCallback(parsed(), elsewhere)).toEqual(refusal);
    expect(twilio.readCallback(parsed(), { ...genuine, headers: {} })).toEqual(refusal);
  });

  test("needs the auth token, even with an API key", async () => {
    const callback = await receive(anSms(), { MessageStatus: "sent" });
    const { apiKeySid, apiKeySecret } = standIn;
    expect(twilio.readCallback(parsed({ authToken: undefined, apiKeySid, apiKeySecret }), callback)).toEqual({
      ok: false,
      refusal: { code: "callbacks_not_configured" },
    });
  });
});

test("more than 40 codes are explained, each with what to do", () => {
  expect(explainedCodes.length).toBeGreaterThan(60);
  for (const code of explainedCodes) expect(explainCode(code), code).toMatch(/^[A-Z].{40,}\.$/);
  expect(explainCode("12345")).toBeUndefined();
});
