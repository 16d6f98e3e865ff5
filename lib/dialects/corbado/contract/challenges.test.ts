import { beforeAll, describe, expect, it } from "vitest";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { fromDecimalId } from "@/lib/id";
import { readInbox, redeemLink, start } from "@/lib/verification";
import { age, wrongCode } from "@/lib/verification/testing";
import {
  aClient,
  anIdentifier,
  aUser,
  type Body,
  type Client,
  digitsOf,
  messagesOf,
  someone,
  type TestResponse,
} from "./harness";
import { messageTo as inboxMessageTo, useWorker } from "./inbox";

useTestDatabase();
useWorker();

let client: Client;
beforeAll(async () => {
  client = await aClient();
});
const call: Client["call"] = (...request) => client.call(...request);

const clientInformation = { remoteAddress: "203.0.113.7", userAgent: "Mozilla/5.0" };

const challenge = (userID: string, over: object = {}, by = client) =>
  by.call("POST", `/v2/users/${userID}/challenges`, {
    body: { challengeType: "email_otp", identifierValue: someone(), clientInformation, ...over },
  });

const answer = (userID: string, challengeID: string, value: unknown) =>
  call("PATCH", `/v2/users/${userID}/challenges/${challengeID}`, { body: { value } });

const uuidOf = ({ challengeID }: Body): string => fromDecimalId(digitsOf(challengeID))!;

const messageTo = (to: string) => inboxMessageTo(client, to);

async function statusOf(userID: string, value: string): Promise<string> {
  const { body } = await call("GET", `/v2/identifiers?filter[]=userID:eq:${userID}&pageSize=100`);
  return body.identifiers.find((identifier: Body) => identifier.value === value)?.status;
}

const expectRefused = (refused: TestResponse, message: string) =>
  expect([refused.status, ...messagesOf(refused)]).toEqual([400, message]);

