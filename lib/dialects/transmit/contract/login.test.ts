import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aContext } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { claimsOf, post } from "@/lib/http/oauth/contract/harness";
import { log } from "@/lib/log";
import { openChallenges, redeemLink } from "@/lib/verification";
import {
  type App,
  anApp,
  aPerson,
  type Body,
  codeFor,
  lastMessage,
  linkFor,
  messagesNow,
  open,
  passTime,
  prove,
  registered,
  send,
  someAddress,
  someNumber,
  type TestResponse,
  type TestUser,
  wrong,
} from "./harness";

/* One-time login: the vendor's calls for frontends, which end with a code for the application, and its links for backends. */

useTestDatabase();

let worker: Worker;
let app: App;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  app = await anApp({ settings: { linkVerifiesOnGet: true } });
});
afterAll(() => worker.stop());

const auth = (of: App, path: string, body: object) => of.post(`/cis/v1/auth/${path}`, body);
const byEmail = (email: string, more: object = {}) => ({ email, redirect_uri: registered, ...more });
const invalidCode = { message: ["code is invalid or expired"], error_code: 400 };

/** Sends an OTP by email and validates it. Returns the URI for the browser. */
async function validated(
  of: App,
  email: string,
  more: object = {},
  validation: object = {},
): Promise<string> {
  const sent = await auth(of, "otp/email", byEmail(email, more));
  expect(sent).toMatchObject({ status: 200, body: { message: "OTP email sent" } });
  const passcode = await codeFor(of, email);
  const answer = await auth(of, "otp/email/validation", { email, passcode, ...validation });
  expect(Object.keys(answer.body)).toEqual(["result"]);
  return answer.body.result;
}

/** Where the browser is redirected. */
async function redirectOf(uri: string): Promise<URL> {
  const opened = await open("GET", uri);
  expect(opened.status).toBe(302);
  expect(opened.headers.get("cache-control")).toBe("no-store");
  expect(opened.headers.get("referrer-policy")).toBe("no-referrer");
  return new URL(opened.headers.get("location")!);
}

const returnedCode = async (uri: string) => (await redirectOf(uri)).searchParams.get("code")!;

const exchange = (of: App, code: string, more: Record<string, string> = {}, path = "/oidc/token") =>
  post(
    {
      grant_type: "authorization_code",
      code,
      redirect_uri: registered,
      client_id: of.clientId,
      client_secret: of.clientSecret,
      ...more,
    },
    { path },
  );

const exchangeAsJson = (of: App, code: string) =>
  send("POST", "/cis/v1/token", {
    body: { code, client_id: of.clientId, client_secret: of.clientSecret },
  });

const sessionOf = ({ access_token }: Body) => ({ session_id: claimsOf(access_token).sid });

