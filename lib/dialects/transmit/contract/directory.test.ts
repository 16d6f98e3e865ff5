import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { aForeignLogin, audience } from "@/lib/http/oauth/contract/foreign-issuer";
import { claimsOf } from "@/lib/http/oauth/contract/harness";
import { newId, toShortId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import {
  type App,
  anApp,
  aPerson,
  codeFor,
  linkFor,
  type Method,
  open,
  passTime,
  prove,
  registered,
  send,
  signedIn,
  someAddress,
  someNumber,
  wrong,
} from "./harness";

useTestDatabase();

let worker: Worker;
let app: App;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  app = await anApp({ settings: { linkVerifiesOnGet: true, maxFailures: 20 } });
});
afterAll(() => worker.stop());

const login = aForeignLogin("https://login.example");
const strict = aForeignLogin("https://strict.example");

const ask = (method: Method, path: string, body?: unknown) => send(method, path, { token: app.token, body });
const notFound = { message: "User not found", error_code: 404 };
const exists = { message: "User already exists", error_code: 409 };

describe("users", () => {
  it("are created unverified with an address, a number or both", async () => {
    const [email, phone_number] = [someAddress(), someNumber()];
    const made = await app.post("/cis/v1/users", { email, phone_number, external_user_id: email });
    expect(made.status).toBe(201);
    expect(made.body).toEqual({
      result: {
        user_id: expect.stringMatching(/^[0-9a-z]{21}$/),
        status: "Active",
        external_user_id: email,
        created_at: expect.any(Number),
        updated_at: expect.any(Number),
        email: { value: email, email_verified: false },
        secondary_emails: [],
        phone_number: { value: phone_number, phone_number_verified: false },
        secondary_phone_numbers: [],
      },
    });
    expect(Math.abs(made.body.result.created_at - Date.now())).toBeLessThan(60_000);
    expect((await app.get(`/cis/v1/users/${made.body.result.user_id}`)).body).toEqual(made.body);
  });

  it("need one of them, and cannot share any", async () => {
    const nothing = await app.post("/cis/v1/users", { external_user_id: "x" });
    expect(nothing.body).toEqual({
      message: ["email should not be empty", "phone_number should not be empty"],
      error_code: 400,
    });
    const wrongOnes = await app.post("/cis/v1/users", { email: "x", phone_number: 1 });
    expect(wrongOnes.body.message).toEqual([
      "email must be an email",
      "phone_number must be a valid phone number",
    ]);
    const email = someAddress();
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.post("/cis/v1/users", { email })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.find(({ status }) => status === 409)!.body).toEqual(exists);
  });

  it("are found by id, external id, address and number", async () => {
    const [email, phone_number] = [someAddress(), someNumber()];
    const made = await app.post("/cis/v1/users", { email, phone_number, external_user_id: `${email}/7` });
    for (const path of [
      `email/${encodeURIComponent(email.toUpperCase())}`,
      `phone-number/${encodeURIComponent(phone_number)}`,
      `external-user-id/${encodeURIComponent(`${email}/7`)}`,
    ]) {
      expect((await app.get(`/cis/v1/users/${path}`)).body).toEqual(made.body);
    }
    for (const path of [
      toShortId(newId()),
      "x",
      "../x",
      "email/x",
      "email/nobody@x.example",
      "phone-number/1",
      "external-user-id/x",
    ]) {
      const missing = await app.get(`/cis/v1/users/${path}`);
      expect(missing.status).toBe(404);
    }
  });

  it("are found by primary values only", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    const second = someAddress();
    await prove(person, second);
    expect((await app.get(`/cis/v1/users/email/${second}`)).body).toEqual(notFound);
    expect((await app.get(`/cis/v1/users/email/${person.email}`)).status).toBe(200);
  });

  it("are listed newest first in pages counted in rows, and can be searched", async () => {
    const own = await anApp();
    for (const name of ["a", "b", "c"]) await own.post("/cis/v1/users", { email: `${name}@list.example` });
    const all = await own.get("/cis/v1/users");
    expect(all.body.total_count).toBe(3);
    expect(all.body.page_info).toEqual({ has_next_page: false, has_previous_page: false });
    const page = await own.get("/cis/v1/users?page_offset=1&page_limit=1");
    expect(page.body.result.map((user: { email: { value: string } }) => user.email.value)).toEqual([
      "b@list.example",
    ]);
    expect(page.body.page_info).toEqual({ has_next_page: true, has_previous_page: true });
    expect((await own.get("/cis/v1/users?search=C%40LIST")).body.total_count).toBe(1);
    const refused = await own.get("/cis/v1/users?page_limit=0&page_offset=x");
    expect(refused.status).toBe(400);
    expect(refused.body.message).toEqual([
      "page_offset must be an integer number between 0 and 1000000",
      "page_limit must be an integer number between 1 and 500",
    ]);
    // An ignored filter would return everyone.
    const filtered = await own.get("/cis/v1/users?email=nobody%40list.example");
    expect(filtered.status).toBe(400);
    expect(filtered.body.message).toEqual(["email should not exist"]);
  });

  it("can be changed: a new address becomes primary, unverified", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    const email = someAddress();
    const changed = await ask("PUT", `/cis/v1/users/${person.userId}`, { email, external_user_id: email });
    expect(changed.status).toBe(200);
    expect(changed.body.result).toMatchObject({
      external_user_id: email,
      email: { value: email, email_verified: false },
      secondary_emails: [],
    });
    const other = await aPerson(app);
    const taken = await ask("PUT", `/cis/v1/users/${person.userId}`, { email: other.email });
    expect(taken.body).toEqual(exists);
    expect((await ask("PUT", `/cis/v1/users/${toShortId(newId())}`, { email })).body).toEqual(notFound);
  });

  it("keep every documented member of their profile", async () => {
    const profile = {
      name: { title: "Dr", first_name: "Jane", last_name: "Doe" },
      birthday: "1990-01-31",
      address: {
        country: "DE",
        city: "Berlin",
        street_address: "Straße 1",
        postal_code: "10115",
        type: "Home",
      },
      picture: "https://app.example.com/jane.png",
      language: "de",
      external_account_id: "acc-7",
      custom_app_data: { plan: "pro" },
      custom_data: { tags: ["a", { b: null }] },
    };
    const [email, second, username] = [someAddress(), someAddress(), `jane-${newId()}`];
    const made = await app.post("/cis/v1/users", { email, secondary_emails: [second], username, ...profile });
    expect(made.status).toBe(201);
    expect(made.body.result).toMatchObject({ username, ...profile });
    expect(made.body.result.secondary_emails).toEqual([{ value: second, email_verified: false }]);
    const { user_id: id } = made.body.result;
    expect((await app.get(`/cis/v1/users/${id}`)).body).toEqual(made.body);
    expect((await app.get(`/cis/v1/users/email/${email}`)).body).toEqual(made.body);
    expect((await app.get(`/cis/v1/users?search=${email}`)).body.result).toEqual([made.body.result]);

    const change = {
      custom_data: { plan: "free" },
      name: { first_name: "Janet" },
      username: `${username}-2`,
    };
    const changed = await ask("PUT", `/cis/v1/users/${id}`, change);
    expect(changed.body.result).toMatchObject({ ...profile, ...change });
    expect(changed.body.result.name).toEqual({ first_name: "Janet" });
    const taken = await app.post("/cis/v1/users", { email: someAddress(), username: `${username}-2` });
    expect(taken.body).toEqual(exists);
  });

  it("refuse malformed profile members", async () => {
    const refused = await app.post("/cis/v1/users", {
      email: someAddress(),
      custom_data: "pro",
      name: "Jane",
      address: { type: "Moon" },
      secondary_emails: ["nobody"],
      picture: "jane.png",
    });
    expect(refused.status).toBe(400);
    expect(refused.body.message.toSorted()).toEqual([
      "address.type must be one of the following values: Home, Work, Other",
      "custom_data must be an object",
      "name must be an object",
      "picture must be a URL address",
      "secondary_emails must be an array of emails",
    ]);
  });

  it("are deleted once", async () => {
    const person = await aPerson(app);
    const remove = () => ask("DELETE", `/cis/v1/users/${person.userId}`);
    expect((await remove()).status).toBe(204);
    expect((await remove()).body).toEqual(notFound);
  });

  it("have secondary addresses that a backend can verify or remove", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    const [second, third] = [someAddress(), someAddress()];
    await prove(person, second);
    await prove(person, third);
    const at = (email: string) => `/cis/v1/users/${person.userId}/emails/${encodeURIComponent(email)}`;
    const promoted = await app.post(`${at(second)}/verify`, { change_to_primary: true });
    expect(promoted.status).toBe(202);
    expect((await person.profile()).email).toMatchObject({ value: second, email_verified: true });
    expect((await ask("DELETE", at(third))).status).toBe(204);
    expect((await ask("DELETE", at(third))).status).toBe(404);
    const primary = await ask("DELETE", at(second));
    expect(primary.body).toEqual({
      message: "A primary email cannot be removed. Replace it with another one instead",
      error_code: 400,
    });
    expect((await person.profile()).secondary_emails).toMatchObject([{ value: person.email }]);
  });

  it("keep an unverified primary address in its place when a backend marks it as verified", async () => {
    const person = await aPerson(app);
    const at = `/cis/v1/users/${person.userId}/emails/${person.email}/verify`;
    expect((await app.post(at, {})).status).toBe(202);
    expect((await person.profile()).email).toMatchObject({ value: person.email, email_verified: true });
  });
});

