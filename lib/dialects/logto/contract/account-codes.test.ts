import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { fromShortId } from "@/lib/id";
import { age, wrongCode } from "@/lib/verification/testing";
import { aClient, type Client, send, sentTo, someone, somePhone, userToken } from "./harness";
import { aPerson, statusAndCode, type TestUser } from "./person";

useTestDatabase();

const codes = "/api/verifications/verification-code";
const password = "correct horse battery";

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

const byEmail = (value: string) => ({ type: "email", value });
const start = (who: TestUser, identifier: object, more: object = {}) =>
  who.call("POST", codes, { body: { identifier, ...more } });
const verify = (who: TestUser, body: object) => who.call("POST", `${codes}/verify`, { body });

/** The usage that the message was sent for. */
async function usageOf(email: string) {
  const { id } = await sentTo(client, email);
  const [row] = await db().execute<{ usage: string }>(
    sql`select custom_message->'facts'->>'type' as usage from deliveries where verification_id = ${id}`,
  );
  return row?.usage;
}

/** A verified record for this address, and its id. */
async function proven(who: TestUser, email: string, more: object = {}): Promise<string> {
  const started = await start(who, byEmail(email), more);
  const { verificationRecordId: verificationId } = started.body;
  const { code } = await sentTo(client, email);
  const verified = await verify(who, { identifier: byEmail(email), verificationId, code });
  expect(verified.status).toBe(200);
  return verificationId;
}

describe("authentication", () => {
  it("refuses a call without a token, with another scheme, or with a foreign token", async () => {
    const ask = (headers?: Record<string, string>) => send("POST", codes, { headers, body: {} });
    expect(statusAndCode(await ask())).toEqual([401, "auth.authorization_header_missing"]);
    const other = await ask({ authorization: "dummy access_token" });
    expect(statusAndCode(other)).toEqual([401, "auth.authorization_token_type_not_supported"]);
    expect(other.body.data).toEqual({ supportedTypes: ["Bearer"] });
    expect(statusAndCode(await ask({ authorization: "Bearer nonsense" }))).toEqual([
      401,
      "auth.unauthorized",
    ]);
    expect(statusAndCode(await ask({ authorization: `Bearer ${client.token}` }))).toEqual([
      401,
      "auth.unauthorized",
    ]);
  });

  it("A11: refuses a token without openid", async () => {
    const who = await aPerson(client, { granted: "profile email" });
    expect(statusAndCode(await start(who, byEmail(someone())))).toEqual([403, "auth.forbidden"]);
    expect(statusAndCode(await who.call("GET", "/api/my-account"))).toEqual([403, "auth.forbidden"]);
  });

  it("a disabled account center is reported before errors in the body, but after those of the token", async () => {
    const closed = await aClient({ logto: { accountCenter: { ...open, enabled: false } } });
    const who = await aPerson(closed);
    expect(statusAndCode(await who.call("POST", codes, { body: {} }))).toEqual([
      400,
      "account_center.not_enabled",
    ]);
    expect(statusAndCode(await send("POST", codes))).toEqual([401, "auth.authorization_header_missing"]);
  });
});

const open = {
  enabled: true,
  fields: {
    email: "Edit",
    phone: "Edit",
    social: "Edit",
    password: "Edit",
    name: "Edit",
    avatar: "Edit",
    profile: "Edit",
    username: "Edit",
    customData: "Edit",
    mfa: "Edit",
  },
} as const;