/** Resolves once the code has been used. */
async function untilUsed(code: string): Promise<void> {
  const hash = createHash("sha256").update(code).digest();
  for (let tries = 0; tries < 500; tries++) {
    const rows = await db().execute(sql`select from opaque_tokens where token_hash = ${hash}`);
    if (rows.length > 0) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error("Nobody has used the code.");
}

const profileOf = async (of: App, userId: string): Promise<Body> =>
  (await of.get(`/cis/v1/users/${userId}`)).body.result;

describe("login by email OTP", () => {
  it("L01 ends with the tokens of an existing user, whose address is then verified", async () => {
    const person = await aPerson(app);
    const uri = await validated(app, person.email);
    const target = await redirectOf(uri);
    expect(`${target.origin}${target.pathname}`).toBe(registered);
    expect([...target.searchParams.keys()]).toEqual(["code"]);
    const { status, body } = await exchange(app, target.searchParams.get("code")!);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "openid" });
    expect(claimsOf(body.id_token)).toMatchObject({
      sub: person.userId,
      aud: app.clientId,
      email: person.email,
      email_verified: true,
      amr: ["eotp"],
      auth_time: expect.any(Number),
    });
    // The access token is a user's, and the refresh token works.
    const sent = await send("POST", "/cis/v1/verification/otp/email/send", {
      token: body.access_token,
      body: { email: someAddress() },
    });
    expect(sent.status).toBe(200);
    const refreshed = await auth(app, "token/refresh", { refresh_token: body.refresh_token });
    expect(claimsOf(refreshed.body.access_token).sub).toBe(person.userId);
    expect((await person.profile()).email).toMatchObject({ value: person.email, email_verified: true });
  });

  it("L02 creates the user when the code is exchanged, not before", async () => {
    const email = someAddress();
    const code = await returnedCode(await validated(app, email, { create_new_user: true }));
    expect((await app.get(`/cis/v1/users/email/${email}`)).status).toBe(404);
    const first = await exchangeAsJson(app, code);
    expect(first).toMatchObject({ status: 200, body: { is_user_created: true } });
    expect(Object.keys(first.body).sort()).toEqual([
      "access_token",
      "id_token",
      "is_user_created",
      "refresh_token",
    ]);
    const { sub } = claimsOf(first.body.id_token);
    expect((await profileOf(app, sub!)).email).toMatchObject({ value: email, email_verified: true });

    const again = await exchangeAsJson(app, await returnedCode(await againOf(email)));
    expect(again.body.is_user_created).toBe(false);
    expect(claimsOf(again.body.id_token).sub).toBe(sub);

    async function againOf(address: string) {
      await passTime(app, 31);
      await auth(app, "otp/email", byEmail(address, { create_new_user: true }));
      const passcode = await codeFor(app, address, 2);
      return (await auth(app, "otp/email/validation", { email: address, passcode })).body.result;
    }
  });

  it("L03 does not find an unknown user, and sends nothing", async () => {
    const email = someAddress();
    for (const path of ["otp/email", "links/email", "link/email/send"]) {
      const refused = await auth(app, path, byEmail(email));
      expect(refused).toMatchObject({ status: 404, body: { message: "User not found" } });
    }
    const phone = { phone_number: someNumber(), redirect_uri: registered };
    expect((await auth(app, "otp/sms", phone)).status).toBe(404);
    expect(await messagesNow(app, email)).toEqual([]);
  });

  it("L04 refuses a wrong passcode, an expired one, and any after too many failures", async () => {
    const own = await anApp();
    const email = someAddress();
    await auth(own, "otp/email", byEmail(email, { create_new_user: true }));
    const passcode = await codeFor(own, email);
    const tried = (value: string) => auth(own, "otp/email/validation", { email, passcode: value });
    const refused = { message: "Invalid email or passcode", error_code: 400, error_type: "invalid_otp" };
    expect((await tried(wrong(passcode))).body).toEqual(refused);
    await passTime(own, 301);
    expect((await tried(passcode)).body).toMatchObject({ error_type: "expired_otp" });
    await auth(own, "otp/email", byEmail(email, { create_new_user: true }));
    const second = await codeFor(own, email, 2);
    for (let i = 0; i < 2; i++) expect((await tried(wrong(second))).body).toEqual(refused);
    expect((await tried(second)).body).toEqual(refused);
    await passTime(own, 31);
    const locked = await auth(own, "otp/email", byEmail(email, { create_new_user: true }));
    expect(locked.status).toBe(429);
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("L05 refuses a suspended user at every step", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const suspended = { message: "User is suspended", error_code: 403 };
    const code = await returnedCode(await validated(own, person.email));
    await passTime(own, 31);
    await auth(own, "otp/email", byEmail(person.email));
    const passcode = await codeFor(own, person.email, 2);
    await send("PUT", `/cis/v1/users/${person.userId}`, { token: own.token, body: { status: "Disabled" } });
    expect((await auth(own, "otp/email", byEmail(person.email))).body).toEqual(suspended);
    expect((await auth(own, "links/email", byEmail(person.email))).body).toEqual(suspended);
    const validation = await auth(own, "otp/email/validation", { email: person.email, passcode });
    expect(validation.body).toEqual(suspended);
    expect((await exchange(own, code)).body).toMatchObject({ error: "invalid_grant" });
  });

  it("L06 repeats approval data and the nonce in the ID token", async () => {
    const person = await aPerson(app);
    const approval_data = { transaction_id: "eFII2y40uB9hQ98nXt3tc1IHkRt8", sum: "200" };
    const sent = await auth(app, "otp/email", byEmail(person.email, { approval_data }));
    expect(sent.body).toEqual({ message: "OTP email sent", approval_data });
    const passcode = await codeFor(app, person.email);
    const { body } = await auth(app, "otp/email/validation", {
      email: person.email,
      passcode,
      response_type: "code",
      nonce: "n-0S6_WzA2Mj",
    });
    const { body: tokens } = await exchange(app, await returnedCode(body.result));
    expect(claimsOf(tokens.id_token)).toMatchObject({ approval_data, nonce: "n-0S6_WzA2Mj" });
  });

  it("L07 does not give a stranger the account that has the address as a secondary one", async () => {
    const person = await aPerson(app);
    const email = someAddress();
    await prove(person, someAddress());
    await prove(person, email);
    await passTime(app, 31);
    await auth(app, "otp/email", byEmail(email, { create_new_user: true }));
    const passcode = await codeFor(app, email, 2);
    const { body } = await auth(app, "otp/email/validation", { email, passcode });
    expect((await exchangeAsJson(app, await returnedCode(body.result))).body).toEqual(invalidCode);
  });
});

