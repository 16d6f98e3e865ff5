import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { listEvents } from "@/lib/events";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { check, rightCode, start } from "./acts";
import { aClient, type Body, type Client, expectProblem } from "./harness";

useTestDatabase();

let worker: Worker;
beforeAll(() => {
  worker = startWorker({ openChallenges, log });
});
afterAll(() => worker.stop());

async function change(client: Client, protection: object): Promise<void> {
  const changed = await client.call("PATCH", "/project", { body: { protection } });
  expect(changed.body.protection).toMatchObject(protection);
}

/** A project with a provider that would be called for an ordinary recipient, and fails. */
async function aRealProject(): Promise<Client> {
  const client = await aClient();
  const config = { endpoint: "http://127.0.0.1:1/send" };
  const body = { kind: "http", name: "Real", config };
  expect((await client.call("POST", "/providers", { body })).status).toBe(201);
  return client;
}

async function deliveryOf(client: Client, v: Body): Promise<Body> {
  const { body } = await client.call("GET", `/deliveries?verificationId=${v.id}`);
  return body.data[0];
}

const inAYear = () => new Date(Date.now() + 364 * 86_400_000).toISOString();

/** What a test waits for: some scripts need seconds. */
const patiently = { timeout: 20_000, interval: 50 };

describe("a reserved recipient", () => {
  it.each([
    ["jane+delivered@example.com", "delivered", 1],
    ["Jane+Late@example.org", "delivered", 1],
    ["jane+twice@example.net", "delivered", 2],
    ["+12025550101", "delivered", 1],
    ["+14165550103", "delivered", 2],
  ])("%s gets the message: %s after %i tries", async (recipient, status, tries) => {
    const client = await aRealProject();
    await change(client, { testRecipientsEnabled: true });
    const v = await start(client, recipient.startsWith("+") ? { phone: recipient } : { email: recipient });
    await vi.waitFor(async () => expect(await deliveryOf(client, v)).toMatchObject({ status }), patiently);
    const delivery = await deliveryOf(client, v);
    expect(delivery).toMatchObject({ outcome: "accepted", summary: expect.stringContaining("for tests") });
    expect(delivery.tries.map((one: Body) => one.providerKind)).toEqual(Array(tries).fill("test"));
    const { body } = await client.call("GET", `/inbox/messages?to=${encodeURIComponent(recipient)}`);
    expect(body.data).toHaveLength(1);
    expect((await check(client, v, body.data[0].code)).body.status).toBe("verified");
  });

  it.each(["jane+bounced@example.com", "+12025550104"])("%s bounces, and is not suppressed", async (to) => {
    const client = await aClient();
    const v = await start(client, to.startsWith("+") ? { phone: to } : { email: to });
    await vi.waitFor(
      async () =>
        expect(await deliveryOf(client, v)).toMatchObject({ outcome: "accepted", status: "bounced" }),
      patiently,
    );
    expect((await client.call("GET", "/inbox/messages")).body.data).toEqual([]);
    expect((await client.call("GET", "/suppressions")).body.data).toEqual([]);
  });

  it.each(["jane+refused@example.com", "+12025550105"])("%s is refused", async (to) => {
    const answerAfter = { answerAfter: "provider" } as const;
    const client = await aClient({
      settings: { policies: { confirm: { email: answerAfter, sms: answerAfter } } },
    });
    const body = to.startsWith("+") ? { phone: to } : { email: to };
    const answer = await client.call("POST", "/verifications", { body });
    expect(expectProblem(answer, 422, "recipient_unreachable").reason).toBe("recipient_rejected");
  });

  it.each(["jane+never@example.com", "+12025550106"])("%s never gets the message", async (to) => {
    const client = await aClient();
    const v = await start(client, to.startsWith("+") ? { phone: to } : { email: to });
    await vi.waitFor(
      async () => expect(await deliveryOf(client, v)).toMatchObject({ outcome: "accepted", status: null }),
      patiently,
    );
    expect((await client.call("GET", "/inbox/messages")).body.data).toEqual([]);
  });

  it.each([
    "jane@example.com",
    "jane+delivered@example.co",
    "jane+deliver@example.com",
    "+12025550107",
    "+12025560101",
  ])("is not %s", async (to) => {
    const client = await aRealProject();
    const v = await start(client, to.startsWith("+") ? { phone: to } : { email: to });
    await vi.waitFor(
      async () => expect((await deliveryOf(client, v)).tries[0]).toMatchObject({ providerKind: "http" }),
      patiently,
    );
  });
});