describe("signing in with a passcode", () => {
  const by = (identifier: string) => ({ identifier_type: "user_id", identifier });

  it("works with a code sent by email or SMS to the address in the request, and verifies it", async () => {
    const [email, phone_number] = [someAddress(), someNumber()];
    await app.post("/cis/v1/users", { email, phone_number });
    for (const [channel, identifier_type, identifier] of [
      ["email", "email", email],
      ["sms", "phone_number", phone_number],
    ] as const) {
      const sent = await app.post("/cis/v1/auth/otp/send", { channel, identifier_type, identifier });
      expect(sent.body).toEqual({ message: "OTP sent" });
      const passcode = await codeFor(app, identifier);
      const answer = await app.post("/cis/v1/auth/otp/authenticate", {
        passcode,
        identifier_type,
        identifier,
      });
      expect(answer.status).toBe(200);
    }
    const user = await app.get(`/cis/v1/users/email/${email}`);
    expect(user.body.result).toMatchObject({
      email: { email_verified: true },
      phone_number: { phone_number_verified: true },
    });
  });

  it("is refused for a wrong, an expired and a used code, and for an unknown user", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const direct = async () =>
      (await own.post("/cis/v1/auth/otp/send", { channel: "direct", ...by(person.userId) })).body.code;
    const answer = (passcode: string) =>
      own.post("/cis/v1/auth/otp/authenticate", { passcode, ...by(person.userId) });
    const code = await direct();
    expect((await answer(wrong(code))).body).toMatchObject({ error_code: 400, error_type: "invalid_otp" });
    await passTime(own, 301);
    expect((await answer(code)).body).toMatchObject({ error_code: 400, error_type: "expired_otp" });
    const next = await direct();
    expect((await answer(next)).status).toBe(200);
    expect((await answer(next)).body).toMatchObject({ error_code: 400, error_type: "invalid_otp" });
    for (const path of ["send", "authenticate"]) {
      const nobody = await own.post(`/cis/v1/auth/otp/${path}`, {
        channel: "direct",
        passcode: "123456",
        ...by(toShortId(newId())),
      });
      expect(nobody.body).toEqual(notFound);
    }
  });

  it("reports unknown channels, and users that a channel cannot reach", async () => {
    const person = await aPerson(app);
    const unknown = await app.post("/cis/v1/auth/otp/send", { channel: "fax", ...by(person.userId) });
    expect(unknown.body.message).toEqual(["channel must be one of the following values: direct, email, sms"]);
    const unreachable = await app.post("/cis/v1/auth/otp/send", { channel: "sms", ...by(person.userId) });
    expect(unreachable.status).toBe(400);
  });

  it("returns the profile in the ID token", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    await prove(person, someAddress());
    const sent = await app.post("/cis/v1/auth/otp/send", { channel: "direct", ...by(person.userId) });
    const { body } = await app.post("/cis/v1/auth/otp/authenticate", {
      passcode: sent.body.code,
      ...by(person.userId),
    });
    expect(claimsOf(body.id_token)).toMatchObject({
      sub: person.userId,
      email: person.email,
      email_verified: true,
      secondary_emails: [{ email_verified: true }],
      secondary_phone_numbers: [],
    });
    const refused = await send("POST", "/cis/v1/verification/otp/email/send", {
      token: body.id_token,
      body: { email: someAddress() },
    });
    expect(refused.status).toBe(401);
  });
});