describe("login by SMS OTP", () => {
  it("L08 creates the user with a verified number", async () => {
    const phone_number = someNumber();
    const sent = await auth(app, "otp/sms", {
      phone_number,
      redirect_uri: registered,
      create_new_user: true,
      custom_message: "{otp} is your code for {app}",
      sender_id: "ACME",
    });
    expect(sent).toMatchObject({ status: 200, body: { message: "SMS sent" } });
    const { text, code: passcode } = await lastMessage(app, phone_number);
    expect(text).toBe(`${passcode} is your code for Acme`);
    const refused = await auth(app, "otp/sms/validation", { phone_number, passcode: wrong(passcode!) });
    expect(refused.body.message).toBe("Invalid phone number or passcode");
    const { body } = await auth(app, "otp/sms/validation", { phone_number, passcode });
    const { body: tokens } = await exchange(app, await returnedCode(body.result), {}, "/cis/oidc/token");
    expect(claimsOf(tokens.id_token)).toMatchObject({
      phone_number,
      phone_number_verified: true,
      amr: ["sms"],
    });
  });
});

describe("login by link", () => {
  it("L09 redirects with a code, and again until the code is too old", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true } });
    const email = someAddress();
    const sent = await auth(own, "links/email", byEmail(email, { create_new_user: true }));
    expect(sent).toMatchObject({ status: 200, body: { message: "Email sent successfully" } });
    const link = await linkFor(own, email);
    expect((await open("HEAD", link)).status).toBe(200);
    const code = await returnedCode(link);
    expect(await returnedCode(link)).toBe(code);
    const { body } = await exchange(own, code);
    expect(claimsOf(body.id_token)).toMatchObject({ email, email_verified: true, amr: ["eml"] });
    await passTime(own, 301);
    expect((await redirectOf(link)).search).toBe("?error=access_denied");
  });

  it("L10 opens a page with a button by default, and that returns the code, too", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    await auth(own, "links/email", byEmail(person.email));
    const link = await linkFor(own, person.email);
    expect(link).toMatch(/\/verify\/link#[\w-]+$/);
    const token = new URL(link).hash.slice(1);
    const proven = await redeemLink(async () => aContext(own.project), token);
    if (!proven.ok) throw new Error(proven.refusal.code);
    const { returnTargetOf } = await import("@/app/(portal)/_parts/return-target");
    const target = await returnTargetOf(proven.value, "verified");
    const { status } = await exchange(own, new URL(target!).searchParams.get("code")!);
    expect(status).toBe(200);
    expect(await returnTargetOf(proven.value, "canceled")).toBe(`${registered}?error=access_denied`);
  });

  it("L11 of a backend carries its state, and its code gets a session", async () => {
    const person = await aPerson(app);
    const body = byEmail(person.email, { state: "a b&c", email_expiration: 30, channel: "email" });
    const sent = await auth(app, "link/email/send", body);
    expect(sent).toMatchObject({ status: 200, body: { message: "Email sent successfully" } });
    const target = await redirectOf(await linkFor(app, person.email));
    expect(target.searchParams.get("state")).toBe("a b&c");
    const code = target.searchParams.get("code")!;
    const signedIn = await auth(app, "link/email/authenticate", {
      code,
      claims: { id_token: { roles: null } },
    });
    expect(signedIn).toMatchObject({ status: 200, body: { token_type: "Bearer", expires_in: 3600 } });
    expect(signedIn.body.session_id).toMatch(/^[\w-]{21}$/);
    expect(claimsOf(signedIn.body.access_token)).toMatchObject({ sub: person.userId, aud: "userid-api" });
    expect((await auth(app, "link/email/authenticate", { code })).body).toEqual(invalidCode);
  });

  it("L12 expires when the caller says, and then returns an error", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true } });
    const person = await aPerson(own);
    const sent = { identifier_type: "email", identifier: person.email, redirect_uri: registered };
    await auth(own, "link/email/send", { ...sent, email_expiration: 60, state: "s" });
    await passTime(own, 3599);
    const early = await linkFor(own, person.email);
    await auth(own, "link/email/send", { ...sent, email_expiration: 1 });
    const late = await linkFor(own, person.email, 2);
    await passTime(own, 61);
    expect((await redirectOf(early)).search).toBe("?error=access_denied&state=s");
    expect((await redirectOf(late)).search).toBe("?error=access_denied");
  });
});

