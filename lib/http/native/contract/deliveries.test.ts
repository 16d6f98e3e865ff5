import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveries } from "@/drizzle/schema";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { fromTypeId, newId, toTypeId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { aClient, type Body, type Client, expectProblem } from "./harness";

useTestDatabase();

let worker: Worker;
beforeAll(() => {
  worker = startWorker({ openChallenges, log });
});
afterAll(() => worker.stop());

/** Starts a verification and waits until its message is in the inbox. */
async function delivered(client: Client, body: object = { email: "jane@example.com" }): Promise<Body> {
  const started = await client.call("POST", "/verifications", { body });
  const { createdAt } = started.body;
  const seen = await client.call("GET", `/inbox/messages?limit=1&waitSeconds=10&after=${before(createdAt)}`);
  expect(seen.body.data).toHaveLength(1);
  const found = await client.call("GET", `/deliveries/${seen.body.data[0].id}`);
  expect(found.status).toBe(200);
  return found.body;
}

const before = (instant: string) => new Date(new Date(instant).getTime() - 1).toISOString();

describe("GET /deliveries", () => {
  it("shows every try of a message, and never its code", async () => {
    const client = await aClient();
    const delivery = await delivered(client);
    expect(delivery).toMatchObject({
      channel: "email",
      recipient: "jane@example.com",
      purpose: "confirm",
      outcome: "accepted",
      reason: null,
      nextTryAt: null,
      summary: "The built-in inbox kept it. It was not sent to a real recipient.",
      tries: [{ number: 1, providerKind: "inbox", outcome: "accepted" }],
    });
    const [message] = (await client.call("GET", "/inbox/messages")).body.data;
    expect(JSON.stringify(delivery)).not.toContain(message.code);
  });

  it("finds by verification, recipient and outcome", async () => {
    const client = await aClient();
    const jane = await delivered(client);
    await delivered(client, { phone: "+4915112345678" });
    const ids = async (query: string) =>
      (await client.call("GET", `/deliveries?${query}`)).body.data.map(({ id }: Body) => id);
    expect(await ids("")).toHaveLength(2);
    expect(await ids(`verificationId=${jane.verificationId}`)).toEqual([jane.id]);
    expect(await ids("email=JANE@example.com&outcome=accepted")).toEqual([jane.id]);
    expect(await ids("phone=+4915112345678")).not.toContain(jane.id);
    expect(await ids("outcome=pending")).toEqual([]);
    expect(await ids("email=not-an-address")).toEqual([]);
    const both = await client.call("GET", "/deliveries?email=a@example.com&phone=%2B4915112345678");
    expectProblem(both, 400, "request_invalid");
  });

  it("lists newest first, page by page", async () => {
    const client = await aClient();
    const [first, second] = [await delivered(client), await delivered(client, { email: "joe@example.com" })];
    const page = await client.call("GET", "/deliveries?limit=1");
    expect(page.body.data.map(({ id }: Body) => id)).toEqual([second.id]);
    const next = await client.call("GET", `/deliveries?limit=1&cursor=${page.body.nextCursor}`);
    expect(next.body).toMatchObject({ data: [{ id: first.id }], nextCursor: null });
  });

  it("does not return another project's", async () => {
    const theirs = await delivered(await aClient());
    const mine = await aClient();
    expectProblem(await mine.call("GET", `/deliveries/${theirs.id}`), 404, "delivery_not_found");
    expectProblem(await mine.call("POST", `/deliveries/${theirs.id}/retries`), 404, "delivery_not_found");
    expect((await mine.call("GET", "/deliveries")).body.data).toEqual([]);
  });
});

describe("POST /deliveries/{id}/retries", () => {
  it("retries a failed delivery", async () => {
    const client = await aClient();
    const { id } = await delivered(client);
    await db().execute(sql`
      update ${deliveries} set outcome = 'undeliverable', reason = 'gave_up', finished_at = now()
      where id = ${fromTypeId("dlv", id)!}`);
    const before = await client.call("GET", `/deliveries/${id}`);
    expect(before.body).toMatchObject({ outcome: "undeliverable", reason: "gave_up" });
    const retried = await client.call("POST", `/deliveries/${id}/retries`);
    expect(retried.status).toBe(202);
    expect(retried.body).toMatchObject({ id, outcome: "pending", finishedAt: null });
    const again = await client.call("GET", "/inbox/messages?waitSeconds=10");
    expect(again.body.data[0].id).toBe(id);
    expect((await client.call("GET", `/deliveries/${id}`)).body.tries).toHaveLength(2);
  });

  it("tries the chosen provider first", async () => {
    const client = await aClient();
    const { id } = await delivered(client);
    await db().execute(sql`
      update ${deliveries} set outcome = 'undeliverable', reason = 'gave_up' where id = ${fromTypeId("dlv", id)!}`);
    const config = { endpoint: "http://127.0.0.1:9/send" };
    const create = async () =>
      (await client.call("POST", "/providers", { body: { kind: "http", config } })).body.id as string;
    const [, second] = [await create(), await create()];
    const retried = await client.call("POST", `/deliveries/${id}/retries`, { body: { providerId: second } });
    expect(retried.status).toBe(202);
    for (;;) {
      const { tries } = (await client.call("GET", `/deliveries/${id}`)).body;
      if (tries.length > 1) {
        expect(tries[1]).toMatchObject({ number: 2, providerId: second });
        break;
      }
    }
    const missing = { body: { providerId: toTypeId("prv", newId()) } };
    expectProblem(await client.call("POST", `/deliveries/${id}/retries`, missing), 404, "provider_not_found");
  });

  it("refuses an accepted delivery", async () => {
    const client = await aClient();
    const { id } = await delivered(client);
    const answer = await client.call("POST", `/deliveries/${id}/retries`);
    expect(expectProblem(answer, 409, "delivery_not_retryable").outcome).toBe("accepted");
  });

  it("answers 404 for an unknown delivery", async () => {
    const client = await aClient();
    const unknown = toTypeId("dlv", newId());
    expectProblem(await client.call("POST", `/deliveries/${unknown}/retries`), 404, "delivery_not_found");
    expectProblem(await client.call("POST", "/deliveries/dlv_1/retries"), 404, "not_found");
  });
});
