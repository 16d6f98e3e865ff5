import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { newId, toTypeId } from "@/lib/id";
import { age, wrongCode } from "@/lib/verification/testing";
import { rightCode, someone, uuidOf } from "./acts";
import { aClient, type Body, type Client, expectProblem, times } from "./harness";

useTestDatabase();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

async function start(body: object = { email: someone() }, by = client): Promise<Body> {
  const answer = await by.call("POST", "/verifications", { body });
  expect(answer.body).toMatchObject({ status: "pending" });
  expect(answer.status).toBe(201);
  return answer.body;
}

const check = (v: Body, code: string, more: object = {}, by = client) =>
  by.call("POST", `/verifications/${v.id}/attempts`, { body: { code, ...more } });

const shape = [
  ...[
    "id",
    "status",
    "purpose",
    "dialect",
    "identifier",
    "suggestion",
    "channel",
    "connectorId",
    "method",
    "socialAccount",
    "userId",
    "locale",
    "attempts",
    "sends",
  ],
  ...["createdAt", "expiresAt", "expiresInSeconds", "verifiedAt", "canceledAt", "cancelReason", "portalUrl"],
  ...["returnUrl", "metadata"],
];

describe("POST /verifications", () => {
  it("starts a verification and returns it", async () => {
    const email = someone();
    const metadata = { order: "4711", __proto__2: "x" };
    const { headers, body, status } = await client.call("POST", "/verifications", {
      body: { email: ` ${email.toUpperCase()} `, locale: "de-AT", metadata },
    });
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual(shape);
    const local = email.split("@")[0]!.toUpperCase();
    expect(body).toMatchObject({
      id: expect.stringMatching(/^ver_[0-9a-hjkmnp-tv-z]{26}$/),
      status: "pending",
      purpose: "confirm",
      dialect: "native",
      identifier: { type: "email", value: `${local}@example.com` },
      channel: "email",
      method: null,
      locale: "de",
      attempts: { used: 0, max: 5 },
      sends: { used: 1, max: 5, nextInSeconds: 30 },
      expiresInSeconds: 600,
      verifiedAt: null,
      portalUrl: `http://localhost:3000/verify/${body.id}`,
      metadata,
    });
    expect(headers.get("ratelimit-policy")).toContain('"sends-per-recipient";q=10;w=3600');
    expect(headers.get("ratelimit")).toContain('"sends-per-recipient";r=9;t=3600');
    expect(JSON.stringify(body)).not.toContain(await rightCode(body));
  });

  it("accepts phone numbers in E.164 and national format, and sends SMS", async () => {
    for (const given of [{ phone: "+49 (151) 1234-5678" }, { phone: "0151 12345678", country: "DE" }]) {
      const body = await start(given);
      expect(body).toMatchObject({ identifier: { type: "phone", value: "+4915112345678" }, channel: "sms" });
    }
  });

  it("suggests what a mistyped address probably means, until it is verified", async () => {
    const v = await start({ email: someone().replace("example.com", "gmial.com") });
    const { value } = v.identifier;
    expect(v.suggestion).toBe(value.replace("gmial.com", "gmail.com"));
    expect((await check(v, await rightCode(v))).body).toMatchObject({ status: "verified", suggestion: null });
  });

  it("counts by the caller's own keys, resends included", async () => {
    const limits = [{ key: "tenant-42", max: 2, windowSeconds: 3600 }];
    const v = await start({ email: someone(), limits });
    await age(uuidOf(v), 30);
    const again = await client.call("POST", `/verifications/${v.id}/resends`, { body: { limits } });
    expect(again.status).toBe(200);
    const third = await client.call("POST", "/verifications", { body: { email: someone(), limits } });
    expect(expectProblem(third, 429, "send_limit_reached")).toMatchObject({
      violatedPolicies: ["caller"],
      key: "tenant-42",
    });
    await start({ email: someone(), limits: [{ ...limits[0], key: "tenant-43" }] });
    const wrong = { email: someone(), limits: [{ ...limits[0], max: 0 }] };
    expectProblem(await client.call("POST", "/verifications", { body: wrong }), 400, "request_invalid");
  });

  it("sends nothing without an identifier, because the portal asks for one", async () => {
    const body = await start({});
    expect(body).toMatchObject({ identifier: null, channel: null, sends: { used: 0, nextInSeconds: 0 } });
  });

  it("accepts a shorter lifetime, and an allowed return URL in its normalized form", async () => {
    const by = await aClient({ settings: { returnUrls: ["https://shop.example/done"] } });
    const body = await start(
      { email: someone(), expiresInSeconds: 60, returnUrl: "HTTPS://shop.example:443/done" },
      by,
    );
    expect(body).toMatchObject({ expiresInSeconds: 60, returnUrl: "https://shop.example/done" });
  });

  const refused: [string, object, number, string, object?][] = [
    ["a malformed address", { email: "jane" }, 422, "email_invalid", { reason: expect.any(String) }],
    ["a malformed number", { phone: "+49" }, 422, "phone_invalid", { reason: expect.any(String) }],
    ["an unknown purpose", { purpose: "constructor" }, 422, "purpose_unknown"],
    [
      "a lifetime beyond the policy",
      { expiresInSeconds: 601 },
      422,
      "lifetime_out_of_bounds",
      { least: 60, most: 600 },
    ],
    ["a negative life", { expiresInSeconds: -5 }, 422, "lifetime_out_of_bounds"],
    [
      "a return URL that is not in the list",
      { returnUrl: "https://evil.example/" },
      422,
      "return_url_not_allowed",
    ],
    ["an unknown user", { email: "a@example.com", userId: toTypeId("usr", newId()) }, 404, "user_not_found"],
    ["SMS to an email address", { email: "a@example.com", channel: "sms" }, 422, "channel_not_supported"],
    ["both", { email: "a@example.com", phone: "+4915112345678" }, 400, "request_invalid"],
    ["a country without a phone", { email: "a@example.com", country: "DE" }, 400, "request_invalid"],
    ["an unknown country", { phone: "0151 12345678", country: "ZZ" }, 422, "phone_invalid"],
    ["an unknown channel", { channel: "pigeon" }, 400, "request_invalid"],
    [
      "21 pairs of metadata",
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [i, ""])) },
      400,
      "request_invalid",
    ],
    ["a number as metadata", { metadata: { a: 1 } }, 400, "request_invalid"],
  ];
  it.each(refused)("refuses %s", async (_, body, status, code, members = {}) => {
    const answer = await client.call("POST", "/verifications", { body });
    expect(expectProblem(answer, status, code)).toMatchObject(members);
  });

  it("refuses a channel without provider, a country that is not allowed, and another user's identifier", async () => {
    const by = await aClient({ settings: { countries: ["DE"] } });
    const abroad = await by.call("POST", "/verifications", { body: { phone: "+436641234567" } });
    expectProblem(abroad, 422, "country_not_allowed");

    const [inbox] = (await by.call("GET", "/providers")).body.data;
    await by.call("DELETE", `/providers/${inbox.id}`);
    const withoutProvider = await by.call("POST", "/verifications", { body: { email: someone() } });
    expectProblem(withoutProvider, 422, "channel_not_configured");

    const identifiers = [{ email: "held@example.com", verified: true }];
    await client.call("POST", "/users", { body: { identifiers } });
    const other = (await client.call("POST", "/users", { body: {} })).body;
    const taken = await client.call("POST", "/verifications", {
      body: { email: "HELD@example.com", userId: other.id },
    });
    expectProblem(taken, 409, "identifier_taken");
  });

  it("refuses the eleventh message to a recipient in an hour, and changes nothing", async () => {
    const email = someone();
    for (let i = 0; i < 10; i++) await start({ email });
    const refusal = await client.call("POST", "/verifications", { body: { email } });
    const body = expectProblem(refusal, 429, "send_limit_reached");
    expect(body).toMatchObject({ violatedPolicies: ["recipient"] });
    expect(body.retryAfterSeconds).toBeLessThanOrEqual(3600);
    const listed = await client.call("GET", `/verifications?email=${email}&limit=100`);
    expect(listed.body.data).toHaveLength(10);
  });

  it("cancels the previous pending one as superseded", async () => {
    const email = someone();
    const first = await start({ email });
    await start({ email });
    const found = await client.call("GET", `/verifications/${first.id}`);
    expect(found.body).toMatchObject({ status: "canceled", cancelReason: "superseded" });
  });
});

