import { beforeAll, describe, expect, it } from "vitest";
import { deleteApiKey, forgetKeys } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { aContext } from "@/lib/verification/testing";
import { watchers } from "@/lib/verification/watching/watchers";
import { check, prove, rightCode, someone, start, uuidOf } from "./acts";
import { aClient, type Body, type Client, expectProblem, respond } from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

const untilAsleep = (v: Body) =>
  expect.poll(() => watchers.sleepingFor(uuidOf(v)), { timeout: 10_000 }).toBe(1);
const untilLeft = () => expect.poll(() => watchers.count, { timeout: 10_000 }).toBe(0);

describe("GET /verifications/{id} with waitSeconds", () => {
  it("answers when the status changes, and at once if it is another than the known one", async () => {
    const v = await start(client);
    const waiting = client.call("GET", `/verifications/${v.id}?waitSeconds=60`);
    await untilAsleep(v);
    await check(client, v, await rightCode(v));
    expect(await waiting).toMatchObject({ status: 200, body: { status: "verified" } });
    const other = await start(client);
    const { body } = await client.call("GET", `/verifications/${other.id}?waitSeconds=60&ifStatus=locked`);
    expect(body).toMatchObject({ status: "pending" });
  });

  it("answers with the current state when the time is up", async () => {
    const v = await start(client);
    const { body } = await client.call("GET", `/verifications/${v.id}?waitSeconds=1`);
    expect(body).toMatchObject({ id: v.id, status: "pending" });
    expect(body.expiresInSeconds).toBeLessThan(v.expiresInSeconds);
  });

  it.each(["waitSeconds=61", "waitSeconds=-1", "ifStatus=done"])("refuses %s", async (query) => {
    const v = await start(client);
    expectProblem(await client.call("GET", `/verifications/${v.id}?${query}`), 400, "request_invalid");
  });
});

/** A stream, read block by block. Blocks are separated by an empty line. */
class Stream {
  #text = "";
  readonly #reader;

  constructor(readonly response: Response) {
    this.#reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** Null: the stream has ended. */
  async next(): Promise<string | null> {
    while (!this.#text.includes("\n\n")) {
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += value;
    }
    const [block, ...rest] = this.#text.split("\n\n");
    this.#text = rest.join("\n\n");
    return block!;
  }

  async rest(): Promise<string[]> {
    const blocks = [];
    for (let block = await this.next(); block !== null; block = await this.next()) blocks.push(block);
    return blocks;
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}

async function follow(v: Body, lastEventId?: string, by = client): Promise<Stream> {
  const headers = lastEventId === undefined ? undefined : { "last-event-id": lastEventId };
  const response = await respond("GET", `/verifications/${v.id}/events`, { key: by.key, headers });
  expect(response.status).toBe(200);
  return new Stream(response);
}

const typeOf = (block: string | null) => /^event: (.*)$/m.exec(block ?? "")?.[1];
const idOf = (block: string | null) => /^id: (.*)$/m.exec(block ?? "")![1]!;

describe("GET /verifications/{id}/events", () => {
  it("streams what has happened and what happens, and ends with the proof", async () => {
    const v = await start(client);
    const stream = await follow(v);
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    expect(await stream.next()).toMatch(/^retry: [23]\d{3}$/);
    const started = await stream.next();
    expect(started).toMatch(/^id: evt_\w{26}\nevent: verification.started\ndata: {.*}$/);
    expect(JSON.parse(started!.split("data: ")[1]!)).toMatchObject({ type: "verification.started" });
    await check(client, v, await rightCode(v));
    expect((await stream.rest()).map(typeOf)).toEqual(["verification.attempted", "verification.verified"]);
  });

  it("continues after Last-Event-ID, and tells clients not to come back when nothing follows", async () => {
    const v = await prove(client, { email: someone() });
    const all = (await (await follow(v)).rest()).slice(1);
    expect(all.map(typeOf)).toEqual([
      "verification.started",
      "verification.attempted",
      "verification.verified",
    ]);
    const rest = await (await follow(v, idOf(all[0]!))).rest();
    expect(rest.slice(1).map(typeOf)).toEqual(["verification.attempted", "verification.verified"]);
    const headers = { "last-event-id": idOf(all[2]!) };
    const nothing = await respond("GET", `/verifications/${v.id}/events`, { key: client.key, headers });
    expect([nothing.status, await nothing.text()]).toEqual([204, ""]);
  });

  it("stops when the client disconnects, and HEAD does not start one", async () => {
    const v = await start(client);
    const stream = await follow(v);
    await untilAsleep(v);
    await stream.cancel();
    await untilLeft();
    const head = await respond("HEAD", `/verifications/${v.id}/events`, { key: client.key });
    expect([head.status, head.headers.get("content-type"), head.body]).toEqual([
      200,
      "text/event-stream",
      null,
    ]);
    await untilLeft();
  });

  it("sends nothing more once the key was deleted", async () => {
    const by = await aClient({ project: client.project });
    const v = await start(client);
    const stream = await follow(v, undefined, by);
    await untilAsleep(v);
    await deleteApiKey(aContext(client.project), by.apiKeyId);
    forgetKeys();
    await check(client, v, await rightCode(v));
    expect((await stream.rest()).map(typeOf)).toEqual([undefined, "verification.started"]);
    await untilLeft();
  });

  it("is refused for unknown verifications and without the scope", async () => {
    const other = await start(await aClient());
    expectProblem(
      await client.call("GET", `/verifications/${other.id}/events`),
      404,
      "verification_not_found",
    );
    const weak = await aClient({ scopes: ["users:read"], project: client.project });
    const v = await start(client);
    expectProblem(await weak.call("GET", `/verifications/${v.id}/events`), 403, "insufficient_scope");
  });
});

describe("returnResult: receipt", () => {
  const returnUrl = "https://shop.example/done";

  it("needs a nonce", async () => {
    const by = await aClient({ settings: { returnUrls: [returnUrl] } });
    const starts = async (body: object) =>
      (await by.call("POST", "/verifications", { body: { email: someone(), ...body } })).status;
    expect(await starts({ returnUrl, returnResult: "receipt", nonce: "4f1c9a72e0" })).toBe(201);
    expect(await starts({ returnUrl, returnResult: "receipt" })).toBe(400);
    expect(await starts({ returnUrl, nonce: "4f1c9a72e0" })).toBe(400);
    // The site that embeds the hosted page gets it, too.
    expect(await starts({ returnResult: "receipt", nonce: "4f1c9a72e0" })).toBe(201);
    expect(await starts({ returnUrl, returnResult: "receipt", nonce: "short" })).toBe(400);
  });

  it("is also had with GET, which refuses before the proof", async () => {
    const v = await start(client);
    expectProblem(
      await client.call("GET", `/verifications/${v.id}/receipt`),
      409,
      "verification_not_verified",
    );
    await check(client, v, await rightCode(v));
    const { status, body } = await client.call("GET", `/verifications/${v.id}/receipt?identifier=hash`);
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        receipt: expect.stringMatching(/^eyJ[\w-]+\.[\w-]+\.[\w-]{86}$/),
        expiresAt: expect.any(String),
      },
    });
  });
});
