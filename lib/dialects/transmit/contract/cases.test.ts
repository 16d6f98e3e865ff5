import { generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { claimsOf } from "@/lib/http/oauth/contract/harness";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import {
  type App,
  anApp,
  aPerson,
  codeFor,
  lastMessage,
  linkFor,
  messagesNow,
  messagesTo,
  open,
  passTime,
  prove,
  registered,
  send,
  someAddress,
  someNumber,
  type TestUser,
  verificationsOf,
  wrong,
} from "./harness";

/* The conformance cases of the contract, by their numbers. */

useTestDatabase();

let worker: Worker;
let app: App;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  app = await anApp({ settings: { linkVerifiesOnGet: true } });
});
afterAll(() => worker.stop());

const taken = { message: "Email is already verified in the tenant", error_code: 409 };
const wrongEmail = { message: "Invalid email or passcode", error_code: 400, error_type: "invalid_otp" };
const invalidToken = { message: "Invalid token", error_code: 401 };

async function sentTo(person: TestUser, email = someAddress()): Promise<{ email: string; code: string }> {
  const sent = await person.verify("otp/email/send", { email });
  expect(sent.status).toBe(200);
  return { email, code: await codeFor(person.app, email) };
}

const validate = (person: TestUser, email: string, passcode: string, more: object = {}) =>
  person.verify("otp/email/validate", { email, passcode, ...more });

describe("email OTP", () => {
  it("T01 is sent, with exactly this response", async () => {
    const person = await aPerson(app);
    const email = someAddress();
    const sent = await person.verify("otp/email/send", { email });
    expect(sent).toMatchObject({ status: 200, body: { message: "Email sent successfully" } });
    expect(Object.keys(sent.body)).toEqual(["message"]);
    const messages = await messagesTo(app, email);
    expect(messages).toHaveLength(1);
    expect(messages[0]!.code).toMatch(/^\d{6}$/);
    expect(messages[0]!.text).toContain(messages[0]!.code);
  });

  it("T02 is validated, and the profile shows it", async () => {
    const person = await aPerson(app);
    const { email, code } = await sentTo(person);
    const validated = await validate(person, email, code);
    expect(validated.status).toBe(200);
    expect(validated.body).toEqual({ result: true });
    const profile = await person.profile();
    expect(profile.email).toMatchObject({ value: email, email_verified: true });
    // The rule protects verified primary addresses only: the other one is unchanged.
    expect(profile.secondary_emails).toEqual([{ value: person.email, email_verified: false }]);
    expect(new Date(profile.email.verified_at).getTime()).toBeCloseTo(Date.now(), -5);
  });

  it("T03 refuses a wrong code", async () => {
    const person = await aPerson(app);
    const { email, code } = await sentTo(person);
    const refused = await validate(person, email, wrong(code));
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual(wrongEmail);
  });

  it("T04 distinguishes an expired correct code from a wrong one", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const { email, code } = await sentTo(person);
    await passTime(own, 301);
    const late = await validate(person, email, code);
    expect(late.status).toBe(400);
    expect(late.body).toEqual({ message: "Passcode expired", error_code: 400, error_type: "expired_otp" });
    expect((await validate(person, email, wrong(code))).body).toEqual(wrongEmail);
  });

  it("T05 is not sent to an address that another user has verified", async () => {
    const [holder, person] = [await aPerson(app), await aPerson(app)];
    const email = someAddress();
    await prove(holder, email);
    const refused = await person.verify("otp/email/send", { email: email.toUpperCase() });
    expect(refused.status).toBe(409);
    expect(refused.body).toEqual(taken);
    expect(await messagesNow(app, email)).toHaveLength(1);
  });

  it("T06 adds an address to a verified primary one", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    const email = someAddress("b");
    await prove(person, email);
    const profile = await person.profile();
    expect(profile.email).toMatchObject({ value: person.email, email_verified: true });
    expect(profile.secondary_emails).toMatchObject([{ value: email, email_verified: true }]);
  });

  it("T07 replaces the primary address with update_primary, and that stays verified", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    const email = someAddress("b");
    await prove(person, email, { update_primary: true });
    const profile = await person.profile();
    expect(profile.email).toMatchObject({ value: email, email_verified: true });
    expect(profile.secondary_emails).toMatchObject([{ value: person.email, email_verified: true }]);
  });
});

