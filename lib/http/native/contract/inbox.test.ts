import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/(native)/api/v1/inbox/messages/route";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { listEvents } from "@/lib/events";
import { fromTypeId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges, setIdentifier } from "@/lib/verification";
import { aContext, age } from "@/lib/verification/testing";
import { aClient, type Body, type Client, expectProblem } from "./harness";

useTestDatabase();

let worker: Worker;
beforeAll(() => {
  worker = startWorker({ openChallenges, log });
});
afterAll(() => worker.stop());

async function start(client: Client, body: object = { email: "jane@example.com" }): Promise<Body> {
  const started = await client.call("POST", "/verifications", { body });
  expect(started.status).toBe(201);
  return started.body;
}

async function messages(client: Client, query = "?waitSeconds=10"): Promise<Body[]> {
  const answer = await client.call("GET", `/inbox/messages${query}`);
  expect(answer.status).toBe(200);
  return answer.body.data;
}

const readings = async (client: Client) => listEvents(client.project.id, { type: "inbox.read", limit: 100 });

describe("GET /inbox/messages", () => {
  it("shows a message with its code and link", async () => {
    const client = await aClient();
    const verification = await start(client);
    const [message] = await messages(client, "?to=JANE@example.com&waitSeconds=10");
    expect(message).toMatchObject({
      verificationId: verification.id,
      channel: "email",
      to: "jane@example.com",
    });
    expect(message.code).toMatch(/^\d{6}$/);
    for (const part of [message.text, message.html]) {
      expect(part).toContain(message.code);
      expect(part).toContain(message.link);
    }
    expect(message.text).toContain("10 minutes");
    const checked = await client.call("POST", `/verifications/${verification.id}/attempts`, {
      body: { code: message.code },
    });
    expect(checked.status).toBe(200);
  });

  it("shows an SMS without subject, HTML and link, and accepts a + that arrives as a space", async () => {
    const client = await aClient();
    await start(client, { phone: "+4915112345678" });
    const [message] = await messages(client, "?to=+4915112345678&waitSeconds=10");
    expect(message).toMatchObject({
      channel: "sms",
      to: "+4915112345678",
      subject: null,
      html: null,
      link: null,
    });
    expect(message.text).toContain(`#${message.code}`);
  });

  it("shows the message as it was sent, whatever happened to the verification since", async () => {
    const client = await aClient();
    const { id } = await start(client);
    const [before] = await messages(client);
    await client.call("POST", `/verifications/${id}/attempts`, { body: { code: before.code } });
    expect(await messages(client)).toEqual([before]);
  });

  it("shows each generation's own code if the policy rotates codes", async () => {
    const policies = { confirm: { email: { resend: "rotate", cooldownSeconds: 0 } } } as const;
    const client = await aClient({ settings: { policies } });
    const { id } = await start(client);
    const [first] = await messages(client);
    // Only the verification gets older: the first message was sent a minute before the second.
    await age(fromTypeId("ver", id)!, 60);
    await client.call("POST", `/verifications/${id}/resends`, { body: {} });
    const both = await messages(client, `?waitSeconds=10&after=${first.createdAt}`);
    expect(both).toHaveLength(1);
    expect(both[0].code).not.toBe(first.code);
    expect(both[0].text).toContain("9 minutes");
    const [, again] = await messages(client);
    expect(again).toMatchObject({ id: first.id, code: first.code, link: first.link });
  });

  it("shows no code if the address was changed since, because it can no longer be derived", async () => {
    const client = await aClient();
    const { id } = await start(client, {});
    const verificationId = fromTypeId("ver", id)!;
    const ctx = aContext(client.project);
    await setIdentifier(ctx, { verificationId, identifier: { email: "jame@example.com" } });
    expect((await messages(client))[0].code).toMatch(/^\d{6}$/);
    await setIdentifier(ctx, { verificationId, identifier: { email: "jane@example.com" } });
    const [current] = await messages(client, "?waitSeconds=10&to=jane@example.com");
    expect(current.code).toMatch(/^\d{6}$/);
    const [old] = await messages(client, "?to=jame@example.com");
    expect(old).toMatchObject({ code: null, link: null, subject: null, html: null });
    expect(old.text).toContain("has entered another address since");
  });

  it("lists newest first, page by page", async () => {
    const client = await aClient();
    for (const name of ["a", "b", "c"]) {
      await start(client, { email: `${name}@example.com` });
      await messages(client, `?to=${name}@example.com&waitSeconds=10`);
    }
    const first = await client.call("GET", "/inbox/messages?limit=2");
    expect(first.body.data.map(({ to }: Body) => to)).toEqual(["c@example.com", "b@example.com"]);
    const rest = await client.call("GET", `/inbox/messages?limit=2&cursor=${first.body.nextCursor}`);
    expect(rest.body.data.map(({ to }: Body) => to)).toEqual(["a@example.com"]);
    expect(rest.body.nextCursor).toBeNull();
  });

  it("needs its own scope, and waits at most 30 seconds", async () => {
    const poor = await aClient({ scopes: ["verifications:read", "verifications:write"] });
    expectProblem(await poor.call("GET", "/inbox/messages"), 403, "insufficient_scope");
    const client = await aClient();
    const answer = await client.call("GET", "/inbox/messages?waitSeconds=31");
    expect(expectProblem(answer, 400, "request_invalid").violations).toEqual([
      expect.objectContaining({ part: "query", pointer: "/waitSeconds" }),
    ]);
  });
});

describe("the long poll", () => {
  it("answers as soon as a message arrives", async () => {
    const client = await aClient();
    const began = performance.now();
    const waiting = messages(client, "?waitSeconds=30");
    await pause(300);
    await start(client);
    expect(await waiting).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it("returns an empty list when no message arrives", async () => {
    const client = await aClient();
    const began = performance.now();
    expect(await messages(client, "?waitSeconds=1")).toEqual([]);
    expect(performance.now() - began).toBeGreaterThan(990);
  });

  it("ends when the client goes away", async () => {
    const client = await aClient();
    const gone = new AbortController();
    const request = new Request("http://localhost:3000/api/v1/inbox/messages?waitSeconds=30", {
      headers: { authorization: `Bearer ${client.key}` },
      signal: gone.signal,
    });
    const began = performance.now();
    const answer = GET(request, { params: Promise.resolve({}) });
    setTimeout(() => gone.abort(), 300);
    await answer;
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe("reading the inbox", () => {
  it("is recorded once per response with messages, without codes", async () => {
    const client = await aClient();
    await messages(client, "");
    expect(await readings(client)).toEqual([]);
    await start(client);
    const [message] = await messages(client, "?to=jane@example.com&waitSeconds=10");
    const [event, ...more] = await readings(client);
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      actor: `key:${client.apiKeyId}`,
      data: { count: 1, to: "j•••@example.com" },
    });
    expect(JSON.stringify(event)).not.toContain(message.code);
  });
});
