import { beforeAll, describe, expect, it, vi } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker } from "@/lib/delivery";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import { age, wrongCode } from "@/lib/verification/testing";
import { fastest, median } from "../../testing";
import { check, rightCode, uuidOf } from "./acts";
import { aClient, type Body, type Client, type TestResponse } from "./harness";

/*
 * docs/security.md #24: with `recipients: known`, unknown recipients get the same answers. A backend may pass our
 * responses on to browsers, so they must not reveal whether a recipient is known.
 */

useTestDatabase();

const samples = 100;
const emails = Array.from({ length: 3 * samples + 10 }, (_, i) => `known${i}@example.com`);

let client: Client;
beforeAll(async () => {
  const policies = { confirm: { email: { recipients: "known" as const } } };
  client = await aClient({ settings: { policies, requestsPerMinute: 1_000_000 } });
  for (let at = 0; at < emails.length; at += 20) {
    const identifiers = emails.slice(at, at + 20).map((email) => ({ email, verified: true }));
    await client.call("POST", "/users", { body: { identifiers } });
  }
});

const start = (email: string) => client.call("POST", "/verifications", { body: { email } });
const unknown = (email: string) => email.replace("known", "other");

/** A response without the parts that always differ: ids, dates and the recipient. */
function shapeOf({ status, headers, body }: TestResponse, v: Body) {
  const text = JSON.stringify(body)
    .replaceAll(v.id, "ID")
    .replaceAll(v.identifier.value, "WHO")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "THEN")
    .replace(/req_[0-9a-f]{32}/g, "REQUEST")
    // Remaining seconds of a minute or an hour, which change between two calls.
    .replace(/"(\w+InSeconds|retryAfterSeconds)":\d+/g, '"$1":N')
    .replace(/Wait \d+ seconds/g, "Wait N seconds");
  const changing = new Set(["ratelimit", "retry-after", "x-request-id"]);
  const fields = [...headers].map(([name, value]) => (changing.has(name) ? [name] : [name, value]));
  return { status, fields, text };
}

/** A verification's life, from its start to its end. */
async function lifeOf(email: string) {
  const started = await start(email);
  const v: Body = started.body;
  const path = `/verifications/${v.id}`;
  const answers = [started, await client.call("GET", path)];
  const post = async (action: string) => answers.push(await client.call("POST", `${path}/${action}`));
  const wrong = wrongCode(await rightCode(v));
  await post("resends");
  answers.push(await check(client, v, wrong));
  await age(uuidOf(v), 30);
  await post("resends");
  for (let i = 0; i < 5; i++) answers.push(await check(client, v, wrong));
  await post("cancellation");
  answers.push(await check(client, v, wrong));
  answers.push(await client.call("GET", `/verifications?email=${email}`));
  return answers.map((answer) => shapeOf(answer, v));
}

describe("a decoy", () => {
  it("responds like a real one from start to end: status, headers and body", async () => {
    const real = await lifeOf(emails[0]!);
    const decoy = await lifeOf(unknown(emails[0]!));
    expect(decoy).toEqual(real);
    expect(real.map(({ status }) => status)).toEqual([
      ...[201, 200, 429, 422, 200, 422, 422, 422, 422, 423],
      ...[200, 409, 200],
    ]);
  });

  it("refuses even its own code like a wrong one", async () => {
    const { body: v } = await start(unknown(emails[1]!));
    const answer = await check(client, v, await rightCode(v));
    expect([answer.status, answer.body.code, answer.body.attemptsLeft]).toEqual([422, "code_mismatch", 4]);
  });

  it("sends nothing", async () => {
    const email = unknown(emails[2]!);
    await start(email);
    const worker = startWorker({ openChallenges, log });
    const delivery = async () => (await client.call("GET", `/deliveries?email=${email}`)).body.data[0];
    await vi.waitUntil(async () => (await delivery()).outcome !== "pending", { timeout: 10_000 });
    await worker.stop();
    expect(await delivery()).toMatchObject({ outcome: "skipped", reason: "decoy", tries: [] });
    expect((await client.call("GET", `/inbox/messages?to=${email}`)).body.data).toEqual([]);
  });

  it("takes as long as a real one to start and to answer", async () => {
    let at = 10;
    const timed = async <T>(into: number[], run: () => Promise<T>): Promise<T> => {
      const began = performance.now();
      const value = await run();
      into.push(performance.now() - began);
      return value;
    };
    const difference = await fastest(async () => {
      const took = { real: [] as number[], decoy: [] as number[] };
      const tried = { real: [] as number[], decoy: [] as number[] };
      for (let i = 0; i < samples; i++, at++) {
        // Alternating, so that other load on the machine affects both alike.
        for (const kind of i % 2 ? (["real", "decoy"] as const) : (["decoy", "real"] as const)) {
          const email = kind === "real" ? emails[at]! : unknown(emails[at]!);
          const { body: v } = await timed(took[kind], () => start(email));
          await timed(tried[kind], () => check(client, v, "000000"));
        }
      }
      const [a, b] = [took, tried].map(({ real, decoy }) => Math.abs(Math.log(median(real) / median(decoy))));
      return Math.max(a!, b!);
    });
    expect(difference).toBeLessThan(0.25);
  }, 120_000);
});