describe("a backend's passcode", () => {
  const sent = async (person: TestUser, more: object) => {
    const by = { identifier_type: "user_id", identifier: person.userId };
    const answer = await auth(person.app, "otp/send", { channel: "email", ...by, ...more });
    expect(answer.status).toBe(200);
    const authenticate = (passcode: string, rest: object = {}) =>
      auth(person.app, "otp/authenticate", { passcode, ...by, ...rest });
    return { body: answer.body, authenticate };
  };

  it("L24 verifies the address it was sent to, with the backend's texts and approval data", async () => {
    const person = await aPerson(app);
    const approval_data = { sum: "200" };
    const email_content = { subject: "Sign in to ACME" };
    const { body, authenticate } = await sent(person, { approval_data, email_content });
    expect(body).toEqual({ message: "OTP sent", approval_data });
    const { subject, code } = await lastMessage(app, person.email);
    expect(subject).toBe("Sign in to ACME");
    expect((await person.profile()).email.email_verified).toBe(false);
    const signedIn = await authenticate(code!, { resource: "userid-api", claims: {} });
    expect(claimsOf(signedIn.body.id_token)).toMatchObject({
      approval_data,
      amr: ["eotp"],
      auth_time: expect.any(Number),
      email_verified: true,
    });
    expect((await person.profile()).email.email_verified).toBe(true);
  });

  it("L25 can be sent to another address, which is not added to the profile", async () => {
    const person = await aPerson(app);
    const [custom_email, custom_phone_number] = [someAddress(), someNumber()];
    const byMail = await sent(person, { custom_email, custom_phone_number });
    expect((await byMail.authenticate(await codeFor(app, custom_email))).status).toBe(200);
    const custom_sms_input = { custom_message: "{app}: {otp}" };
    const bySms = await sent(person, { channel: "sms", custom_email, custom_phone_number, custom_sms_input });
    const { text, code } = await lastMessage(app, custom_phone_number);
    expect(text).toBe(`Acme: ${code}`);
    const { body } = await bySms.authenticate(code!);
    expect(claimsOf(body.id_token)).toMatchObject({ amr: ["sms"], email_verified: false });
    expect(await person.profile()).toMatchObject({
      email: { value: person.email, email_verified: false },
      secondary_emails: [],
      secondary_phone_numbers: [],
    });
  });

  it("L26 expires when the backend says", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const long = await sent(person, { channel: "direct", expires_in: 60 });
    await passTime(own, 3599);
    const signedIn = await long.authenticate(long.body.code);
    expect(signedIn.status).toBe(200);
    // A code that the backend got itself proves nothing about an address.
    expect(claimsOf(signedIn.body.id_token)).toMatchObject({ email_verified: false });
    expect(claimsOf(signedIn.body.id_token).amr).toBeUndefined();
    const short = await sent(person, { channel: "direct", expires_in: 1 });
    await passTime(own, 61);
    expect((await short.authenticate(short.body.code)).body.error_type).toBe("expired_otp");
    for (const expires_in of [0, -1, 1.5, 1441, "5"]) {
      const by = { identifier_type: "user_id", identifier: person.userId };
      const refused = await auth(own, "otp/send", { channel: "direct", ...by, expires_in });
      expect(refused.body.message).toEqual(["expires_in must be an integer number between 1 and 1440"]);
    }
  });
});