describe("a backend that verifies for a user", () => {
  it("sends a code, which user and backend can both validate", async () => {
    const person = await aPerson(app);
    const at = `/cis/v1/users/${person.userId}`;
    const [email, second] = [someAddress(), someAddress()];
    const sent = await app.post(`${at}/email/verification/send`, { method: "otp", email });
    expect(sent).toMatchObject({ status: 200, body: { message: "Email sent successfully" } });
    const passcode = await codeFor(app, email);
    const refused = await app.post(`${at}/email/verification/verify`, { email, passcode: wrong(passcode) });
    expect(refused.body).toEqual({
      message: "Invalid email or passcode",
      error_code: 400,
      error_type: "invalid_otp",
    });
    const verified = await app.post(`${at}/email/verification/verify`, {
      email,
      passcode,
      update_primary: true,
    });
    expect(verified).toMatchObject({ status: 200, body: { result: true } });
    expect((await person.profile()).email).toMatchObject({ value: email, email_verified: true });
    await app.post(`${at}/email/verification/send`, { method: "otp", email: second });
    const own = await person.verify("otp/email/validate", {
      email: second,
      passcode: await codeFor(app, second),
    });
    expect(own.body).toEqual({ result: true });
  });

  it("sends a link, which requires a redirect", async () => {
    const person = await aPerson(app);
    const at = `/cis/v1/users/${person.userId}/email/verification/send`;
    const email = someAddress();
    const without = await app.post(at, { method: "link", email });
    expect(without.body.message).toContain("redirect_uri should not be empty");
    const sent = await app.post(at, { method: "link", email, redirect_uri: registered });
    expect(sent.body).toEqual({ message: "Verification email sent" });
    const opened = await open("GET", await linkFor(app, email));
    expect(opened.headers.get("location")).toBe(`${registered}?result=true`);
  });

  it("sends an SMS with its own text", async () => {
    const person = await aPerson(app);
    const at = `/cis/v1/users/${person.userId}/phone/verification`;
    const phone_number = someNumber();
    const sent = await app.post(`${at}/send`, {
      phone_number,
      custom_message: "{app}: {otp}",
      sender_id: "Acme",
    });
    expect(sent.body).toEqual({ message: "SMS sent" });
    const passcode = await codeFor(app, phone_number);
    expect((await app.post(`${at}/verify`, { phone_number, passcode })).body).toEqual({ result: true });
    expect((await app.post(`${at}/send`, { phone_number })).status).toBe(409);
  });

  it("requires an existing user", async () => {
    for (const userId of [toShortId(newId()), "nobody"]) {
      const at = `/cis/v1/users/${userId}`;
      const calls = await Promise.all([
        app.post(`${at}/email/verification/send`, { method: "otp", email: someAddress() }),
        app.post(`${at}/email/verification/verify`, { email: someAddress(), passcode: "123456" }),
        app.post(`${at}/phone/verification/send`, { phone_number: someNumber() }),
        app.post(`${at}/phone/verification/verify`, { phone_number: someNumber(), passcode: "123456" }),
      ]);
      for (const { body } of calls) expect(body).toEqual(notFound);
    }
    const person = await aPerson(app);
    const at = `/cis/v1/users/${person.userId}/email/verification/send`;
    expect((await send("POST", at, { token: person.token, body: {} })).status).toBe(401);
  });
});