describe("email links that verify on GET", () => {
  const link = (person: TestUser, email: string, more: object = {}) =>
    person.verify("links/email", { email, redirect_uri: registered, ...more });

  it("T08 T09 are sent, and redirect with the result", async () => {
    const person = await aPerson(app);
    const email = someAddress("c");
    const sent = await link(person, email);
    expect(sent.status).toBe(200);
    expect(sent.body).toEqual({ message: "Verification email sent" });
    const opened = await open("GET", await linkFor(app, email));
    expect(opened.status).toBe(302);
    expect(opened.headers.get("location")).toBe(`${registered}?result=true`);
    expect((await person.profile()).email).toMatchObject({ value: email, email_verified: true });
  });

  it("T10 redirect with false once expired, and change nothing", async () => {
    const own = await anApp({ settings: { linkVerifiesOnGet: true } });
    const person = await aPerson(own);
    const email = someAddress("c");
    await link(person, email);
    const url = await linkFor(own, email);
    const before = await person.profile();
    await passTime(own, 901);
    const opened = await open("GET", url);
    expect(opened.status).toBe(302);
    expect(opened.headers.get("location")).toBe(`${registered}?result=false`);
    expect(await person.profile()).toEqual(before);
  });

  it("T11 are refused for a redirect that is not registered", async () => {
    const person = await aPerson(app);
    const email = someAddress("c");
    for (const redirect_uri of [
      "https://evil.example/",
      `${registered}/more`,
      `${registered}?x=1`,
      "myapp://x",
    ]) {
      const refused = await link(person, email, { redirect_uri });
      expect(refused.status).toBe(400);
      expect(refused.body).toEqual({ message: "Invalid redirect_uri", error_code: 400 });
    }
    expect(await messagesNow(app, email)).toEqual([]);
  });

  it("T12 require a redirect", async () => {
    const person = await aPerson(app);
    const refused = await person.verify("links/email", { email: someAddress() });
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({
      message: ["redirect_uri must be a URL address", "redirect_uri should not be empty"],
      error_code: 400,
    });
  });

  it("T30 accept the member that the vendor's guides send", async () => {
    const person = await aPerson(app);
    const email = someAddress();
    const sent = await person.verify("links/email", { email_address: email, redirect_uri: registered });
    expect(sent).toMatchObject({ status: 200, body: { message: "Verification email sent" } });
    expect(await messagesTo(app, email)).toHaveLength(1);
  });
});

describe("SMS OTP", () => {
  const wrongPhone = {
    message: "Invalid phone number or passcode",
    error_code: 400,
    error_type: "invalid_otp",
  };

  it("T13 T14 is sent and validated", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const phone_number = "+15125555555";
    const sent = await person.verify("otp/sms/send", { phone_number });
    expect(sent.status).toBe(200);
    expect(sent.body).toEqual({ message: "SMS sent" });
    const passcode = await codeFor(own, phone_number);
    const validated = await person.verify("otp/sms/validate", { phone_number, passcode });
    expect(validated.status).toBe(200);
    expect(validated.body).toEqual({ result: true });
    expect((await person.profile()).phone_number).toMatchObject({
      value: "+15125555555",
      phone_number_verified: true,
    });
    const again = await person.verify("otp/sms/send", { phone_number: "+1 (512) 555-5555" });
    expect(again.body).toEqual({
      message: "Phone number is already verified in the tenant",
      error_code: 409,
    });
  });

  it("T15 refuses a wrong code", async () => {
    const person = await aPerson(app);
    const phone_number = someNumber();
    await person.verify("otp/sms/send", { phone_number });
    const passcode = wrong(await codeFor(app, phone_number));
    const refused = await person.verify("otp/sms/validate", { phone_number, passcode });
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual(wrongPhone);
  });

  it("T16 has the caller's text", async () => {
    const person = await aPerson(app);
    const phone_number = someNumber();
    const custom_message = "Your {app} verification code is: {otp}";
    expect((await person.verify("otp/sms/send", { phone_number, custom_message })).status).toBe(200);
    const { text, code } = await lastMessage(app, phone_number);
    expect(text).toBe(`Your Acme verification code is: ${code}`);
  });

  it.each([
    ["T17", "Code: {otp}", "custom_message must contain {otp} and {app}"],
    ["T17", "Hello {app}", "custom_message must contain {otp} and {app}"],
    [
      "T18",
      `{otp} {app} ${"x".repeat(129)}`,
      "custom_message must be shorter than or equal to 140 characters",
    ],
  ])("%s refuses the text %j", async (_, custom_message, text) => {
    const person = await aPerson(app);
    const phone_number = someNumber();
    const refused = await person.verify("otp/sms/send", { phone_number, custom_message });
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({ message: [text], error_code: 400 });
    expect(await messagesNow(app, phone_number)).toEqual([]);
  });

  it("T18 accepts a text of 140 characters", async () => {
    const person = await aPerson(app);
    const custom_message = `{otp} {app} ${"x".repeat(128)}`;
    expect(custom_message).toHaveLength(140);
    const sent = await person.verify("otp/sms/send", { phone_number: someNumber(), custom_message });
    expect(sent.status).toBe(200);
  });
});