describe("POST /verifications/{id}/attempts", () => {
  it("verifies with the correct code, and repeats the success with replayed within the replay window", async () => {
    const v = await start();
    const code = await rightCode(v);
    const proven = await check(v, `${code.slice(0, 3)} ${code.slice(3)}`);
    expect(proven.status).toBe(200);
    expect(proven.body).toMatchObject({ id: v.id, status: "verified", method: "code", replayed: false });
    expect(Object.keys(proven.body)).toEqual([...shape, "replayed"]);
    expect((await check(v, code)).body).toMatchObject({ status: "verified", replayed: true });
    await age(uuidOf(v), 11);
    expectProblem(await check(v, code), 409, "already_verified");
  });

  it("counts wrong codes down to the lock, after which even the correct one is refused", async () => {
    const v = await start();
    const code = await rightCode(v);
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      const body = expectProblem(await check(v, wrongCode(code)), 422, "code_mismatch");
      expect(body).toMatchObject({ attemptsLeft });
    }
    expectProblem(await check(v, code), 423, "attempts_exhausted");
    const found = await client.call("GET", `/verifications/${v.id}`);
    expect(found.body).toMatchObject({ status: "locked", attempts: { used: 5, max: 5 } });
  });

  it("refuses a verification that is expired, canceled, superseded or another project's", async () => {
    const expired = await start();
    await age(uuidOf(expired), 600);
    const code = await rightCode(expired);
    const problem = expectProblem(await check(expired, code), 410, "verification_expired");
    expect(new Date(problem.expiredAt).getTime()).toBeLessThanOrEqual(Date.now());
    expect(JSON.stringify(problem)).not.toMatch(/matched|attemptsLeft/);

    const canceled = await start();
    await client.call("POST", `/verifications/${canceled.id}/cancellation`);
    expectProblem(await check(canceled, await rightCode(canceled)), 409, "verification_canceled");

    const v = await start();
    expectProblem(await check(v, await rightCode(v), {}, await aClient()), 404, "verification_not_found");
    expectProblem(await check({ id: toTypeId("ver", newId()) }, "000000"), 404, "verification_not_found");
  });

  it("costs no attempt if the expectation is wrong", async () => {
    const v = await start();
    const code = await rightCode(v);
    const wrong = [
      { email: "eve@example.com" },
      { email: "no address" },
      { purpose: "authenticate" },
      { userId: toTypeId("usr", newId()) },
    ];
    for (const expectation of wrong) {
      expectProblem(await check(v, code, { expect: expectation }), 409, "identifier_mismatch");
    }
    const right = { email: v.identifier.value.toUpperCase(), purpose: "confirm" };
    const proven = await check(v, code, { expect: right });
    expect(proven.body).toMatchObject({ status: "verified", attempts: { used: 1, max: 5 } });
  });

  it("refuses codes when the recipient's guess budget is used up, with Retry-After", async () => {
    const policies = {
      confirm: {
        email: {
          guessBudgets: [{ by: "recipient" as const, wrong: 2, windowSeconds: 3600, lockSeconds: null }],
        },
      },
    };
    const by = await aClient({ settings: { policies } });
    const v = await start({ email: someone() }, by);
    const code = await rightCode(v);
    for (let i = 0; i < 2; i++) await check(v, wrongCode(code), {}, by);
    const body = expectProblem(await check(v, code, {}, by), 429, "guess_budget_exhausted");
    expect(body.retryAfterSeconds).toBeGreaterThan(3500);
  });

  it("links to the user, and refuses if another user was first", async () => {
    const email = someone();
    const [jane, joe] = await times(2, async () => (await client.call("POST", "/users", { body: {} })).body);
    const janes = await start({ email, userId: jane.id });
    const joes = await start({ email, userId: joe.id });
    expect((await check(janes, await rightCode(janes))).status).toBe(200);
    for (let i = 0; i < 2; i++) {
      expectProblem(await check(joes, await rightCode(joes)), 409, "identifier_taken");
    }
    const { body } = await client.call("GET", `/users/${jane.id}`);
    expect(body.identifiers).toMatchObject([
      { type: "email", value: email, primary: true, evidence: "proven", lastVerificationId: janes.id },
    ]);
  });

  it("never echoes the code", async () => {
    const v = await start();
    for (const code of ["314159", "314159265358979", "3.14159"]) {
      expect(JSON.stringify((await check(v, code)).body)).not.toContain(code);
    }
  });
});