describe("users of a foreign issuer", () => {
  const trusting = () =>
    anApp({
      settings: {
        foreignIssuers: [
          { issuer: login.issuer, jwksUrl: login.jwksUrl, audience, unknownSubject: "create" },
          { issuer: strict.issuer, jwksUrl: strict.jwksUrl, audience, unknownSubject: "refuse" },
        ],
      },
    });

  it("verify addresses with its tokens, and are created if the project allows it", async () => {
    const own = await trusting();
    const token = await login.sign({ sub: "jane" });
    const email = someAddress();
    const call = (path: string, body: unknown) =>
      send("POST", `/cis/v1/verification/${path}`, { token, body });
    expect((await call("otp/email/send", { email })).status).toBe(200);
    const passcode = await codeFor(own, email);
    expect((await call("otp/email/validate", { email, passcode })).body).toEqual({ result: true });
    const found = await own.get(
      `/cis/v1/users/external-user-id/${encodeURIComponent(`${login.issuer}|jane`)}`,
    );
    expect(found.body.result.email).toMatchObject({ value: email, email_verified: true });
    const stranger = await send("POST", "/cis/v1/verification/otp/email/send", {
      token: await strict.sign({ sub: "joe" }),
      body: { email: someAddress() },
    });
    expect(stranger.body).toEqual(notFound);
  });
});

it("a signed-in user's token contains the tenant and the application", async () => {
  const person = await aPerson(app);
  expect(claimsOf(await signedIn(app, person.userId))).toMatchObject({
    sub: person.userId,
    aud: "userid-api",
    client_id: app.clientId,
    app_name: "Acme",
    roles: [],
  });
});