describe("tokens", () => {
  const ask = (token: string | null) =>
    send("POST", "/cis/v1/verification/otp/email/send", { token, body: { email: someAddress() } });

  it("T19 are required", async () => {
    const refused = await ask(null);
    expect(refused.status).toBe(401);
    expect(refused.body).toEqual(invalidToken);
    expect(refused.headers.get("www-authenticate")).toBe("Bearer");
  });

  it("T20 an expired one, another installation's and a client's get the same refusal", async () => {
    const person = await aPerson(app);
    const claims = claimsOf(person.token);
    const { privateKey } = await generateKeyPair("RS256");
    const forged = (over: object) =>
      new SignJWT({ ...claims, ...over })
        .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: "unknown" })
        .sign(privateKey);
    const expired = await expiredToken(person);
    for (const token of [expired, await forged({}), app.token, "nonsense", "a.b.c"]) {
      const refused = await ask(token);
      expect(refused.status).toBe(401);
      expect(refused.body).toEqual(invalidToken);
    }
    expect((await ask(person.token)).status).toBe(200);
  });

  it("T28 of a deleted user are refused as such", async () => {
    const person = await aPerson(app);
    expect((await send("DELETE", `/cis/v1/users/${person.userId}`, { token: app.token })).status).toBe(204);
    const refused = await person.verify("otp/email/send", { email: someAddress() });
    expect(refused.status).toBe(404);
    expect(refused.body).toEqual({ message: "User not found", error_code: 404 });
  });

  it("T29 from the backend's flow work", async () => {
    const email = someAddress();
    const made = await app.post("/cis/v1/users", { email });
    expect(made.status).toBe(201);
    const by = { identifier_type: "user_id", identifier: made.body.result.user_id };
    const sent = await app.post("/cis/v1/auth/otp/send", { channel: "direct", ...by });
    expect(sent.status).toBe(200);
    expect(sent.body).toEqual({ message: "OTP sent", code: expect.stringMatching(/^\d{6}$/) });
    expect(await messagesNow(app, email)).toEqual([]);
    const signedIn = await app.post("/cis/v1/auth/otp/authenticate", { passcode: sent.body.code, ...by });
    expect(signedIn.status).toBe(200);
    expect(signedIn.body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(claimsOf(signedIn.body.access_token).sub).toBe(made.body.result.user_id);
    expect(claimsOf(signedIn.body.id_token)).toMatchObject({
      aud: app.clientId,
      email,
      email_verified: false,
    });
    expect((await ask(signedIn.body.access_token)).body).toEqual({ message: "Email sent successfully" });
  });
});

/** A token with our claims and signature, issued a while ago. */
async function expiredToken(person: TestUser): Promise<string> {
  const { signingKey } = await import("@/lib/access/signing/signing-key");
  const { keyId, privateKey } = await signingKey("token");
  const then = Math.floor(Date.now() / 1000) - 70;
  return new SignJWT({ ...claimsOf(person.token), iat: then - 3600, exp: then })
    .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: keyId })
    .sign(privateKey);
}

