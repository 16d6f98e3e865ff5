import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { newId, toTypeId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { age, wrongCode } from "@/lib/verification/testing";
import { check, rightCode, someone, start, uuidOf } from "./acts";
import { aClient, type Body, type Client, expectProblem } from "./harness";

useTestDatabase();

let client: Client;
let worker: Worker;
beforeAll(async () => {
  client = await aClient();
  worker = startWorker({ openChallenges, log });
});
afterAll(() => worker.stop());

async function timelineOf(v: Body): Promise<Body> {
  const answer = await client.call("GET", `/verifications/${v.id}/timeline`);
  expect(answer.status).toBe(200);
  return answer.body;
}

const typesOf = (timeline: Body): string[] => timeline.data.map(({ type }: Body) => type);

/** The timeline, once this many messages have been sent. */
async function afterSending(v: Body, count = 1): Promise<Body> {
  const sent = (timeline: Body) => typesOf(timeline).filter((type) => type === "delivery.accepted").length;
  return vi.waitUntil(
    async () => {
      const timeline = await timelineOf(v);
      return sent(timeline) === count && timeline;
    },
    { timeout: 10_000 },
  );
}

describe("GET /verifications/{id}/timeline", () => {
  it("lists events and delivery tries in order, with actors and summaries", async () => {
    const v = await start(client);
    const before = await afterSending(v);
    expect(typesOf(before)).toEqual(["verification.started", "delivery.accepted"]);
    expect(before.nextStep).toContain("built-in inbox");
    expect(before.summary).toMatch(
      /^Kept in the built-in inbox at \d\d:\d\d UTC: .* No code was entered yet\.$/,
    );

    const code = await rightCode(v);
    await check(client, v, wrongCode(code));
    await age(uuidOf(v), 30);
    await client.call("POST", `/verifications/${v.id}/resends`, { body: {} });
    await afterSending(v, 2);
    await client.call("POST", `/verifications/${v.id}/attempts`, {
      body: { code },
      headers: { "x-request-id": "the-right-one" },
    });

    const { data, nextStep } = await timelineOf(v);
    expect(nextStep).toBeNull();
    expect(data.map(({ type }: Body) => type)).toEqual([
      "verification.started",
      "delivery.accepted",
      "verification.attempted",
      "verification.resent",
      "delivery.accepted",
      "verification.attempted",
      "verification.verified",
    ]);
    const key = { type: "key", id: toTypeId("key", client.apiKeyId) };
    for (const entry of data) {
      expect(Object.keys(entry)).toEqual(["at", "type", "summary", "actor", "requestId", "data"]);
      expect(entry.summary).toMatch(/^[A-Z“].*\.$/);
      expect(entry.actor).toEqual(entry.type.startsWith("delivery.") ? { type: "system", id: null } : key);
    }
    const instants = data.map(({ at }: Body) => at);
    expect(instants).toEqual(instants.toSorted());
    const [, accepted, wrong, , , right, verified] = data;
    expect(accepted.data).toMatchObject({
      deliveryId: expect.stringMatching(/^dlv_/),
      providerId: expect.stringMatching(/^prv_/),
      channel: "email",
      number: 1,
    });
    expect(wrong.summary).toBe("Attempt 1 of 5: wrong code, 4 attempts left.");
    expect(right.summary).toBe("Attempt 2 of 5: correct code.");
    expect(verified).toMatchObject({ requestId: "the-right-one", summary: "Verified by code." });
    for (const secret of [code, wrongCode(code), v.identifier.value]) {
      expect(JSON.stringify(data)).not.toContain(secret);
    }
  });

  it("recommends the next step in every state", async () => {
    const locked = await start(client);
    const wrong = wrongCode(await rightCode(locked));
    for (let i = 0; i < 6; i++) await check(client, locked, wrong);
    const attempts = await timelineOf(locked);
    expect(attempts.nextStep).toMatch(/^All attempts are used up\./);
    const told = attempts.data.filter(({ type }: Body) => type === "verification.attempted");
    expect(told.at(-2).summary).toBe("Attempt 5 of 5: wrong code, no attempts left.");
    expect(told.at(-1).summary).toBe("Refused: no attempts were left.");

    const expired = await start(client);
    await age(uuidOf(expired), 600);
    const over = await timelineOf(expired);
    expect(typesOf(over)).toContain("verification.expired");
    expect(over.nextStep).toMatch(/^The verification has expired\. Start a new one\.$/);

    const email = someone();
    const superseded = await start(client, { email });
    await start(client, { email });
    expect((await timelineOf(superseded)).nextStep).toContain("newer verification");

    const open = await start(client, {});
    const nothing = await timelineOf(open);
    expect(typesOf(nothing)).toEqual(["verification.started"]);
    expect(nothing.nextStep).toContain("portal");
  });

  it("belongs to the project", async () => {
    const v = await start(client);
    const stranger = await aClient();
    for (const id of [v.id, toTypeId("ver", newId())]) {
      const answer = await stranger.call("GET", `/verifications/${id}/timeline`);
      expectProblem(answer, 404, "verification_not_found");
    }
  });
});