describe("POST /verifications/{id}/resends", () => {
  const resend = (v: Body, body: object = {}, by = client) =>
    by.call("POST", `/verifications/${v.id}/resends`, { body });

  it("waits for the cooldown, sends, and keeps the attempt count", async () => {
    const v = await start();
    await check(v, wrongCode(await rightCode(v)));
    const early = expectProblem(await resend(v), 429, "resend_too_soon");
    expect(early.retryAfterSeconds).toBeLessThanOrEqual(30);
    await age(uuidOf(v), 30);
    const sent = await resend(v, { channel: "email" });
    expect(sent.status).toBe(200);
    expect(sent.body).toMatchObject({
      attempts: { used: 1 },
      sends: { used: 2, nextInSeconds: 60 },
      status: "pending",
    });
    expect(sent.headers.get("ratelimit")).toContain('"sends-per-recipient";r=8');
  });

  it("is refused for another channel, before the first send, when no sends are left, and after the end", async () => {
    const v = await start();
    expectProblem(await resend(v, { channel: "pigeon" }), 400, "request_invalid");
    await age(uuidOf(v), 30);
    expectProblem(await resend(v, { channel: "sms" }), 422, "channel_not_supported");
    expectProblem(await resend(await start({})), 409, "nothing_to_resend");

    const by = await aClient({ settings: { policies: { confirm: { email: { maxSends: 1 } } } } });
    const once = await start({ email: someone() }, by);
    expect(once.sends).toEqual({ used: 1, max: 1, nextInSeconds: null });
    await age(uuidOf(once), 30);
    expect(expectProblem(await resend(once, {}, by), 429, "sends_exhausted")).toMatchObject({ max: 1 });

    await client.call("POST", `/verifications/${v.id}/cancellation`);
    const over = expectProblem(await resend(v), 409, "verification_not_pending");
    expect(over).toMatchObject({ verificationStatus: "canceled" });
    expectProblem(await resend(v, {}, await aClient()), 404, "verification_not_found");
  });

  it("is refused without a provider or over the recipient's limit", async () => {
    const limits = [{ by: "recipient" as const, max: 1, windowSeconds: 3600 }];
    const by = await aClient({ settings: { policies: { confirm: { email: { sendLimits: limits } } } } });
    const v = await start({ email: someone() }, by);
    await age(uuidOf(v), 30);
    expectProblem(await resend(v, {}, by), 429, "send_limit_reached");
    const [inbox] = (await by.call("GET", "/providers")).body.data;
    await by.call("DELETE", `/providers/${inbox.id}`);
    expectProblem(await resend(v, {}, by), 422, "channel_not_configured");
  });
});