describe("a record by verification code", () => {
  it("A5: sends a permission code to the user's own address, and a binding code to a new one", async () => {
    const [own, fresh] = [someone(), someone()];
    const who = await aPerson(client, { email: own });
    for (const [email, usage] of [
      [own, "UserPermissionValidation"],
      [fresh, "BindNewIdentifier"],
    ] as const) {
      const started = await start(who, byEmail(email));
      expect(started.status).toBe(201);
      expect(Object.keys(started.body)).toEqual(["verificationRecordId", "expiresAt"]);
      expect(started.body.verificationRecordId).toMatch(/^[0-9a-z]{21}$/);
      expect(started.body.expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const seconds = (Date.parse(started.body.expiresAt) - Date.now()) / 1000;
      expect(seconds).toBeGreaterThan(590);
      expect(seconds).toBeLessThan(610);
      expect(await usageOf(email)).toBe(usage);
    }
    expect((await start(who, byEmail(fresh), { templateType: "UserPermissionValidation" })).status).toBe(201);
    expect(await usageOf(fresh)).toBe("BindNewIdentifier");
  });

  it("A15: can use another template for the user's own address", async () => {
    const own = someone();
    const who = await aPerson(client, { email: own });
    expect((await start(who, byEmail(own), { templateType: "BindMfa" })).status).toBe(201);
    expect(await usageOf(own)).toBe("BindMfa");
  });

  it("A6: refuses a new address on the blocklist, but not the user's own", async () => {
    const own = "resident@blocked.io";
    const strict = await aClient({ logto: withBlocklist({ customBlocklist: ["@blocked.io"] }) });
    const who = await aPerson(strict, { email: own });
    const refused = await start(who, byEmail("new@blocked.io"));
    expect(statusAndCode(refused)).toEqual([422, "session.email_blocklist.email_not_allowed"]);
    expect(refused.body.message).toContain('"new@blocked.io" is restricted');
    expect((await start(who, byEmail(own))).status).toBe(201);
  });

  it("does the same for phone numbers, digits only", async () => {
    const [own, fresh] = [somePhone(), somePhone()];
    const who = await aPerson(client, { phone: own });
    const started = await start(who, { type: "phone", value: fresh });
    const { code } = await sentTo(client, fresh);
    const { verificationRecordId: verificationId } = started.body;
    const done = await verify(who, { identifier: { type: "phone", value: fresh }, verificationId, code });
    expect([done.status, done.body]).toEqual([200, { verificationRecordId: verificationId }]);
    expect(statusAndCode(await start(who, { type: "phone", value: `+${fresh}` }))).toEqual([
      400,
      "guard.invalid_input",
    ]);
  });

  it("says what is wrong with an invalid body", async () => {
    const who = await aPerson(client);
    const refused = await start(who, { type: "username", value: "x" });
    expect(statusAndCode(refused)).toEqual([400, "guard.invalid_input"]);
    expect(refused.body.details).toBe(
      "Error in key path \"identifier.type\": (invalid_union_discriminator) Invalid discriminator value. Expected 'email' | 'phone'",
    );
    expect(statusAndCode(await who.call("POST", codes, { text: "{" }))).toEqual([400, expect.anything()]);
    expect(statusAndCode(await start(who, byEmail(someone()), { templateType: "SignIn" }))).toEqual([
      400,
      "guard.invalid_input",
    ]);
  });

  it("without a connector the response is 501, but the code exists", async () => {
    const bare = await aClient({ hasInbox: false });
    const who = await aPerson(bare);
    const refused = await start(who, byEmail(someone()));
    expect(statusAndCode(refused)).toEqual([501, "connector.not_found"]);
    expect(refused.body.message).toContain("Email");
  });

  it("refuses the eleventh message to one address, in any spelling; another address has its own limit", async () => {
    const who = await aPerson(client);
    const email = someone();
    for (let i = 0; i < 10; i++)
      expect((await start(who, byEmail(i % 2 ? email : email.toUpperCase()))).status).toBe(201);
    const refused = await start(who, byEmail(email));
    expect(statusAndCode(refused)).toEqual([429, "request.message_rate_limited"]);
    expect(refused.headers.get("retry-after")).toBeNull();
    expect((await start(who, byEmail(someone()))).status).toBe(201);
  });
});

const withBlocklist = (emailBlocklistPolicy: object) => ({
  signInExperience: { ...experience(), emailBlocklistPolicy: { ...lists, ...emailBlocklistPolicy } },
});
const lists = {
  blockDisposableAddresses: false,
  blockSubaddressing: false,
  customAllowlist: [],
  customBlocklist: [],
};
const experience = () => client.project.settings.dialects.logto.signInExperience;

describe("verifying a code", () => {
  it("checks record, identifier and code, in the vendor's order", async () => {
    const who = await aPerson(client);
    const email = someone();
    const { verificationRecordId: verificationId } = (await start(who, byEmail(email))).body;
    const { code } = await sentTo(client, email);
    const answer = (body: object) =>
      verify(who, { identifier: byEmail(email), verificationId, code, ...body });
    expect(statusAndCode(await answer({ verificationId: "unknown" }))).toEqual([
      400,
      "verification_record.not_found",
    ]);
    expect(statusAndCode(await answer({ verificationId: "0".repeat(21) }))).toEqual([
      400,
      "verification_record.not_found",
    ]);
    expect(statusAndCode(await answer({ identifier: { type: "phone", value: "4915123450000" } }))).toEqual([
      400,
      "verification_record.not_found",
    ]);
    expect(statusAndCode(await answer({ identifier: byEmail("different@logto.io") }))).toEqual([
      400,
      "verification_code.email_mismatch",
    ]);
    expect(statusAndCode(await answer({ code: "" }))).toEqual([400, "verification_code.not_found"]);
    expect(statusAndCode(await answer({ code: wrongCode(code) }))).toEqual([
      400,
      "verification_code.code_mismatch",
    ]);
    expect((await answer({ code: ` ${code}` })).status).toBe(200);
    expect(statusAndCode(await answer({}))).toEqual([400, "verification_code.not_found"]);
  });

  it("after ten wrong codes, refuses even the correct one", async () => {
    const who = await aPerson(client);
    const email = someone();
    const { verificationRecordId: verificationId } = (await start(who, byEmail(email))).body;
    const { code } = await sentTo(client, email);
    const answer = (given: string) =>
      verify(who, { identifier: byEmail(email), verificationId, code: given });
    for (let i = 0; i < 10; i++)
      expect(statusAndCode(await answer(wrongCode(code)))).toEqual([400, "verification_code.code_mismatch"]);
    expect(statusAndCode(await answer(code))).toEqual([400, "verification_code.exceed_max_try"]);
  });

  it("refuses an expired code of a valid record, and an expired record", async () => {
    const short = await aClient({
      logto: {
        signInExperience: {
          ...experience(),
          verificationCodePolicy: { expirationDuration: 60, maxRetryAttempts: 10 },
        },
      },
    });
    const who = await aPerson(short);
    const email = someone();
    const { verificationRecordId: verificationId } = (await start(who, byEmail(email))).body;
    const { code, id } = await sentTo(short, email);
    const answer = () => verify(who, { identifier: byEmail(email), verificationId, code });
    await age(id, 61);
    expect(statusAndCode(await answer())).toEqual([400, "verification_code.expired"]);
    expect(statusAndCode(await answer())).toEqual([400, "verification_code.expired"]);
    await age(id, 540);
    expect(statusAndCode(await answer())).toEqual([400, "verification_record.not_found"]);
  });

  it("each record has its own code, and a newer record does not invalidate it", async () => {
    const who = await aPerson(client);
    const email = someone();
    const first = (await start(who, byEmail(email))).body.verificationRecordId;
    const { code } = await sentTo(client, email);
    const second = (await start(who, byEmail(email))).body.verificationRecordId;
    expect(second).not.toBe(first);
    const done = await verify(who, { identifier: byEmail(email), verificationId: first, code });
    expect(done.status).toBe(200);
  });

  it("only the user, in their own project, can verify a record of their own address", async () => {
    const own = someone();
    const [who, other] = [await aPerson(client, { email: own }), await aPerson(client)];
    const stranger = await aPerson(await aClient());
    const { verificationRecordId: verificationId } = (await start(who, byEmail(own))).body;
    const { code } = await sentTo(client, own);
    for (const thief of [other, stranger])
      expect(statusAndCode(await verify(thief, { identifier: byEmail(own), verificationId, code }))).toEqual([
        400,
        "verification_record.not_found",
      ]);
    expect((await verify(who, { identifier: byEmail(own), verificationId, code })).status).toBe(200);
  });

  it("of many parallel correct answers, one succeeds", async () => {
    const who = await aPerson(client);
    const email = someone();
    const { verificationRecordId: verificationId } = (await start(who, byEmail(email))).body;
    const { code } = await sentTo(client, email);
    const all = await Promise.all(
      Array.from({ length: 10 }, () => verify(who, { identifier: byEmail(email), verificationId, code })),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(all.filter(({ body }) => body.code === "verification_code.not_found")).toHaveLength(9);
  });
});

describe("a lock", () => {
  it("starts with the last wrong code allowed in an hour, for any record, and refuses correct codes", async () => {
    const strict = await aClient({
      logto: {
        signInExperience: { ...experience(), sentinelPolicy: { maxAttempts: 3, lockoutDuration: 10 } },
      },
    });
    const who = await aPerson(strict);
    const email = someone();
    const record = async () => (await start(who, byEmail(email))).body.verificationRecordId;
    const [a, b] = [await record(), await record()];
    const { code } = await sentTo(strict, email);
    const answer = (verificationId: string, given: string) =>
      verify(who, { identifier: byEmail(email), verificationId, code: given });
    expect(statusAndCode(await answer(a, wrongCode(code)))).toEqual([400, "verification_code.code_mismatch"]);
    expect(statusAndCode(await answer(a, wrongCode(code)))).toEqual([400, "verification_code.code_mismatch"]);
    const last = await answer(b, wrongCode(code));
    expect(statusAndCode(last)).toEqual([400, "session.verification_blocked_too_many_attempts"]);
    expect(last.body.message).toBe("Too many attempts in a short time. Please try again in 10 minutes.");
    expect(statusAndCode(await answer(b, code))).toEqual([
      400,
      "session.verification_blocked_too_many_attempts",
    ]);
    // A code could not be used, so none is sent. Another address is not locked.
    const sent = await start(who, byEmail(email));
    expect(statusAndCode(sent)).toEqual([400, "session.verification_blocked_too_many_attempts"]);
    expect((await start(who, byEmail(someone()))).status).toBe(201);
  });
});

describe("a password record", () => {
  it("a correct password, a wrong one, no password, a suspended user, and too many wrong ones", async () => {
    const strict = await aClient({
      logto: {
        signInExperience: { ...experience(), sentinelPolicy: { maxAttempts: 3, lockoutDuration: 60 } },
      },
    });
    const who = await aPerson(strict, { password });
    const prove = (by: TestUser, given: string) =>
      by.call("POST", "/api/verifications/password", { body: { password: given } });
    const right = await prove(who, password);
    expect(right.status).toBe(201);
    expect(Object.keys(right.body)).toEqual(["verificationRecordId", "expiresAt"]);
    expect(statusAndCode(await prove(who, ""))).toEqual([400, "guard.invalid_input"]);
    expect(statusAndCode(await prove(await aPerson(strict), password))).toEqual([
      422,
      "session.invalid_credentials",
    ]);
    const suspended = await aPerson(strict, { password, wireContext: { logto: { isSuspended: true } } });
    expect(statusAndCode(await prove(suspended, password))).toEqual([401, "user.suspended"]);
    expect(statusAndCode(await prove(who, "wrong"))).toEqual([422, "session.invalid_credentials"]);
    expect(statusAndCode(await prove(who, "wrong"))).toEqual([422, "session.invalid_credentials"]);
    const last = await prove(who, "wrong");
    expect(statusAndCode(last)).toEqual([400, "session.verification_blocked_too_many_attempts"]);
    expect(last.body.message).toContain("in 60 minutes");
    expect(statusAndCode(await prove(who, password))).toEqual([
      400,
      "session.verification_blocked_too_many_attempts",
    ]);
  });
});

describe("changing an address or number with a verified record", () => {
  const setEmail = (who: TestUser, email: string, record: string, stepUp?: string) =>
    who.call("POST", "/api/my-account/primary-email", {
      body: { email, newIdentifierVerificationRecordId: record },
      headers: stepUp === undefined ? {} : { "logto-verification-id": stepUp },
    });
  const byPassword = async (who: TestUser) =>
    (await who.call("POST", "/api/verifications/password", { body: { password } })).body.verificationRecordId;

  it("A7: a password and a verified new address", async () => {
    const who = await aPerson(client, { password });
    const email = someone();
    const set = await setEmail(who, email, await proven(who, email), await byPassword(who));
    expect([set.status, set.body]).toEqual([204, null]);
    const account = await who.call("GET", "/api/my-account");
    expect([account.status, account.body.primaryEmail]).toEqual([200, email]);
    const [held] = (await who.now()).identifiers;
    expect(held).toMatchObject({ evidence: "proven", isPrimary: true, value: email });
    expect(held!.lastVerificationId).not.toBeNull();
  });

  it("A8: refuses an unknown record", async () => {
    const who = await aPerson(client, { password });
    const set = await setEmail(who, someone(), "new-verification-record-id", await byPassword(who));
    expect(statusAndCode(set)).toEqual([400, "verification_record.not_found"]);
  });

  it("A9: refuses a token without the scope", async () => {
    const who = await aPerson(client, { password, granted: "openid profile phone" });
    const email = someone();
    const set = await setEmail(who, email, await proven(who, email), await byPassword(who));
    expect(statusAndCode(set)).toEqual([400, "auth.unauthorized"]);
  });

  it("A10: a record of another usage is no step-up, nor is an unverified one, nor a missing header", async () => {
    const own = someone();
    const who = await aPerson(client, { email: own });
    const email = someone();
    const fresh = await proven(who, email);
    const denied = [401, "verification_record.permission_denied"];
    const unverified = (await start(who, byEmail(own))).body.verificationRecordId;
    for (const stepUp of [
      await proven(who, own, { templateType: "BindMfa" }),
      fresh,
      unverified,
      "",
      "x",
      undefined,
    ])
      expect(statusAndCode(await setEmail(who, email, fresh, stepUp))).toEqual(denied);
  });

  it("A14: a code sent to the current address, and a verified new one", async () => {
    const own = someone();
    const who = await aPerson(client, { email: own });
    const [stepUp, email] = [await proven(who, own), someone()];
    const record = await proven(who, email);
    expect((await setEmail(who, email, record, stepUp)).status).toBe(204);
    expect((await who.call("GET", "/api/my-account")).body.primaryEmail).toBe(email);
    expect((await who.now()).identifiers).toHaveLength(1);
    // A record can be used repeatedly until it expires.
    expect((await setEmail(who, email, record, stepUp)).status).toBe(204);
    await age(fromShortId(stepUp)!, 601);
    expect(statusAndCode(await setEmail(who, email, record, stepUp))).toEqual([
      401,
      "verification_record.permission_denied",
    ]);
  });

  it("refuses another user's step-up", async () => {
    const [who, other] = [await aPerson(client, { password }), await aPerson(client, { password })];
    const email = someone();
    const set = await setEmail(who, email, await proven(who, email), await byPassword(other));
    expect(statusAndCode(set)).toEqual([401, "verification_record.permission_denied"]);
  });

  it("A16: refuses a field that users cannot change", async () => {
    const fields = { ...open.fields, email: "Off", phone: "ReadOnly" } as const;
    const closed = await aClient({ logto: { accountCenter: { enabled: true, fields } } });
    const who = await aPerson(closed, { password, email: someone() });
    const stepUp = await byPassword(who);
    expect(statusAndCode(await setEmail(who, someone(), "x", stepUp))).toEqual([
      400,
      "account_center.field_not_editable",
    ]);
    const phone = { phone: somePhone(), newIdentifierVerificationRecordId: "x" };
    const headers = { "logto-verification-id": stepUp };
    expect(
      statusAndCode(await who.call("POST", "/api/my-account/primary-phone", { body: phone, headers })),
    ).toEqual([400, "account_center.field_not_editable"]);
    const { body } = await who.call("GET", "/api/my-account");
    expect("primaryEmail" in body).toBe(false);
    expect("primaryPhone" in body).toBe(true);
  });

  it("requires a record that is verified, of this address, and of this type", async () => {
    const who = await aPerson(client, { password });
    const [email, stepUp] = [someone(), await byPassword(who)];
    const unverified = (await start(who, byEmail(email))).body.verificationRecordId;
    const ofOther = await proven(who, someone());
    for (const record of [unverified, ofOther, stepUp])
      expect(statusAndCode(await setEmail(who, email, record, stepUp))).toEqual([
        400,
        "verification_record.not_found",
      ]);
  });

  it("refuses an address that another user has, in any spelling", async () => {
    const [taken, who] = [someone(), await aPerson(client, { password })];
    await aPerson(client, { email: taken });
    const email = taken.toUpperCase();
    const set = await setEmail(who, email, await proven(who, email), await byPassword(who));
    expect(statusAndCode(set)).toEqual([422, "user.email_already_in_use"]);
  });

  it("sets a number, with or without its trunk zero; removes both again, but not the last identifier", async () => {
    const [own, taken] = [someone(), "447400123456"];
    await aPerson(client, { phone: taken });
    const who = await aPerson(client, { password, email: own });
    const headers = { "logto-verification-id": await byPassword(who) };
    const setPhone = async (phone: string) => {
      const identifier = { type: "phone", value: phone };
      const { verificationRecordId: verificationId } = (await start(who, identifier)).body;
      const { code } = await sentTo(client, phone);
      await verify(who, { identifier, verificationId, code });
      const body = { phone, newIdentifierVerificationRecordId: verificationId };
      return who.call("POST", "/api/my-account/primary-phone", { body, headers });
    };
    expect(statusAndCode(await setPhone(taken))).toEqual([422, "user.phone_already_in_use"]);
    const phone = somePhone();
    expect((await setPhone(phone)).status).toBe(204);
    expect((await who.call("GET", "/api/my-account")).body.primaryPhone).toBe(phone);
    const remove = (type: string) => who.call("DELETE", `/api/my-account/primary-${type}`, { headers });
    expect(statusAndCode(await who.call("DELETE", "/api/my-account/primary-email"))).toEqual([
      401,
      "verification_record.permission_denied",
    ]);
    const both = await Promise.all([remove("email"), remove("phone")]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 400]);
    expect(both.find(({ status }) => status === 400)!.body.code).toBe("user.last_sign_in_method_required");
  });
});

describe("GET /api/my-account", () => {
  it("shows what the token's scopes allow", async () => {
    const [email, phone] = [someone(), somePhone()];
    const who = await aPerson(client, { email, phone, name: "Jane", password });
    const all = await who.call("GET", "/api/my-account");
    expect(all.status).toBe(200);
    expect(all.body).toMatchObject({
      primaryEmail: email,
      primaryPhone: phone,
      name: "Jane",
      username: null,
      identities: {},
      hasPassword: true,
      isSuspended: false,
      createdAt: expect.any(Number),
      hasSecurityVerificationMethod: true,
    });
    expect(all.body.id).toMatch(/^[0-9a-z]{12}$/);
    const token = await userToken(client, who.id, "openid");
    const few = await send("GET", "/api/my-account", { headers: { authorization: `Bearer ${token}` } });
    expect(Object.keys(few.body)).toContain("id");
    for (const hidden of ["primaryEmail", "primaryPhone", "name", "identities", "customData"])
      expect(Object.keys(few.body)).not.toContain(hidden);
  });

  it("answers other methods and paths like the vendor", async () => {
    const who = await aPerson(client);
    const put = await who.call("PUT", codes);
    expect([put.status, put.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    expect(statusAndCode(await who.call("GET", "/api/verifications/nothing"))).toEqual([404, "Not Found"]);
  });
});
