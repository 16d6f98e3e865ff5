import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SmsMessage } from "../../message";
import { sendOnce } from "../send-once";
import { vonage } from "./vonage";

/*
 * A stand-in for https://developer.vonage.com/en/api/sms and .../account#get-balance. It accepts what is documented,
 * rejects everything else, and responds with the documented bodies.
 */

const key = "abcd1234";
const secret = "Vonage-secret";
const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`;

let server: Server;
let apiUrl = "";
let taken: Record<string, string>[] = [];
let fault: { http?: number; headers?: Record<string, string>; status?: string; text?: string };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const isAuthorized = request.headers.authorization === authorization;
    const respond = (status: number, body: unknown) =>
      response
        .writeHead(status, { "content-type": "application/json", ...fault.headers })
        .end(JSON.stringify(body));
    if (fault.http) return respond(fault.http, { "error-code": String(fault.http) });
    switch (`${request.method} ${request.url}`) {
      case "GET /account/get-balance":
        if (!isAuthorized)
          return respond(401, { "error-code": "401", "error-code-label": "authentication failed" });
        return respond(200, { value: 10.28, autoReload: false });
      case "POST /sms/json": {
        const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
        const failed = fault.status ?? failureOf(fields, isAuthorized, request.headers["content-type"]);
        if (failed) {
          const text = fault.text ?? "documented text";
          return respond(200, { "message-count": "1", messages: [{ status: failed, "error-text": text }] });
        }
        taken.push(fields);
        const one = {
          to: fields.to,
          status: "0",
          "remaining-balance": "3.14159265",
          "message-price": "0.0333",
        };
        const id = (number: number) => `0A0000000123ABC${taken.length}${number}`;
        const count = fields.text!.length > 160 ? 2 : 1;
        const messages = Array.from({ length: count }, (_, i) => ({ ...one, "message-id": id(i) }));
        return respond(200, { "message-count": String(count), messages });
      }
      default:
        return respond(404, {});
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  taken = [];
  fault = {};
});

/** The status for a request that is not as documented. */
function failureOf(fields: Record<string, string>, isAuthorized: boolean, type?: string): string | undefined {
  if (!isAuthorized) return "4";
  if (type !== "application/x-www-form-urlencoded" || !fields.from || !fields.to || !fields.text) return "2";
  const isValid =
    /^[1-9]\d{6,14}$/.test(fields.to) &&
    /^(\d{1,15}|[A-Za-z0-9 ]{1,11})$/.test(fields.from) &&
    ["text", "unicode"].includes(fields.type!) &&
    fields["client-ref"]!.length <= 100;
  return isValid ? undefined : "3";
}

const message: SmsMessage = {
  channel: "sms",
  deliveryId: "dlv_1",
  messageId: "<1@example.com>",
  to: "+4915112345678",
  locale: "de",
  text: "048213 ist Ihr Code für Acme & Co.",
  senderId: null,
};

async function send(over: Partial<SmsMessage> = {}, config: Record<string, unknown> = {}) {
  const parsed = vonage.parse({ apiKey: key, apiSecret: secret, from: "Acme", apiUrl, ...config });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  const sender = vonage.open(parsed.value, { statusCallbackUrl: null });
  try {
    return await sendOnce(() => sender, { ...message, ...over }, 2000);
  } finally {
    sender.close();
  }
}

describe("an SMS by Vonage", () => {
  test("is posted as documented", async () => {
    expect(await send()).toEqual({
      outcome: "accepted",
      providerMessageId: "0A0000000123ABC10",
      explanation: "0 accepted",
    });
    expect(taken).toEqual([
      { from: "Acme", to: "4915112345678", text: message.text, type: "text", "client-ref": "dlv_1" },
    ]);
  });

  test.each([
    ["{Grüße} [5 €] ~ Ω", "text"],
    ["0482`13", "unicode"],
    ["Ваш код 048213", "unicode"],
    ["façade", "unicode"],
  ])("%s is sent as %s", async (text, type) => {
    await send({ text });
    expect(taken[0]).toMatchObject({ text, type });
  });

  test("has the id of its first part", async () => {
    expect(await send({ text: "1".repeat(200) })).toMatchObject({ providerMessageId: "0A0000000123ABC10" });
  });

  test("has the sender that the caller requested, if Vonage can use it", async () => {
    await send({ senderId: "Shop" });
    await send({ senderId: "Shop & Friends" });
    expect(taken.map(({ from }) => from)).toEqual(["Shop", "Acme"]);
  });

  test.each([
    ["1", "Throttled", { outcome: "unavailable", hasAnswered: true }],
    ["3", "Invalid from param", { outcome: "refused", code: "message_rejected" }],
    ["4", "Bad Credentials", { outcome: "refused", code: "credentials_rejected" }],
    ["5", "Internal Error", { outcome: "unavailable", hasAnswered: true }],
    ["6", "Unroutable message - rejected", { outcome: "refused", code: "message_rejected" }],
    ["7", "Number barred", { outcome: "refused", code: "recipient_rejected" }],
    ["9", "Quota Exceeded - rejected", { outcome: "refused", code: "message_rejected" }],
    ["10", "Too Many Existing Binds", { outcome: "unavailable", hasAnswered: true }],
    ["15", "Illegal Sender Address - rejected", { outcome: "refused", code: "message_rejected" }],
    ["29", "Non White-listed Destination - rejected", { outcome: "refused", code: "message_rejected" }],
    ["33", "Number De-activated", { outcome: "refused", code: "recipient_rejected" }],
    ["99", "A new status", { outcome: "refused", code: "message_rejected" }],
    ["constructor", "Not a status", { outcome: "refused", code: "message_rejected" }],
  ])("with status %s (%s)", async (status, text, expected) => {
    fault = { status, text };
    expect(await send()).toMatchObject({
      ...expected,
      providerCode: status,
      explanation: `${status} ${text}`,
    });
    if (Number(status) < 99) expect(vonage.explainCode(status)).toMatch(/^[A-Z].*\.$/);
  });

  test.each([
    [401, { outcome: "refused", code: "credentials_rejected", providerCode: "4" }],
    [404, { outcome: "refused", code: "message_rejected", providerCode: "404" }],
    [429, { outcome: "unavailable", retryAfterSeconds: 7, providerCode: "429" }],
    [503, { outcome: "unavailable", retryAfterSeconds: 7, providerCode: "503" }],
  ])("with HTTP status %d", async (status, expected) => {
    fault = { http: status, headers: { "retry-after": "7" } };
    expect(await send()).toMatchObject(expected);
  });

  test.each([secret, authorization])("never stores the secret that a response quotes: %s", async (quoted) => {
    fault = { status: "4", text: `Bad Credentials: ${quoted}` };
    const stored = JSON.stringify(await send());
    expect(stored).toContain("[redacted]");
    expect(stored).not.toContain(quoted);
  });
});

describe("the credentials", () => {
  const check = (config: Record<string, unknown> = {}) =>
    vonage.checkCredentials(
      { apiKey: key, apiSecret: secret, from: "Acme", apiUrl, ...config },
      AbortSignal.timeout(2000),
    );

  test("are checked without sending anything", async () => {
    expect(await check()).toBeNull();
    expect(await check({ apiSecret: "wrong" })).toMatch(/^Vonage rejected the API key or secret: 401 /);
    expect(await check({ apiUrl: "http://127.0.0.1:1" })).toBe(
      "Vonage could not check them: it could not be reached (ECONNREFUSED)",
    );
    expect(taken).toEqual([]);
  });

  test("are refused if they are wrong", async () => {
    expect(await send({}, { apiSecret: "wrong" })).toMatchObject({ code: "credentials_rejected" });
    expect(vonage.secretMembers).toEqual(["apiSecret"]);
  });
});

test.each([{ from: "Acme Verification" }, { from: "Äcme" }, { from: "+4915112345678" }, { apiSecret: "" }])(
  "is not accepted: %j",
  (config) => {
    expect(vonage.parse({ apiKey: key, apiSecret: secret, from: "Acme", ...config }).ok).toBe(false);
  },
);