describe("POST /verifications/{id}/cancellation", () => {
  it("cancels, is safe to repeat, and does not undo a proof", async () => {
    const v = await start();
    for (let i = 0; i < 2; i++) {
      const { status, body } = await client.call("POST", `/verifications/${v.id}/cancellation`);
      expect([status, body.status, body.cancelReason]).toEqual([200, "canceled", "requested"]);
    }
    const proven = await start();
    await check(proven, await rightCode(proven));
    const late = await client.call("POST", `/verifications/${proven.id}/cancellation`);
    expectProblem(late, 409, "already_verified");
    const foreign = await (await aClient()).call("POST", `/verifications/${v.id}/cancellation`);
    expectProblem(foreign, 404, "verification_not_found");
  });

  it("refuses unknown members instead of ignoring them", async () => {
    const v = await start();
    const answer = await client.call("POST", `/verifications/${v.id}/cancellation`, {
      body: { reason: "x" },
    });
    expectProblem(answer, 400, "request_invalid");
    expect((await client.call("GET", `/verifications/${v.id}`)).body.status).toBe("pending");
  });
});

describe("GET /verifications", () => {
  it("lists newest first, page by page, each once", async () => {
    const by = await aClient();
    const made = [];
    for (let i = 0; i < 7; i++) made.push((await start({ email: someone() }, by)).id);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await by.call("GET", `/verifications?limit=3${cursor ? `&cursor=${cursor}` : ""}`);
      seen.push(...body.data.map((v: Body) => v.id));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(made.toReversed());
    expect((await (await aClient()).call("GET", "/verifications")).body).toEqual({
      data: [],
      nextCursor: null,
    });
  });

  it("filters by status, address, number, user, purpose and time", async () => {
    const by = await aClient();
    const user = (await by.call("POST", "/users", { body: {} })).body;
    const a = await start({ email: someone(), purpose: "authenticate" }, by);
    const b = await start({ phone: "+4915112345678", userId: user.id }, by);
    const c = await start({ email: someone() }, by);
    await check(c, await rightCode(c), {}, by);
    await age(uuidOf(a), 86_400);
    const yesterday = new Date(Date.now() - 3600_000).toISOString();
    const cases: [string, Body[]][] = [
      ["status=pending", [b]],
      ["status=verified", [c]],
      ["status=expired", [a]],
      ["status=locked", []],
      ["status=canceled", []],
      [`email=${a.identifier.value.toUpperCase()}`, [a]],
      ["email=nobody", []],
      ["phone=%2B4915112345678", [b]],
      ["phone=+4915112345678", [b]],
      ["phone=garbage", []],
      [`userId=${user.id}`, [b]],
      ["purpose=authenticate", [a]],
      [`createdAfter=${yesterday}`, [c, b]],
      [`createdBefore=${yesterday}`, [a]],
      ["createdAfter=0001-01-01T00:00:00Z&createdBefore=9999-12-31T23:59:59Z", [c, b, a]],
    ];
    for (const [query, expected] of cases) {
      const { body } = await by.call("GET", `/verifications?${query}`);
      expect([query, body.data.map((v: Body) => v.id)]).toEqual([query, expected.map(({ id }) => id)]);
    }
  });

  it("refuses malformed filters", async () => {
    const cases = [
      "status=done",
      "userId=usr_x",
      "createdAfter=yesterday",
      "createdAfter=2026-01-01",
      "email=a@b.c&phone=1",
    ];
    for (const query of [
      ...cases,
      "createdAfter=0000-01-01T00:00:00Z",
      "createdBefore=9999-12-31T23:59:59-23:59",
    ]) {
      expectProblem(await client.call("GET", `/verifications?${query}`), 400, "request_invalid");
    }
  });

  it("refuses cursors that were never issued, even well-formed ones", async () => {
    const forged = [
      "0.0",
      "999999999999999.00000000-0000-7000-8000-000000000000",
      "1.not-a-uuid",
      "-1.00000000-0000-7000-8000-000000000000",
    ];
    for (const text of forged) {
      const cursor = Buffer.from(text).toString("base64url");
      expectProblem(await client.call("GET", `/verifications?cursor=${cursor}`), 400, "request_invalid");
    }
  });
});

