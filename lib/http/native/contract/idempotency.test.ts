import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId, toTypeId } from "@/lib/id";
import { someone } from "./acts";
import {
  aClient,
  type Body,
  type Client,
  everyEndpoint,
  expectProblem,
  type TestResponse,
  times,
} from "./harness";

/* docs/security.md #34: what is sent twice is done once. */

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

const withKey = (key: string) => ({ "idempotency-key": key });
const start = (body: object, key: string, by = client) =>
  by.call("POST", "/verifications", { body, headers: withKey(key) });

async function countOf(email: string): Promise<number> {
  const { body } = await client.call("GET", `/verifications?email=${email}&limit=100`);
  return body.data.length;
}

const isReplay = ({ headers }: TestResponse) => headers.get("idempotency-replayed") === "true";

describe("Idempotency-Key", () => {
  it("starts one of 20 parallel requests with one key; the others get its response or a Retry-After", async () => {
    const email = someone();
    const answers = await times(20, () => start({ email }, "parallel"));
    expect(await countOf(email)).toBe(1);
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
    expect(done.filter((answer) => !isReplay(answer))).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expectProblem(answer, 409, "idempotency_in_flight");
    }
    const after = await start({ email }, "parallel");
    expect([after.status, isReplay(after), after.body.id]).toEqual([201, true, done[0]!.body.id]);
  });

  it("replays the stored response byte for byte, even if the verification has changed", async () => {
    const email = someone();
    const first = await start({ email, metadata: { a: "1" } }, "again");
    await client.call("POST", `/verifications/${first.body.id}/cancellation`);
    const second = await start({ email, metadata: { a: "1" } }, '"again"');
    expect(second.body).toEqual(first.body);
    expect([second.status, isReplay(first), isReplay(second)]).toEqual([201, false, true]);
    expect(second.headers.get("x-request-id")).not.toBe(first.headers.get("x-request-id"));
    expect(await countOf(email)).toBe(1);
  });

  it("refuses the key with another payload, and starts nothing", async () => {
    const email = someone();
    await start({ email }, "other");
    expectProblem(await start({ email: someone() }, "other"), 422, "idempotency_key_reused");
    expectProblem(await start({ email, locale: "de" }, "other"), 422, "idempotency_key_reused");
    expect(await countOf(email)).toBe(1);
  });

  it("belongs to one project and one path", async () => {
    const other = await aClient();
    const email = someone();
    const mine = await start({ email }, "shared");
    const theirs = await start({ email }, "shared", other);
    expect([theirs.status, isReplay(theirs)]).toEqual([201, false]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    const resend = await client.call("POST", `/verifications/${mine.body.id}/resends`, {
      body: {},
      headers: withKey("shared"),
    });
    expectProblem(resend, 429, "resend_too_soon");
  });

  it("replays refusals with their members, except temporary ones", async () => {
    const wrong = await times(2, () => start({ purpose: "nope" }, newId()));
    expect(wrong.map(({ status }) => status)).toEqual([422, 422]);
    const key = "refused";
    const first = expectProblem(await start({ email: "x", expiresInSeconds: 1 }, key), 422, "email_invalid");
    const again = await start({ email: "x", expiresInSeconds: 1 }, key);
    const second = expectProblem(again, 422, "email_invalid");
    expect(isReplay(again)).toBe(true);
    expect({ ...second, requestId: "" }).toEqual({ ...first, requestId: "" });

    const v = (await client.call("POST", "/verifications", { body: { email: someone() } })).body;
    for (let i = 0; i < 2; i++) {
      const headers = withKey("too-soon");
      const answer = await client.call("POST", `/verifications/${v.id}/resends`, { body: {}, headers });
      expectProblem(answer, 429, "resend_too_soon");
      expect(isReplay(answer)).toBe(false);
    }
  });

  it("refuses malformed keys and accepts quoted and bare ones", async () => {
    for (const bad of ['""', '"open', 'a"b', "a".repeat(256), '"tab\there"', "ümlaut", "two words"]) {
      expectProblem(await start({ email: someone() }, bad), 400, "idempotency_key_invalid");
    }
    for (const good of ['"two words"', '"with \\"quotes\\""', "~!@#$%", "a".repeat(255)]) {
      expect((await start({ email: someone() }, good)).status).toBe(201);
    }
  });

  it("is released a minute after the process died, and after a day for every request", async () => {
    const email = someone();
    await start({ email }, "died");
    const forget = (change: string) =>
      db().execute(sql.raw(`update idempotency_keys set ${change} where key = 'died'`));
    await forget("status = null, body = null, locked_until = now() + interval '1 minute'");
    expectProblem(await start({ email }, "died"), 409, "idempotency_in_flight");
    await forget("locked_until = now() - interval '1 second'");
    expect((await start({ email }, "died")).status).toBe(201);
    expect(await countOf(email)).toBe(2);
    await forget("created_at = now() - interval '25 hours'");
    expect((await start({ email: someone() }, "died")).status).toBe(201);
  });

  it("is taken by every POST that creates or sends", async () => {
    const creating = (await everyEndpoint()).filter(
      ({ method, operation }) => method === "POST" && operation.storable,
    );
    expect(creating.map(({ pattern }) => pattern).sort()).toEqual(
      expect.arrayContaining([
        "/api-keys",
        "/api-keys/[id]/rotation",
        "/users",
        "/users/[id]/identifiers",
        "/verifications",
        "/verifications/[id]/resends",
      ]),
    );
    const posts = (await everyEndpoint()).filter(({ method }) => method === "POST");
    const without = posts.filter(({ operation }) => !operation.storable).map(({ pattern }) => pattern);
    expect(without.sort()).toEqual([
      // These are safe to repeat, or every call counts; an authorization URL contains secrets, and an export a person.
      "/deliveries/[id]/cancellation",
      "/message-templates/[purpose]/[locale]/previews",
      "/people/erasures",
      "/people/exports",
      "/project/domain/checks",
      "/projects/[id]/archive",
      "/projects/[id]/restore",
      "/users/[id]/identifiers/[identifierId]/primary",
      "/verifications/[id]/attempts",
      "/verifications/[id]/authorization",
      "/verifications/[id]/authorization/result",
      "/verifications/[id]/cancellation",
    ]);
  });

  it("never replays a secret: a new key's is null in the replay, and is stored nowhere", async () => {
    const asked = { body: { name: "Once", scopes: ["users:read"] }, headers: withKey("a-new-key") };
    const first = await client.call("POST", "/api-keys", asked);
    const second = await client.call("POST", "/api-keys", asked);
    expect(first.body.secret).toMatch(/^csk_/);
    expect(second.body).toEqual({ ...first.body, secret: null });
    const rotate = (key: string): Promise<TestResponse> =>
      client.call("POST", `/api-keys/${first.body.id}/rotation`, { body: {}, headers: withKey(key) });
    const rotated = await rotate("turn");
    expect((await rotate("turn")).body).toEqual({ ...rotated.body, secret: null });
    const tables = await Promise.all(
      ["idempotency_keys", "events", "api_keys"].map((table) =>
        db().execute(sql.raw(`select * from ${table}`)),
      ),
    );
    for (const { secret } of [first.body, rotated.body] as Body[]) {
      expect(JSON.stringify(tables)).not.toContain(secret.slice(13));
    }
  });

  it("creates one user for 20 parallel requests with one key", async () => {
    const body = { externalId: "crm-77", identifiers: [{ email: someone(), verified: true }] };
    const answers = await times(20, () => client.call("POST", "/users", { body, headers: withKey("user") }));
    expect(answers.filter((a) => a.status === 201 && !isReplay(a))).toHaveLength(1);
    expect(answers.filter(({ status }) => ![201, 409].includes(status))).toEqual([]);
    const { body: listed } = await client.call("GET", "/users?externalId=crm-77");
    expect(listed.data).toHaveLength(1);
  });

  it("stores no response for unknown paths", async () => {
    const answer = await client.call("POST", `/users/${toTypeId("usr", newId())}/identifiers`, {
      body: { email: someone() },
      headers: withKey("nobody"),
    });
    expectProblem(answer, 404, "user_not_found");
  });
});
