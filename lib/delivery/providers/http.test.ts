import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Message } from "../message";
import { handOver } from "./hand-over";
import { http } from "./http";

let server: Server;
let endpoint = "";
let taken: { headers: IncomingMessage["headers"]; body: unknown }[] = [];
let says: { status: number; headers?: Record<string, string>; text?: string };

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    taken.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead(says.status, says.headers).end(says.text ?? "noted");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  taken = [];
  says = { status: 200 };
});

const facts = {
  type: "SignIn",
  code: "048213",
  link: null,
  locale: "en",
  payload: { user: { name: "Jane" } },
};
const sms: Message = {
  channel: "sms",
  messageId: "<1@example.com>",
  to: "+4915112345678",
  text: "048213 is your code",
  senderId: null,
  facts,
};
const config = () => ({ endpoint, authorization: "Bearer hush" });
const send = (message: Message = sms, given: Record<string, unknown> = config()) =>
  handOver(() => http.open(given), message, 2000);

describe("an HTTP endpoint", () => {
  it("gets the code for a message of its own, and the one that we made", async () => {
    expect(await send()).toEqual({ outcome: "accepted", providerMessageId: "", explanation: "200 noted" });
    expect(taken[0]!.body).toEqual({
      to: "+4915112345678",
      type: "SignIn",
      payload: { code: "048213", locale: "en", user: { name: "Jane" } },
      message: { text: "048213 is your code" },
    });
    expect(taken[0]!.headers).toMatchObject({
      authorization: "Bearer hush",
      "content-type": "application/json",
      "idempotency-key": "<1@example.com>",
    });
  });

  it("gets mail with subject, text and HTML", async () => {
    const mail: Message = {
      channel: "email",
      messageId: "<2@example.com>",
      to: "jane@example.com",
      senderName: "Acme",
      subject: "Your code",
      text: "048213",
      html: "<b>048213</b>",
      headers: {},
    };
    await send(mail, { endpoint });
    expect(taken[0]!.body).toEqual({
      to: "jane@example.com",
      type: "test",
      payload: {},
      message: { subject: "Your code", text: "048213", html: "<b>048213</b>" },
    });
    expect(taken[0]!.headers.authorization).toBeUndefined();
  });

  it.each([
    [400, { outcome: "refused", code: "message_rejected" }],
    [422, { outcome: "refused", code: "message_rejected" }],
    [401, { outcome: "refused", code: "credentials_rejected" }],
    [403, { outcome: "refused", code: "credentials_rejected" }],
    [429, { outcome: "unavailable", hasAnswered: true }],
    [503, { outcome: "unavailable", hasAnswered: true }],
  ])("that says %d", async (status, expected) => {
    says = { status };
    expect(await send()).toMatchObject(expected);
  });

  it("that sends it on is not followed: the message is for nobody else", async () => {
    says = { status: 307, headers: { location: `${endpoint}/elsewhere` } };
    expect(await send()).toMatchObject({ outcome: "unavailable", explanation: "it could not be reached" });
    expect(taken).toHaveLength(1);
  });

  it("that repeats our credentials has them taken out of what is kept", async () => {
    says = { status: 400, text: "you said Bearer hush" };
    const result = await send();
    expect(JSON.stringify(result)).not.toContain("hush");
  });

  it("that nobody answers at is worth another try", async () => {
    const gone = { endpoint: "http://127.0.0.1:1/send" };
    expect(await send(sms, gone)).toMatchObject({ outcome: "unavailable", hasAnswered: false });
  });

  it.each([{}, { endpoint: "ftp://x" }, { endpoint: "https://x.example", authorization: "a\r\nb" }])(
    "cannot be set up with %j",
    (given) => {
      expect(http.parse(given).ok).toBe(false);
    },
  );

  it("never shows its credentials again", () => {
    expect(http.secretMembers).toEqual(["authorization"]);
  });
});