describe("GET /verifications/{id}", () => {
  it("returns only its own project's", async () => {
    const v = await start();
    expect((await client.call("GET", `/verifications/${v.id}`)).body).toMatchObject({
      id: v.id,
      status: "pending",
    });
    const foreign = await (await aClient()).call("GET", `/verifications/${v.id}`);
    expectProblem(foreign, 404, "verification_not_found");
    const upper = await client.call("GET", `/verifications/${v.id.toUpperCase()}`);
    expectProblem(upper, 404, "not_found");
  });
});

describe("the audit trail", () => {
  it("contains the request id, the key and the outcome of every step, and no code", async () => {
    const by = await aClient();
    const v = await start({ email: someone() }, by);
    const code = await rightCode(v);
    const headers = { "x-request-id": "trace-1" };
    await by.call("POST", `/verifications/${v.id}/attempts`, { body: { code: wrongCode(code) }, headers });
    await by.call("POST", `/verifications/${v.id}/attempts`, { body: { code }, headers });
    const events = await listEvents(by.project.id, { verificationId: uuidOf(v), limit: 10 });
    expect(events.map((e) => e.type).sort()).toEqual([
      "verification.attempted",
      "verification.attempted",
      "verification.started",
      "verification.verified",
    ]);
    for (const event of events) expect(event.actor).toBe(`key:${by.apiKeyId}`);
    expect(events.filter((e) => e.requestId === "trace-1")).toHaveLength(3);
    const written = JSON.stringify(events);
    for (const secret of [code, wrongCode(code), v.identifier.value]) expect(written).not.toContain(secret);
  });
});