describe("email_content", () => {
  it("T21 is the whole content of the email, except the code", async () => {
    const person = await aPerson(app);
    const [plain, own] = [someAddress(), someAddress()];
    await person.verify("otp/email/send", { email: plain });
    const usual = await lastMessage(app, plain);
    const sent = await person.verify("otp/email/send", {
      email: own,
      email_content: { subject: "Verify", headerText: "H" },
    });
    expect(sent.status).toBe(200);
    const { subject, text, html, code } = await lastMessage(app, own);
    expect(subject).toBe("Verify");
    expect(text).toBe(`H\n\n    ${code}\n`);
    expect(html).toContain(code);
    const sentences = usual.text
      .replace(usual.code!, "")
      .split("\n")
      .filter((line) => line.trim().length > 12);
    expect(sentences.length).toBeGreaterThan(1);
    for (const sentence of sentences) expect(html).not.toContain(sentence);
  });

  it("T22 requires a subject", async () => {
    const person = await aPerson(app);
    for (const path of ["otp/email/send", "links/email"]) {
      const body = { email: someAddress(), redirect_uri: registered, email_content: { headerText: "H" } };
      const refused = await person.verify(path, body);
      expect(refused.status).toBe(400);
      expect(refused.body.message).toContain("email_content.subject should not be empty");
    }
  });

  it("T23 accepts a logo of 20000 characters, and no longer one", async () => {
    const person = await aPerson(app);
    const start = "data:image/png;base64,";
    const withLogo = (length: number) =>
      person.verify("otp/email/send", {
        email: someAddress(),
        email_content: { subject: "S", base64logo: start + "A".repeat(length - start.length) },
      });
    const refused = await withLogo(20_001);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toEqual([
      "email_content.base64logo must be shorter than or equal to 20000 characters",
    ]);
    expect((await withLogo(20_000)).status).toBe(200);
  });
});

describe("passcodes", () => {
  it("T24 after three wrong ones, the correct one is refused, too", async () => {
    const person = await aPerson(app);
    const { email, code } = await sentTo(person);
    const before = await person.profile();
    for (const passcode of [wrong(code), wrong(code), wrong(code), code]) {
      const refused = await validate(person, email, passcode);
      expect(refused.status).toBe(400);
      expect(refused.body).toEqual(wrongEmail);
    }
    expect(await person.profile()).toEqual(before);
    const locked = await person.verify("otp/email/send", { email: someAddress() });
    expect(locked).toMatchObject({ status: 429, body: { message: "Too many requests", error_code: 429 } });
    const seconds = Number(locked.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(890);
    expect(seconds).toBeLessThanOrEqual(900);
  });

  it("T24 work again after the lockout, once another one is sent", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const { email, code } = await sentTo(person);
    for (let i = 0; i < 3; i++) await validate(person, email, wrong(code));
    await passTime(own, 901);
    expect((await validate(person, email, code)).body).toEqual(wrongEmail);
    expect((await person.verify("otp/email/send", { email })).status).toBe(200);
    const validated = await validate(person, email, await codeFor(own, email, 2));
    expect(validated.body).toEqual({ result: true });
  });

  it("T25 a newer one invalidates the older one", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const { email, code: first } = await sentTo(person);
    const soon = await person.verify("otp/email/send", { email });
    expect(soon).toMatchObject({ status: 429, body: { message: "Too many requests", error_code: 429 } });
    expect(Number(soon.headers.get("retry-after"))).toBeLessThanOrEqual(30);
    await passTime(own, 31);
    expect((await person.verify("otp/email/send", { email })).status).toBe(200);
    const second = await codeFor(own, email, 2);
    expect(second).not.toBe(first);
    expect(await validate(person, email, first)).toMatchObject({ status: 400, body: wrongEmail });
    expect(await validate(person, email, second)).toMatchObject({ status: 200, body: { result: true } });
  });

  it("T26 of one user do not work for another", async () => {
    const [a, b] = [await aPerson(app), await aPerson(app)];
    const { email, code } = await sentTo(a);
    expect(await validate(b, email, code)).toMatchObject({ status: 400, body: wrongEmail });
    expect(await validate(a, email, code)).toMatchObject({ status: 200 });
  });

  it("T27 can be used once", async () => {
    const person = await aPerson(app);
    const { email, code } = await sentTo(person);
    expect((await validate(person, email, code)).status).toBe(200);
    const again = await validate(person, email, code);
    expect(again.status).toBe(409);
    expect(again.body).toEqual(taken);
  });

  it("are shown in the console under this dialect's name", async () => {
    const person = await aPerson(app);
    const { email } = await sentTo(person);
    const v = (await verificationsOf(app)).find(({ identifier }) => identifier === email);
    expect(v).toMatchObject({ dialect: "transmit", policyName: "transmit.otp", client: app.clientId });
  });
});