describe("a project's own test recipient", () => {
  const reviewer = { identifier: "Reviewer@acme.example", code: "246810", endsAt: inAYear() };

  it("answers with its fixed code, and nothing is sent", async () => {
    const client = await aRealProject();
    await change(client, { testRecipientsEnabled: true, testRecipients: [reviewer] });
    const v = await start(client, { email: "reviewer@ACME.example" });
    expect((await check(client, v, "135790")).body.code).toBe("code_mismatch");
    expect((await check(client, v, "246810")).body.status).toBe("verified");
    await vi.waitFor(async () => expect((await deliveryOf(client, v)).status).toBe("delivered"), patiently);
    expect((await deliveryOf(client, v)).tries).toMatchObject([{ providerKind: "test" }]);
  });

  it("has ordinary codes where the policy's length differs", async () => {
    const client = await aClient();
    await change(client, { testRecipients: [{ ...reviewer, code: "2468" }] });
    const v = await start(client, { email: reviewer.identifier });
    expect(await rightCode(v)).toMatch(/^\d{6}$/);
  });

  it("is an ordinary recipient after its end date", async () => {
    const client = await aClient();
    await change(client, { testRecipients: [{ ...reviewer, endsAt: "2020-01-01T00:00:00Z" }] });
    const v = await start(client, { email: reviewer.identifier });
    await vi.waitFor(
      async () => expect((await deliveryOf(client, v)).tries).toMatchObject([{ providerKind: "inbox" }]),
      patiently,
    );
    expect((await check(client, v, "246810")).status).toBe(422);
  });

  it.each([
    [{ ...reviewer, endsAt: new Date(Date.now() + 400 * 86_400_000).toISOString() }],
    [{ ...reviewer, code: "12345x" }],
    [{ ...reviewer, identifier: "reviewer" }],
    [reviewer, { ...reviewer, identifier: "reviewer@acme.example" }],
  ])("is refused in settings if it is malformed or listed twice", async (...testRecipients) => {
    const client = await aClient();
    const answer = await client.call("PATCH", "/project", { body: { protection: { testRecipients } } });
    expectProblem(answer, 400, "request_invalid");
  });
});

describe("where the project sends real messages", () => {
  it.each([{ email: "jane+delivered@example.com" }, { email: "reviewer@acme.example" }])(
    "%o is refused unless test recipients are switched on, and its fixed code never works",
    async (body) => {
      const client = await aRealProject();
      const listed = { identifier: "reviewer@acme.example", code: "246810", endsAt: inAYear() };
      await change(client, { testRecipients: [listed] });
      const refused = await client.call("POST", "/verifications", { body });
      expect(expectProblem(refused, 422, "send_blocked").rule).toBe("test_recipient");
      const [event] = await listEvents(client.project.id, { type: "protection.objected", limit: 10 });
      expect(event!.data).toMatchObject({ rule: "test_recipient", outcome: "refused" });

      await change(client, { mode: "report" });
      const v = await start(client, body);
      expect(await rightCode(v)).not.toBe("246810");
      await vi.waitFor(
        async () => expect((await deliveryOf(client, v)).tries).toMatchObject([{ providerKind: "test" }]),
        patiently,
      );
    },
  );
});

describe("rules about addresses", () => {
  it.each([
    [{ disposableDomains: "refuse" }, "jane@eu.mailinator.com", "disposable_domain"],
    [
      { disposableDomains: "refuse", additionalDisposableDomains: ["acme.example"] },
      "a@acme.example",
      "disposable_domain",
    ],
    [{ roleAddresses: "refuse" }, "Postmaster@acme.example", "role_address"],
  ])("with %o, %s is refused by %s", async (protection, email, rule) => {
    const client = await aClient();
    await start(client, { email });
    await change(client, protection);
    const refused = await client.call("POST", "/verifications", { body: { email } });
    expect(expectProblem(refused, 422, "send_blocked").rule).toBe(rule);
    await start(client, { email: "jane@acme.example".replace("acme", "other") });
  });
});