describe("claims", () => {
  const profile = {
    name: { first_name: "Jane", last_name: "Doe" },
    address: { country: "USA", city: "Austin", type: "Home" },
    birthday: "1990-01-02",
    custom_data: { plan: "pro", secret: 1 },
    custom_app_data: { seen: [1] },
  };
  const wanted = {
    fname: null,
    mname: null,
    lname: { essential: true },
    address: null,
    address_type: null,
    birthday: null,
    username: null,
    app_name: null,
    new_user: null,
    roles: null,
    custom_data: { fields: ["plan", "missing"] },
    custom_app_data: null,
    sub: { value: "somebody else" },
    unknown: null,
  };
  const expected = {
    fname: "Jane",
    lname: "Doe",
    address: { country: "USA", city: "Austin", type: "Home" },
    address_type: "Home",
    birthday: "1990-01-02",
    app_name: "Acme",
    new_user: false,
    roles: [],
    custom_data: { plan: "pro" },
    custom_app_data: { seen: [1] },
  };
  const aProfiled = async () => {
    const person = await aPerson(app);
    const put = await send("PUT", `/cis/v1/users/${person.userId}`, { token: app.token, body: profile });
    expect(put.status).toBe(200);
    return person;
  };

  it("L30 that were asked for with the passcode are in the ID token", async () => {
    const person = await aProfiled();
    const code = await returnedCode(
      await validated(app, person.email, { claims: { id_token: wanted } }, { nonce: "n" }),
    );
    const { access_token, id_token } = (await exchange(app, code)).body;
    const claims = claimsOf(id_token);
    expect(claims).toMatchObject({ ...expected, sub: person.userId, amr: ["eotp"], nonce: "n" });
    expect(claims.tid).toBe(claimsOf(access_token).tid);
    expect(claims.custom_data).toEqual(expected.custom_data);
    for (const absent of ["mname", "username", "unknown", "picture"])
      expect(claims).not.toHaveProperty(absent);
  });

  it("L31 that were not asked for are not", async () => {
    const person = await aProfiled();
    const asking = { claims: { userinfo: { fname: null }, id_token: null } };
    const code = await returnedCode(await validated(app, person.email, asking));
    const claims = claimsOf((await exchange(app, code)).body.id_token);
    for (const absent of Object.keys(expected)) expect(claims).not.toHaveProperty(absent);
  });

  it("L32 can be asked for when a backend's passcode or link is authenticated", async () => {
    const person = await aProfiled();
    const by = { identifier_type: "user_id", identifier: person.userId };
    const claims = { id_token: { custom_data: null, new_user: null } };
    const { body: sent } = await auth(app, "otp/send", { channel: "direct", ...by });
    const byCode = await auth(app, "otp/authenticate", { passcode: sent.code, ...by, claims });
    expect(claimsOf(byCode.body.id_token)).toMatchObject({
      custom_data: profile.custom_data,
      new_user: false,
    });
    await auth(app, "link/email/send", byEmail(person.email));
    const code = await returnedCode(await linkFor(app, person.email));
    const byLink = await auth(app, "link/email/authenticate", { code, claims });
    expect(claimsOf(byLink.body.id_token)).toMatchObject({ custom_data: profile.custom_data });
  });

  it("L33 say whether the sign-in created the user", async () => {
    const asking = { create_new_user: true, claims: { id_token: { new_user: null } } };
    const code = await returnedCode(await validated(app, someAddress(), asking));
    expect(claimsOf((await exchange(app, code)).body.id_token)).toMatchObject({ new_user: true });
  });

  it("L34 that cannot be read are refused", async () => {
    const refused = async (claims: unknown) =>
      (await auth(app, "otp/email", byEmail(someAddress(), { claims }))).body.message;
    expect(await refused("roles")).toEqual(["claims must be an object"]);
    expect(await refused({ id_token: ["roles"] })).toEqual(["claims.id_token must be an object"]);
    for (const fields of ["plan", [1], Array(101).fill("plan"), ["x".repeat(256)]])
      expect(await refused({ id_token: { custom_data: { fields } } })).toEqual([
        "claims.id_token.custom_data.fields must be an array of at most 100 strings",
      ]);
  });
});