describe("POST /v2/users/{userID}/challenges", () => {
  it("C23 is completed by the correct value, which verifies the user's pending identifier", async () => {
    const { userID } = await aUser(client);
    const identifierValue = someone();
    const pending = anIdentifier({ identifierValue, status: "pending" });
    await call("POST", `/v2/users/${userID}/identifiers`, { body: pending });
    const startedAt = Math.floor(Date.now() / 1000);
    const started = await challenge(userID, { identifierValue, lifetimeSeconds: 120 });
    expect(started.status).toBe(200);
    expect(started.body).toEqual({
      challengeID: expect.stringMatching(/^cha-\d+$/),
      type: "email_otp",
      identifierValue,
      value: "******",
      expires: expect.any(Number),
      status: "pending",
    });
    expect(started.body.expires - startedAt).toBeGreaterThanOrEqual(118);
    expect(started.body.expires - startedAt).toBeLessThanOrEqual(125);
    expect(await statusOf(userID, identifierValue)).toBe("pending");

    const { code, link } = await messageTo(identifierValue);
    expect(link).toBeNull();
    const completed = await answer(userID, started.body.challengeID, code);
    expect(completed.status).toBe(200);
    expect(completed.body).toEqual({ ...started.body, status: "completed" });
    expect(await statusOf(userID, identifierValue)).toBe("verified");
    expectRefused(await answer(userID, started.body.challengeID, code), "challengeID: is already completed");
  });

  it("is recorded under this dialect's name", async () => {
    const { userID } = await aUser(client);
    const { body } = await challenge(userID);
    const events = await listEvents(client.project.id, { type: "verification.started", limit: 1 });
    expect(events[0]).toMatchObject({
      type: "verification.started",
      verificationId: uuidOf(body),
      data: { dialect: "corbado" },
    });
  });

  it("adds no identifier to the user", async () => {
    const { userID } = await aUser(client);
    const identifierValue = someone();
    const { body } = await challenge(userID, { identifierValue });
    const { code } = await messageTo(identifierValue);
    expect((await answer(userID, body.challengeID, code)).body.status).toBe("completed");
    expect(await statusOf(userID, identifierValue)).toBeUndefined();
  });

  it("answers the value to a backend that delivers challenges itself, and sends nothing", async () => {
    const { settings } = client.project;
    const dialects = {
      ...settings.dialects,
      corbado: { challengeDelivery: "return", challengeLifetimeSeconds: 60 },
    };
    const own = await aClient({ settings: { dialects } as Partial<typeof settings> });
    const { userID } = await aUser(own);
    const patch = (id: string, value: string) =>
      own.call("PATCH", `/v2/users/${userID}/challenges/${id}`, { body: { value } });
    for (const challengeType of ["email_otp", "email_link"]) {
      const { body } = await challenge(userID, { challengeType }, own);
      expect(body.value).toMatch(challengeType === "email_otp" ? /^\d{6}$/ : /^[\w-]{70}$/);
      expect(Math.abs(body.expires - Date.now() / 1000 - 60)).toBeLessThan(30);
      const completed = await patch(body.challengeID, body.value);
      expect(completed.body).toEqual({ ...body, value: "*".repeat(body.value.length), status: "completed" });
    }
    const sms = await challenge(userID, { challengeType: "sms_otp", identifierValue: "+4915112345678" }, own);
    expect((await patch(sms.body.challengeID, sms.body.value)).body.status).toBe("completed");
    const { messages } = await readInbox(aContext(own.project), { limit: 10 });
    expect(messages).toEqual([]);
  });

  it("expires after ten minutes at the latest when sent by SMS", async () => {
    const { userID } = await aUser(client);
    const sms = { challengeType: "sms_otp", identifierValue: "+4915112345670", lifetimeSeconds: 86_400 };
    const { body } = await challenge(userID, sms);
    expect(body.expires - Date.now() / 1000).toBeLessThanOrEqual(600);
    const { code } = await messageTo("+4915112345670");
    expect((await answer(userID, body.challengeID, code)).body.status).toBe("completed");
    const short = await challenge(userID, { lifetimeSeconds: 30 });
    expect(short.body.expires - Date.now() / 1000).toBeLessThanOrEqual(30);
  });

  it("is completed by a link's token, from the backend or on the portal's page", async () => {
    const { userID } = await aUser(client);
    const identifierValue = someone();
    const pending = anIdentifier({ identifierValue, status: "pending" });
    await call("POST", `/v2/users/${userID}/identifiers`, { body: pending });
    const { body } = await challenge(userID, { challengeType: "email_link", identifierValue });
    expect(body).toMatchObject({ type: "email_link", value: "*".repeat(70) });
    const { code, link } = await messageTo(identifierValue);
    expect(code).toBeNull();
    const token = link!.split("#")[1]!;
    const other = (await challenge(userID, { challengeType: "email_link" })).body;
    expectRefused(await answer(userID, other.challengeID, token), "value: is not valid");
    const changed = token.at(-8) === "A" ? "B" : "A";
    const forged = token.slice(0, -8) + changed + token.slice(-7);
    expectRefused(await answer(userID, body.challengeID, forged), "value: is not valid");
    const stranger = await aUser(client);
    expectRefused(await answer(stranger.userID, body.challengeID, token), "challengeID: does not exist");
    expect((await answer(userID, body.challengeID, token)).body.status).toBe("completed");
    expect(await statusOf(userID, identifierValue)).toBe("verified");
    expectRefused(await answer(userID, body.challengeID, token), "challengeID: is already completed");

    const second = someone();
    const opened = (await challenge(userID, { challengeType: "email_link", identifierValue: second })).body;
    const onPage = (await messageTo(second)).link!.split("#")[1]!;
    const ctx = aContext(client.project, { caller: { kind: "page", nonce: "n" }, dialect: "portal" });
    expect(await redeemLink(async () => ctx, onPage)).toMatchObject({ ok: true });
    expectRefused(await answer(userID, opened.challengeID, onPage), "challengeID: is already completed");
  });

  it("answers the address as it was sent", async () => {
    const { userID } = await aUser(client);
    const identifierValue = `Jane.${someone().replace("example.com", "EXAMPLE.com")}`;
    expect((await challenge(userID, { identifierValue })).body.identifierValue).toBe(identifierValue);
  });

  it("reports what is missing or wrong", async () => {
    const { userID } = await aUser(client);
    const refused = async (over: object) => messagesOf(await challenge(userID, over));
    const empty = { challengeType: undefined, identifierValue: undefined, clientInformation: undefined };
    expect(await refused(empty)).toEqual([
      "challengeType: cannot be blank",
      "identifierValue: cannot be blank",
      "clientInformation: cannot be blank",
    ]);
    expect(await refused({ challengeType: "carrier_pigeon" })).toEqual([
      "challengeType: must be a valid value",
    ]);
    expect(await refused({ identifierValue: "jane" })).toEqual([
      "identifierValue: must be a valid email address",
    ]);
    const form = ["identifierValue: must be in a valid format"];
    expect(await refused({ challengeType: "sms_otp" })).toEqual(form);
    expect(await refused({ challengeType: "sms_otp", identifierValue: "+15551234567" })).toEqual(form);
    expect(await refused({ clientInformation: { userAgent: "x" } })).toEqual([
      "clientInformation.remoteAddress: cannot be blank",
    ]);
    expect(await refused({ clientInformation: [] })).toEqual(["clientInformation: must be an object"]);
    expect(await refused({ lifetimeSeconds: 29 })).toEqual(["lifetimeSeconds: must be no less than 30"]);
    expect(await refused({ lifetimeSeconds: 86_401 })).toEqual([
      "lifetimeSeconds: must be no greater than 86400",
    ]);
    expect(await refused({ lifetimeSeconds: "300" })).toEqual(["lifetimeSeconds: must be an integer number"]);
    expect(await refused({ challengeMetadata: "Munich" })).toEqual(["challengeMetadata: must be an object"]);
    expect((await challenge(userID, { challengeMetadata: { city: "Munich" } })).status).toBe(200);
    expect(messagesOf(await challenge("usr-1234"))).toEqual(["userID: does not exist"]);
  });

  it("is refused for an address that another user has verified", async () => {
    const [a, b] = [await aUser(client), await aUser(client)];
    const identifierValue = someone();
    await call("POST", `/v2/users/${a.userID}/identifiers`, { body: anIdentifier({ identifierValue }) });
    const refused = await challenge(b.userID, { identifierValue });
    expect([refused.status, ...messagesOf(refused)]).toEqual([409, "identifierValue: already exists"]);
  });

  it("is refused with Retry-After after too many messages to one address", async () => {
    const { userID } = await aUser(client);
    const identifierValue = someone();
    const answers: TestResponse[] = [];
    for (let i = 0; i < 11; i++) answers.push(await challenge(userID, { identifierValue }));
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
    const refused = answers.at(-1)!;
    expect(refused.body.error.type).toBe("rate_limited");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("PATCH /v2/users/{userID}/challenges/{challengeID}", () => {
  it("refuses a wrong value, and every value after five wrong ones", async () => {
    const { userID } = await aUser(client);
    const identifierValue = someone();
    const { challengeID } = (await challenge(userID, { identifierValue })).body;
    const { code } = await messageTo(identifierValue);
    for (let i = 0; i < 5; i++) {
      expectRefused(await answer(userID, challengeID, wrongCode(code!)), "value: is not valid");
    }
    expectRefused(await answer(userID, challengeID, code), "value: is expired");
  });

  it("refuses an expired value", async () => {
    const { userID } = await aUser(client);
    const identifierValue = someone();
    const { body } = await challenge(userID, { identifierValue });
    const { code } = await messageTo(identifierValue);
    await age(uuidOf(body), 301);
    expectRefused(await answer(userID, body.challengeID, code), "value: is expired");
  });

  it("reports a blank value, an unknown challenge and an unknown user", async () => {
    const { userID } = await aUser(client);
    const { challengeID } = (await challenge(userID)).body;
    expectRefused(await answer(userID, challengeID, ""), "value: cannot be blank");
    expectRefused(await answer(userID, challengeID, 150919), "value: must be a string");
    for (const id of ["cha-123456789", "non-existent-id", "cha-0", "usr-1"]) {
      expectRefused(await answer(userID, id, "150919"), "challengeID: does not exist");
      expectRefused(await answer(userID, id, "x".repeat(70)), "challengeID: does not exist");
    }
    expectRefused(await answer("usr-1234", challengeID, "150919"), "userID: does not exist");
  });

  it("finds no challenge of another user, project or dialect, and counts no attempt on it", async () => {
    const [a, b] = [await aUser(client), await aUser(client)];
    const identifierValue = someone();
    const { body } = await challenge(a.userID, { identifierValue });
    const { code } = await messageTo(identifierValue);
    for (let i = 0; i < 6; i++) {
      expectRefused(await answer(b.userID, body.challengeID, code), "challengeID: does not exist");
    }
    const other = await aClient();
    const { userID } = await aUser(other);
    const path = `/v2/users/${userID}/challenges/${body.challengeID}`;
    const foreign = await other.call("PATCH", path, { body: { value: code } });
    expectRefused(foreign, "challengeID: does not exist");
    expect((await answer(a.userID, body.challengeID, code)).body.status).toBe("completed");

    const { pageOfUsers } = await import("@/lib/users");
    const { toDecimalId } = await import("@/lib/id");
    const ctx = aContext(client.project);
    const number = { column: "number", operator: "is", values: [BigInt(digitsOf(a.userID))] } as const;
    const { rows } = await pageOfUsers(ctx, { conditions: [number], order: null, page: 1, pageSize: 1 });
    const native = await start(ctx, { identifier: { email: someone() }, userId: rows[0]!.id });
    if (!native.ok) throw new Error(native.refusal.code);
    const id = `cha-${toDecimalId(native.value.verification.id)}`;
    expectRefused(await answer(a.userID, id, "150919"), "challengeID: does not exist");
  });

  it("is completed by one of 50 parallel correct values", async () => {
    const { userID } = await aUser(client);
    const identifierValue = someone();
    const { challengeID } = (await challenge(userID, { identifierValue })).body;
    const { code } = await messageTo(identifierValue);
    const answers = await Promise.all(Array.from({ length: 50 }, () => answer(userID, challengeID, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.every(({ status }) => status === 200 || status === 400)).toBe(true);
  });
});
