import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../../message";
import type { Sender } from "../provider";
import { sendOnce, type TryResult } from "../send-once";
import { http } from "./http";

interface Posted {
  headers: IncomingMessage["headers"];
  body: unknown;
  socket: Socket;
}

let server: Server;
let endpoint = "";
let posted: Posted[] = [];
let connections = 0;
let respond: (response: ServerResponse, nth: number) => void;
const opened: Sender[] = [];

beforeEach(async () => {
  posted = [];
  connections = 0;
  respond = (response) => response.end("noted");
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { headers, socket } = request;
    posted.push({ headers, body: JSON.parse(Buffer.concat(chunks).toString()), socket });
    respond(response, posted.length);
  });
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send?from=us`;
});
afterEach(() => {
  for (const sender of opened.splice(0)) sender.close();
  server.closeAllConnections();
  server.close();
});

const facts = {
  type: "SignIn",
  code: "048213",
  link: null,
  locale: "en",
  payload: { user: { name: "Jane" } },
};
const base = { deliveryId: "dlv_1", messageId: "<1@example.com>", to: "+4915112345678", locale: "en" };
const sms: Message = { ...base, channel: "sms", text: "048213 is your code", senderId: null, facts };

function aSender(config: Record<string, unknown> = {}): Sender {
  const parsed = http.parse({ endpoint, authorization: "Bearer hush", ...config });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  const sender = http.open(parsed.value, { statusCallbackUrl: null });
  opened.push(sender);
  return sender;
}

async function send(sender = aSender(), message: Message = sms, limitMs = 2000): Promise<TryResult> {
  const result = await sendOnce(() => sender, message, limitMs);
  // A connection is only free again after its response has been passed on.
  await setImmediate();
  return result;
}

describe("an HTTP endpoint", () => {
  test("receives the code and our text", async () => {
    expect(await send()).toEqual({ outcome: "accepted", providerMessageId: "", explanation: "200 noted" });
    expect(posted[0]!.body).toEqual({
      to: "+4915112345678",
      channel: "sms",
      type: "SignIn",
      payload: { code: "048213", locale: "en", user: { name: "Jane" } },
      message: { text: "048213 is your code" },
    });
    expect(posted[0]!.headers).toMatchObject({
      authorization: "Bearer hush",
      "content-type": "application/json",
      "idempotency-key": "dlv_1",
    });
  });

  test.each<[Message, unknown]>([
    [
      {
        ...base,
        channel: "email",
        to: "jane@example.com",
        senderName: "Acme",
        replyTo: null,
        subject: "Your code",
        text: "048213",
        html: "<b>048213</b>",
        headers: {},
      },
      { subject: "Your code", text: "048213", html: "<b>048213</b>" },
    ],
    [
      { ...base, channel: "voice", language: "en-US", sentences: ["Your code is", "0, 4, 8"] },
      { language: "en-US", sentences: ["Your code is", "0, 4, 8"] },
    ],
    [
      { ...base, channel: "whatsapp", code: "048213", text: "048213 is your code" },
      { text: "048213 is your code" },
    ],
  ])("receives the parts of a test message: %j", async (message, parts) => {
    const sender = http.open({ endpoint }, { statusCallbackUrl: null });
    opened.push(sender);
    await send(sender, message);
    const { to, channel } = message;
    expect(posted[0]!.body).toEqual({ to, channel, type: "test", payload: {}, message: parts });
    expect(posted[0]!.headers.authorization).toBeUndefined();
  });

  test("can name the message", async () => {
    respond = (response) => response.writeHead(202).end('{"id":"m-17","queue":3}');
    expect(await send()).toMatchObject({ outcome: "accepted", providerMessageId: "m-17" });
  });

  test.each([
    [400, { outcome: "refused", code: "message_rejected", providerCode: "400" }],
    [422, { outcome: "refused", code: "message_rejected", providerCode: "422" }],
    [401, { outcome: "refused", code: "credentials_rejected", providerCode: "401" }],
    [403, { outcome: "refused", code: "credentials_rejected", providerCode: "403" }],
    [408, { outcome: "unavailable", hasAnswered: true, providerCode: "408" }],
    [429, { outcome: "unavailable", hasAnswered: true, providerCode: "429" }],
    [503, { outcome: "unavailable", hasAnswered: true, providerCode: "503" }],
  ])("that responds with %d", async (status, expected) => {
    respond = (response) => response.writeHead(status).end();
    expect(await send()).toMatchObject({ ...expected, explanation: String(status) });
  });

  test.each([404, 410, 422])("rejects a recipient with %d and a code", async (status) => {
    const body = { code: "recipient_rejected", explanation: "The number is not in service." };
    respond = (response) => response.writeHead(status).end(JSON.stringify(body));
    expect(await send()).toEqual({
      outcome: "refused",
      code: "recipient_rejected",
      explanation: `${status} The number is not in service.`,
      providerCode: "recipient_rejected",
    });
  });

  test.each([
    [404, '{"code":"not_found"}', "message_rejected"],
    [404, '{"code":"recipient_rejected"', "message_rejected"],
    [401, '{"code":"recipient_rejected"}', "credentials_rejected"],
  ])("does not reject the recipient with %d %s", async (status, body, code) => {
    respond = (response) => response.writeHead(status).end(body);
    expect(await send()).toMatchObject({ outcome: "refused", code });
  });

  test.each([
    ["30", () => "30", 30],
    ["a date", () => new Date(Date.now() + 90_000).toUTCString(), 90],
    ["a date long ago", () => new Date(0).toUTCString(), 0],
    ["soon", () => "soon", undefined],
  ])("asks for a pause with Retry-After: %s", async (_name, retryAfter, seconds) => {
    respond = (response) => response.writeHead(429, { "retry-after": retryAfter() }).end();
    const result = await send();
    const { retryAfterSeconds } = result as { retryAfterSeconds?: number };
    if (seconds === undefined) expect(retryAfterSeconds).toBeUndefined();
    else expect(Math.abs(retryAfterSeconds! - seconds)).toBeLessThanOrEqual(20);
  });

  test("cannot redirect a message to another server", async () => {
    respond = (response) => response.writeHead(307, { location: `${endpoint}/elsewhere` }).end();
    expect(await send()).toMatchObject({ outcome: "refused", code: "message_rejected", providerCode: "307" });
    expect(posted).toHaveLength(1);
    expect(http.explainCode("307")).toContain("redirects are not followed");
  });

  test.each(["you said Bearer hush", '{"code":"recipient_rejected","explanation":"hush"}'])(
    "cannot make us store our credentials: %s",
    async (body) => {
      respond = (response) => response.writeHead(400).end(body);
      expect(JSON.stringify(await send())).not.toContain("hush");
      respond = (response) => response.end('{"id":"hush"}');
      expect(JSON.stringify(await send())).not.toContain("hush");
    },
  );

  test("cannot fill our memory with its response", async () => {
    let written = 0;
    respond = (response) => {
      const chunk = Buffer.alloc(16_384, "x");
      const write = (): void => {
        if (response.destroyed) return;
        written += chunk.length;
        if (response.write(chunk)) void setImmediate().then(write);
        else response.once("drain", write);
      };
      write();
    };
    expect(await send()).toEqual({ outcome: "accepted", providerMessageId: "", explanation: "200" });
    await expect.poll(() => posted[0]!.socket.destroyed).toBe(true);
    // What fits into the sockets' buffers is written before the connection is closed.
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  test.each<[string, Record<string, unknown>]>([
    ["/config/endpoint", { endpoint: undefined }],
    ["/config/endpoint", { endpoint: "ftp://x" }],
    ["/config/endpoint", { endpoint: "https://user:password@x.example" }],
    ["/config/authorization", { authorization: "a\r\nb" }],
  ])("is not accepted because of %s: %j", (pointer, config) => {
    const parsed = http.parse({ endpoint: "https://x.example", ...config });
    expect(parsed.ok ? [] : parsed.refusal.violations.map((violation) => violation.pointer)).toEqual([
      pointer,
    ]);
  });

  test("can have an @ in its path", () => {
    expect(http.parse({ endpoint: "https://x.example/@acme?to=a@b" }).ok).toBe(true);
  });

  test("never shows its credentials again", () => {
    expect(http.secretMembers).toEqual(["authorization"]);
  });
});

describe("the connections to an endpoint", () => {
  test("are kept open for the next messages", async () => {
    const sender = aSender();
    for (let i = 0; i < 5; i++) expect((await send(sender)).outcome).toBe("accepted");
    expect(connections).toBe(1);
    await Promise.all(Array.from({ length: 20 }, () => send(sender)));
    await Promise.all(Array.from({ length: 20 }, () => send(sender)));
    expect(posted).toHaveLength(45);
    expect(connections).toBeLessThanOrEqual(20);
  });

  test("do not make messages wait for a slow response", async () => {
    const slow: ServerResponse[] = [];
    respond = (response, nth) => void (nth <= 10 ? slow.push(response) : response.end());
    const sender = aSender();
    const waiting = Array.from({ length: 10 }, () => send(sender));
    await expect.poll(() => slow.length).toBe(10);
    expect((await send(sender)).outcome).toBe("accepted");
    for (const response of slow) response.end();
    await Promise.all(waiting);
  });

  test("are replaced if the endpoint closed them while they were idle", async () => {
    const sender = aSender();
    await send(sender);
    server.closeIdleConnections();
    expect((await send(sender)).outcome).toBe("accepted");
    expect(posted).toHaveLength(2);
  });

  test.each([
    ["closes", (socket: Socket) => socket.destroy()],
    ["resets", (socket: Socket) => socket.resetAndDestroy()],
  ])("are replaced if the endpoint %s them at the moment of the next message", async (_, end) => {
    // Like a server whose idle limit ends while the request is on its way.
    respond = (response, nth) => void (nth === 2 ? end(response.socket!) : response.end());
    const sender = aSender();
    await send(sender);
    expect((await send(sender)).outcome).toBe("accepted");
    expect(posted.map(({ headers }) => headers["idempotency-key"])).toEqual(["dlv_1", "dlv_1", "dlv_1"]);
    expect(connections).toBe(2);
  });

  test("are not replaced if the endpoint closes new ones, too", async () => {
    respond = (response, nth) => void (nth === 1 ? response.end() : response.destroy());
    const sender = aSender();
    await send(sender);
    expect(await send(sender)).toMatchObject({ outcome: "unavailable", hasAnswered: false });
    expect(posted).toHaveLength(3);
    expect(await send(aSender())).toMatchObject({ outcome: "unavailable", hasAnswered: false });
    expect(posted).toHaveLength(4);
  });

  test("are closed if there is no response in time", async () => {
    respond = () => {};
    expect(await send(aSender(), sms, 300)).toEqual({
      outcome: "unavailable",
      explanation: "it did not answer within 0 seconds",
      hasAnswered: false,
    });
    await expect.poll(() => posted[0]!.socket.destroyed).toBe(true);
    expect(posted).toHaveLength(1);
  });

  test("are closed if the response does not end in time", async () => {
    respond = (response) => void response.write("no");
    expect((await send(aSender(), sms, 300)).outcome).toBe("unavailable");
    await expect.poll(() => posted[0]!.socket.destroyed).toBe(true);
  });

  test("are not needed by a message whose response was cut off: its status counts", async () => {
    respond = (response) => {
      response.writeHead(200, { "content-length": "100" }).write("part");
      setTimeout(() => response.destroy(), 20);
    };
    expect(await send()).toMatchObject({ outcome: "accepted", explanation: "200" });
    expect(posted).toHaveLength(1);
  });

  test("are closed with the sender, after the messages that it is sending", async () => {
    let finish: (() => void) | undefined;
    respond = (response) => {
      finish = () => response.end();
    };
    const sender = aSender();
    const sending = send(sender);
    await expect.poll(() => finish).toBeDefined();
    sender.close();
    sender.close();
    finish?.();
    expect((await sending).outcome).toBe("accepted");
    await expect.poll(() => posted[0]!.socket.destroyed).toBe(true);
  });

  test("cannot be opened if nothing listens", async () => {
    expect(await send(aSender({ endpoint: "http://127.0.0.1:1/send" }))).toMatchObject({
      outcome: "unavailable",
      explanation: "it could not be reached (ECONNREFUSED)",
      hasAnswered: false,
    });
  });
});