describe("the code", () => {
  let person: TestUser;
  beforeAll(async () => {
    person = await aPerson(app);
  });
  const fresh = async () => {
    await passTime(app, 3600);
    const earlier = (await messagesNow(app, person.email)).length;
    await auth(app, "otp/email", byEmail(person.email));
    const passcode = await codeFor(app, person.email, earlier + 1);
    const { body } = await auth(app, "otp/email/validation", { email: person.email, passcode });
    return returnedCode(body.result);
  };

  it("L13 works once, of 50 parallel exchanges", async () => {
    const code = await fresh();
    const answers = await Promise.all(
      Array.from(
        { length: 50 },
        async (_, i): Promise<{ status: number }> =>
          i % 2 === 0 ? exchange(app, code) : exchangeAsJson(app, code),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(49);
  });

  const introspection = "/cis/oidc/token/introspection";

  it("L28 ends what came of it when it is used again", async () => {
    const refreshed = (refresh_token: string) => auth(app, "token/refresh", { refresh_token });
    const other = await anApp({ project: app.project });
    const code = await fresh();
    const { body } = await exchange(app, code);
    const { body: next } = await refreshed(body.refresh_token);
    const { session_id } = (await auth(app, "session/authenticate", sessionOf(body))).body;
    // Neither of these is the code's own client and request.
    await exchangeAsJson(other, code);
    await exchange(app, code, { redirect_uri: `${registered}/other` });
    const { status, body: last } = await refreshed(next.refresh_token);
    expect(status).toBe(200);
    const introspected = async () =>
      (await exchange(app, code, { token: last.access_token }, introspection)).body;
    expect(await introspected()).toMatchObject({ active: true });
    expect((await exchangeAsJson(app, code)).body).toEqual(invalidCode);
    expect((await refreshed(last.refresh_token)).status).toBe(400);
    expect(await introspected()).toEqual({ active: false });
    expect((await auth(app, "session/authenticate", { session_id })).status).toBe(400);
  });

  it("L29 ends what comes of it when it is used again during the exchange", async () => {
    const code = await fresh();
    let first: ReturnType<typeof exchange>;
    await db().transaction(async (tx) => {
      // The first exchange stops when it records the access token, after it has used the code.
      await tx.execute(sql`lock table events in exclusive mode`);
      first = exchange(app, code);
      await untilUsed(code);
      expect((await exchangeAsJson(app, code)).body).toEqual(invalidCode);
    });
    const { status, body } = await first!;
    expect(status).toBe(200);
    expect((await auth(app, "token/refresh", { refresh_token: body.refresh_token })).status).toBe(400);
    expect((await auth(app, "session/authenticate", sessionOf(body))).status).toBe(400);
  });

  it("L35 ends the session that it was added to when it is used again", async () => {
    const by = { identifier_type: "user_id", identifier: person.userId };
    const { body: sent } = await auth(app, "otp/send", { channel: "direct", ...by });
    const { body: first } = await auth(app, "otp/authenticate", { passcode: sent.code, ...by });
    const { session_id } = first;
    const code = await fresh();
    const joined = await auth(app, "link/email/authenticate", { code, session_id });
    expect(joined).toMatchObject({ status: 200, body: { session_id } });
    expect((await auth(app, "link/email/authenticate", { code })).body).toEqual(invalidCode);
    for (const { refresh_token } of [first, joined.body])
      expect((await auth(app, "token/refresh", { refresh_token })).status).toBe(400);
  });

  it("L14 of another application, or for another redirect URI, is refused and stays valid", async () => {
    const other = await anApp({ project: app.project });
    const code = await fresh();
    expect((await exchange(other, code)).body.error).toBe("invalid_grant");
    expect((await exchangeAsJson(other, code)).body).toEqual(invalidCode);
    const elsewhere = await exchange(app, code, { redirect_uri: `${registered}/other` });
    expect(elsewhere.body.error).toBe("invalid_grant");
    expect((await exchange(app, code, { redirect_uri: "" })).body.error).toBe("invalid_request");
    expect((await exchange(app, code)).status).toBe(200);
  });

  it("L15 is refused once it is five minutes old, and shows the browser a page", async () => {
    const own = await anApp();
    const uri = await validated(own, someAddress(), { create_new_user: true });
    const code = await returnedCode(uri);
    await passTime(own, 300);
    expect((await exchange(own, code)).body.error).toBe("invalid_grant");
    for (const broken of [uri, uri.slice(0, -1), `${uri}A`, uri.split("?")[0]!]) {
      const opened = await open("GET", broken);
      expect(opened.status).toBe(400);
      expect(opened.headers.get("content-type")).toMatch(/^text\/html/);
    }
  });

  it.each(["", "x", "A".repeat(43), "A".repeat(5000), "é", "' or 1=1 --"])(
    "L16 %.20j is refused everywhere",
    async (code) => {
      const answers: TestResponse[] = [
        await exchangeAsJson(app, code),
        await auth(app, "link/email/authenticate", { code }),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(400);
        expect(body).toEqual(
          code === "" ? { ...invalidCode, message: ["code should not be empty"] } : invalidCode,
        );
      }
      expect((await exchange(app, code)).status).toBe(400);
    },
  );

  it("L17 needs the application's credentials", async () => {
    const code = await fresh();
    const given = { code, client_id: app.clientId, client_secret: app.clientSecret };
    for (const broken of [
      { client_secret: `${app.clientSecret}x` },
      { client_id: "csk_aaaaaaaa" },
      { client_id: "x" },
    ]) {
      const refused = await send("POST", "/cis/v1/token", { body: { ...given, ...broken } });
      expect(refused.body).toEqual({ message: "Invalid client credentials", error_code: 401 });
    }
    const missing = await send("POST", "/cis/v1/token", { body: {} });
    expect(missing.body.message).toEqual(
      ["code", "client_id", "client_secret"].flatMap((name) => [
        `${name} must be a string`,
        `${name} should not be empty`,
      ]),
    );
    expect((await send("POST", "/cis/v1/token", { text: "{" })).body.message).toBe(
      "Unexpected token in JSON",
    );
    expect((await exchangeAsJson(app, code)).status).toBe(200);
  });
});

describe("parallel calls", () => {
  it("L18 of 50 correct passcodes, one gets the code", async () => {
    const email = someAddress();
    await auth(app, "otp/email", byEmail(email, { create_new_user: true }));
    const passcode = await codeFor(app, email);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => auth(app, "otp/email/validation", { email, passcode })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error_type === "invalid_otp")).toHaveLength(49);
  });

  it("L19 of two links of one new person, both sign in the same user", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true, resendCooldownSeconds: 0 } });
    const email = someAddress();
    const codes: string[] = [];
    for (const count of [1, 2, 3]) {
      await auth(own, "links/email", byEmail(email, { create_new_user: true }));
      codes.push(await returnedCode(await linkFor(own, email, count)));
    }
    const answers = await Promise.all(codes.map((code) => exchangeAsJson(own, code)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body }) => claimsOf(body.id_token).sub)).size).toBe(1);
    expect(answers.filter(({ body }) => body.is_user_created)).toHaveLength(1);
  });
});

describe("a person whom the backend creates during their sign-in", () => {
  it("L27 is signed in as that user, and not created twice", async () => {
    const email = someAddress();
    const code = await returnedCode(await validated(app, email, { create_new_user: true }));
    const { body } = await app.post("/cis/v1/users", { email });
    const exchanged = await exchangeAsJson(app, code);
    expect(exchanged.body.is_user_created).toBe(false);
    expect(claimsOf(exchanged.body.id_token).sub).toBe(body.result.user_id);
  });
});

describe("members", () => {
  const flaws = async (path: string, body: object) => {
    const refused = await auth(app, path, body);
    expect(refused.status).toBe(400);
    return refused.body.message;
  };

  it("L20 are all reported at once", async () => {
    expect(await flaws("otp/email", {})).toEqual([
      "redirect_uri must be a URL address",
      "redirect_uri should not be empty",
      "email must be an email",
      "email should not be empty",
    ]);
    expect(
      await flaws("otp/sms/validation", { passcode: 123456, nonce: 1, response_type: "id_token" }),
    ).toEqual([
      "passcode must be a string",
      "response_type must be one of the following values: code",
      "nonce must be a string",
      "phone_number must be a valid phone number",
      "phone_number should not be empty",
    ]);
  });

  it("L21 that ask for what is not supported are refused, not ignored", async () => {
    const email = someAddress();
    const asking = {
      require_mfa: true,
      org_id: "org",
      resource: "https://api.example",
      approval_data: { nested: {} },
      client_attributes: { ip_address: "nowhere" },
    };
    expect(await flaws("otp/email", byEmail(email, asking))).toEqual([
      "resource must be a resource of the application",
      "org_id is not supported",
      "require_mfa is not supported",
      "client_attributes.ip_address must be an ip address",
      "approval_data must be a flat object of at most 10 keys, of letters, digits, _, - and .",
    ]);
    const backend = { channel: "direct", email_expiration: 1441, generate_request_id: true };
    expect(await flaws("link/email/send", byEmail(email, backend))).toEqual([
      "email_expiration must be an integer number between 1 and 1440",
      "channel must be one of the following values: email",
      "generate_request_id is not supported",
    ]);
  });

  it("L22 with the values of the vendor's samples are accepted", async () => {
    const person = await aPerson(app);
    const sample = {
      require_mfa: false,
      claims: { id_token: { roles: null } },
      resource: "userid-api",
      client_attributes: { user_agent: "Mozilla/5.0 (X11; Linux x86_64)", ip_address: "123.45.67.89" },
      email_content: {
        subject: "Login to ACME",
        bodyText: "Click the button below to log in",
        linkText: "Login",
      },
    };
    const { email: _, ...rest } = byEmail(person.email, sample);
    const sent = await auth(app, "links/email", { ...rest, email_address: person.email });
    expect(sent.status).toBe(200);
    const message = await lastMessage(app, person.email);
    expect(message.subject).toBe("Login to ACME");
  });

  it("L23 a redirect URI that is not registered is refused, and so is a user's token", async () => {
    const person = await aPerson(app);
    const elsewhere = byEmail(person.email, { redirect_uri: "https://evil.example/" });
    for (const path of ["otp/email", "links/email", "link/email/send"]) {
      expect((await auth(app, path, elsewhere)).body).toEqual({
        message: "Invalid redirect_uri",
        error_code: 400,
      });
      const asUser = await send("POST", `/cis/v1/auth/${path}`, { token: person.token, body: elsewhere });
      expect(asUser.body).toEqual({ message: "Invalid token", error_code: 401 });
    }
    expect(await messagesNow(app, person.email)).toEqual([]);
  });
});
