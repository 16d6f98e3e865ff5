import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { fromShortId } from "@/lib/id";
import type { LogtoSignInExperience } from "@/lib/projects";
import { age, wrongCode } from "@/lib/verification/testing";
import { aBrowser, anInteraction, identifierOf, proven, sendCode, verifyCode } from "./browser";
import { aClient, type Client, send, sentTo, someone, somePhone } from "./harness";
import { aPerson, statusAndCode } from "./person";

useTestDatabase();

const codes = "/verification/verification-code";

let client: Client;
beforeAll(async () => {
  client = await aClient();
});

/** A project with these changes to its sign-in experience. */
const withExperience = (over: Partial<LogtoSignInExperience>) =>
  aClient({
    logto: {
      signInExperience: { ...client.project.settings.dialects.logto.signInExperience, ...over },
    },
  });

async function deliveryOf(email: string, by = client) {
  const { id } = await sentTo(by, email);
  const rows = await db().execute<{ usage: string; facts: Record<string, unknown> }>(
    sql`select custom_message->'facts'->>'type' as usage, custom_message->'facts' as facts from deliveries where verification_id = ${id}`,
  );
  return rows[0];
}

describe("the session", () => {
  it("a person sent by an application gets an interaction in signed cookies, and is redirected to the sign-in page", async () => {
    const browser = aBrowser();
    const query = new URLSearchParams({
      client_id: client.id,
      response_type: "code",
      redirect_uri: `${env.PUBLIC_URL}/callback`,
      code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
      code_challenge_method: "S256",
      ui_locales: "de",
    });
    const sent = await browser.get(`/oidc/auth?${query}`);
    expect(sent.status).toBe(303);
    expect(sent.headers.get("location")).toBe(`${env.PUBLIC_URL}/sign-in?app_id=${client.id}`);
    const set = sent.headers.getSetCookie();
    const hidden = set.filter((line) => /^_interaction(\.sig)?=/.test(line));
    expect(hidden).toHaveLength(2);
    for (const line of hidden) expect(line).toMatch(/Path=\/; Max-Age=3600; SameSite=Lax; HttpOnly/);
    const map = JSON.parse(decodeURIComponent(browser.cookies.get("_interaction")!));
    expect(Object.keys(map)).toEqual([client.id, "_legacy"]);
    expect(JSON.parse(decodeURIComponent(browser.cookies.get("_logto")!))).toEqual({
      appId: client.id,
      uiLocales: "de",
    });
    expect(statusAndCode(await browser.get("/interaction"))).toEqual([404, "session.interaction_not_found"]);
    expect((await browser.put("", { interactionEvent: "SignIn" })).status).toBe(204);
    expect((await browser.get("/interaction")).status).toBe(200);
  });

  it.each([
    [{ client_id: "csk_unknown0" }, "oidc.invalid_client"],
    [{ client_id: "" }, "oidc.invalid_request"],
    [{ redirect_uri: "https://evil.example/" }, "oidc.invalid_redirect_uri"],
    [{ response_type: "token" }, "oidc.unsupported_response_type"],
    [{ code_challenge_method: "plain" }, "oidc.invalid_request"],
  ])("refuses an invalid authorization request: %j", async (over, code) => {
    const right = {
      client_id: client.id,
      response_type: "code",
      redirect_uri: `${env.PUBLIC_URL}/callback`,
      code_challenge: "x",
      code_challenge_method: "S256",
    };
    const query = new URLSearchParams({ ...right, ...over });
    const refused = await send("GET", `/oidc/auth?${query}`);
    expect(statusAndCode(refused)).toEqual([400, code]);
    expect(refused.body.error).toBe(code.slice("oidc.".length));
    const raw = await send("GET", `/oidc/auth?${query}&parse_error=false`);
    expect(raw.status).toBe(400);
    expect(Object.keys(typeof raw.body === "string" ? JSON.parse(raw.body) : raw.body)).toEqual([
      "error",
      "error_description",
    ]);
  });

  it("E12: every route refuses a call without a cookie, and one with a cookie that was tampered with", async () => {
    const lost = {
      code: "session.not_found",
      message: "Session not found. Please go back and sign in again.",
      error: "invalid_request",
      error_description: "interaction session id cookie not found",
    };
    const routes = [
      ["PUT", "/interaction-event"],
      ["GET", "/interaction"],
      ["POST", codes],
      ["POST", `${codes}/verify`],
      ["POST", "/verification/social/x/authorization-uri"],
      ["POST", "/verification/social/x/verify"],
      ["POST", "/verification/password"],
      ["POST", "/identification"],
      ["POST", "/profile"],
      ["POST", "/submit"],
    ] as const;
    for (const [method, path] of routes) {
      const refused = await aBrowser().call(method, path);
      expect([refused.status, refused.body]).toEqual([400, lost]);
    }
    const browser = await anInteraction(client);
    const value = browser.cookies.get("_interaction")!;
    browser.cookies.set("_interaction.sig", "x".repeat(43));
    expect((await browser.get("/interaction")).body).toEqual(lost);
    const other = await anInteraction(client);
    other.cookies.set("_interaction", value);
    expect((await other.get("/interaction")).status).toBe(400);
    for (const bad of ["%", "%7B", "null", "[]", "a=b=c"]) {
      other.cookies.set("_interaction", bad);
      expect((await other.get("/interaction")).status).toBe(400);
    }
  });

  it("a sign-in page can start an interaction without an application, if the project allows it", async () => {
    const browser = aBrowser();
    const begun = await browser.put("", { interactionEvent: "SignIn" });
    expect([begun.status, begun.body]).toEqual([204, null]);
    expect(browser.cookies.has("_interaction.sig")).toBe(true);
    const shown = await browser.get("/interaction");
    expect(shown.status).toBe(200);
    // It belongs to the oldest project, because neither a host nor a client selects one.
    const sent = await browser.post(codes, {
      identifier: identifierOf(someone()),
      interactionEvent: "SignIn",
    });
    expect(sent.status).toBe(200);
    expect(statusAndCode(await aBrowser().put("", { interactionEvent: "x" }))).toEqual([
      400,
      "guard.invalid_input",
    ]);
  });

  it("a header distinguishes two applications in one browser", async () => {
    const browser = await anInteraction(client);
    const map = JSON.parse(decodeURIComponent(browser.cookies.get("_interaction")!));
    const shown = await browser.call("GET", "/interaction", { headers: { "logto-app-id": client.id } });
    expect(shown.status).toBe(200);
    expect(map[client.id]).toBe(map._legacy);
    const other = await browser.call("GET", "/interaction?app_id=another");
    expect(other.status).toBe(200);
  });

  it("E11: what a fresh interaction shows", async () => {
    const shown = await (await anInteraction(client)).get("/interaction");
    expect(shown.status).toBe(200);
    expect(shown.body).toMatchObject({
      interactionEvent: "SignIn",
      profile: {},
      verificationRecords: [],
      captcha: { verified: false, skipped: false },
    });
  });

  it("E9: starting again discards every record", async () => {
    const browser = await anInteraction(client);
    const verificationId = await proven(client, browser, someone());
    expect((await browser.put("", { interactionEvent: "SignIn" })).status).toBe(204);
    expect(statusAndCode(await browser.post("/identification", { verificationId }))).toEqual([
      404,
      "session.verification_session_not_found",
    ]);
  });

  it("E10: refuses to switch to or from a password reset", async () => {
    const lost = await anInteraction(client, "ForgotPassword");
    const to = (event: string) => ({ interactionEvent: event });
    expect(statusAndCode(await lost.put("/interaction-event", to("SignIn")))).toEqual([
      400,
      "session.not_supported_for_forgot_password",
    ]);
    const browser = await anInteraction(client);
    expect((await browser.put("/interaction-event", to("ForgotPassword"))).status).toBe(400);
    expect((await browser.put("/interaction-event", to("Register"))).status).toBe(204);
    const refused = await browser.put("/interaction-event", to("x"));
    expect(refused.body.details).toBe(
      "Error in key path \"interactionEvent\": (invalid_enum_value) Invalid enum value. Expected 'SignIn' | 'Register' | 'ForgotPassword', received 'x'",
    );
  });

  it("refuses a captcha token, because it cannot be checked", async () => {
    const browser = await anInteraction(client);
    const refused = await browser.put("", { interactionEvent: "SignIn", captchaToken: "x" });
    expect(statusAndCode(refused)).toEqual([422, "session.captcha_failed"]);
  });
});

describe("sending", () => {
  it("E1: responds with 501 without a connector", async () => {
    const browser = await anInteraction(await aClient({ hasInbox: false }));
    const sent = await browser.post(codes, {
      identifier: identifierOf(someone()),
      interactionEvent: "SignIn",
    });
    expect(statusAndCode(sent)).toEqual([501, "connector.not_found"]);
  });

  it.each(["SignIn", "Register"])("E2: creates a record and sends a message for %s", async (event) => {
    const browser = await anInteraction(client, event);
    const email = someone();
    const { verificationId, code } = await sendCode(client, browser, email, event);
    expect(verificationId).toMatch(/^[0-9a-z]{21}$/);
    expect(code).toMatch(/^\d{6}$/);
    const delivery = await deliveryOf(email);
    expect(delivery?.usage).toBe(event);
    expect(delivery?.facts).toMatchObject({ payload: { application: { id: client.id, name: "M2M" } } });
  });

  it("E6: for a password reset, an unknown person gets no message, but the same response", async () => {
    const known = someone();
    await aPerson(client, { email: known });
    const browser = await anInteraction(client, "ForgotPassword");
    const [forKnown, forUnknown] = [known, someone()].map((email) =>
      browser.post(codes, { identifier: identifierOf(email), interactionEvent: "ForgotPassword" }),
    );
    expect((await forKnown!).status).toBe(200);
    const email = someone();
    expect((await forUnknown!).status).toBe(200);
    const sent = await browser.post(codes, {
      identifier: identifierOf(email),
      interactionEvent: "ForgotPassword",
    });
    expect(sent.status).toBe(200);
    const { code, isDecoy } = await sentTo(client, email);
    expect(isDecoy).toBe(true);
    expect((await sentTo(client, known)).isDecoy).toBe(false);
    for (const given of ["111111", code])
      expect(statusAndCode(await verifyCode(browser, email, sent.body.verificationId, given))).toEqual([
        400,
        "verification_code.code_mismatch",
      ]);
  });

  it("E7: if registration is disabled, only known users get a message", async () => {
    const closed = await withExperience({ signInMode: "SignIn" });
    const known = someone();
    await aPerson(closed, { email: known });
    const browser = await anInteraction(closed);
    await sendCode(closed, browser, known);
    expect((await sentTo(closed, known)).isDecoy).toBe(false);
    const unknown = someone();
    await sendCode(closed, browser, unknown);
    expect((await sentTo(closed, unknown)).isDecoy).toBe(true);
  });

  it("E8: refuses the eleventh message to one address; another address has its own limit", async () => {
    const browser = await anInteraction(client);
    const email = someone();
    for (let i = 0; i < 10; i++) await sendCode(client, browser, email);
    const body = { identifier: identifierOf(email), interactionEvent: "SignIn" };
    expect(statusAndCode(await browser.post(codes, body))).toEqual([429, "request.message_rate_limited"]);
    await sendCode(client, browser, someone());
  });

  it("E13: refuses if a captcha is required and not solved", async () => {
    const strict = await withExperience({ captchaPolicy: { enabled: true } });
    const browser = await anInteraction(strict, "Register");
    const sent = await browser.post(codes, {
      identifier: identifierOf(someone()),
      interactionEvent: "Register",
    });
    expect(statusAndCode(sent)).toEqual([422, "session.captcha_required"]);
  });

  it("E17: refuses blocked addresses at registration", async () => {
    const lists = { blockDisposableAddresses: false, customAllowlist: [], customBlocklist: ["@bad.io"] };
    const strict = await withExperience({ emailBlocklistPolicy: { ...lists, blockSubaddressing: true } });
    const browser = await anInteraction(strict, "Register");
    const to = (value: string, interactionEvent = "Register") =>
      browser.post(codes, { identifier: { type: "email", value }, interactionEvent });
    expect(statusAndCode(await to("foo+bar@x.io"))).toEqual([
      422,
      "session.email_blocklist.email_subaddressing_not_allowed",
    ]);
    expect(statusAndCode(await to("foo@bad.io"))).toEqual([422, "session.email_blocklist.email_not_allowed"]);
    expect((await to("foo@bad.io", "SignIn")).status).toBe(200);
  });
});

describe("POST /api/experience/verification/verification-code/verify", () => {
  it("the documented request, word for word: first without a session, then with one", async () => {
    const text = '{"identifier":{"type":"email","value":"string"},"verificationId":"string","code":"string"}';
    const path = `/api/experience${codes}/verify`;
    const cookieless = await send("POST", path, { text });
    expect(statusAndCode(cookieless)).toEqual([400, "session.not_found"]);
    const browser = await anInteraction(client);
    expect(statusAndCode(await browser.call("POST", path, { text }))).toEqual([400, "guard.invalid_input"]);
    const real = text.replace('"value":"string"', '"value":"foo@example.com"');
    expect(statusAndCode(await browser.call("POST", path, { text: real }))).toEqual([
      404,
      "session.verification_session_not_found",
    ]);
  });

  it.each([
    ["E5: an address", someone],
    ["E14: a number", somePhone],
  ])("%s and the correct code, once", async (_, fresh) => {
    const browser = await anInteraction(client);
    const to = fresh();
    const { verificationId, code } = await sendCode(client, browser, to);
    const verified = await verifyCode(browser, to, verificationId, code);
    expect([verified.status, verified.body]).toEqual([200, { verificationId }]);
    expect(statusAndCode(await verifyCode(browser, to, verificationId, code))).toEqual([
      400,
      "verification_code.not_found",
    ]);
  });

  it("E3, E4, E16: refuses another id, another address, and another type", async () => {
    const browser = await anInteraction(client);
    const email = someone();
    const { verificationId, code } = await sendCode(client, browser, email);
    const missing = [404, "session.verification_session_not_found"];
    expect(statusAndCode(await verifyCode(browser, email, "invalid_verification_id", code))).toEqual(missing);
    expect(statusAndCode(await verifyCode(browser, "4915123456789", verificationId, code))).toEqual(missing);
    expect(statusAndCode(await verifyCode(browser, "different@logto.io", verificationId, code))).toEqual([
      400,
      "verification_code.email_mismatch",
    ]);
    const phone = somePhone();
    const second = await sendCode(client, browser, phone);
    expect(
      statusAndCode(await verifyCode(browser, "4915123456789", second.verificationId, second.code)),
    ).toEqual([400, "verification_code.phone_mismatch"]);
    expect((await verifyCode(browser, email, verificationId, code)).status).toBe(200);
  });

  it("a newer record replaces the older one, and a record belongs to one interaction", async () => {
    const browser = await anInteraction(client);
    const email = someone();
    const first = await sendCode(client, browser, email);
    const second = await sendCode(client, browser, email);
    const missing = [404, "session.verification_session_not_found"];
    expect(statusAndCode(await verifyCode(browser, email, first.verificationId, first.code))).toEqual(
      missing,
    );
    const thief = await anInteraction(client);
    expect(statusAndCode(await verifyCode(thief, email, second.verificationId, second.code))).toEqual(
      missing,
    );
    expect((await verifyCode(browser, email, second.verificationId, second.code)).status).toBe(200);
  });

  it("E15: the interaction shows what is verified", async () => {
    const browser = await anInteraction(client);
    const email = someone();
    const { verificationId, code } = await sendCode(client, browser, email);
    const record = async () => (await browser.get("/interaction")).body.verificationRecords[0];
    const identifier = { type: "email", value: email };
    expect(await record()).toMatchObject({
      id: verificationId,
      type: "EmailVerificationCode",
      verified: false,
      identifier,
    });
    await verifyCode(browser, email, verificationId, code);
    expect(await record()).toMatchObject({ verified: true, identifier });
    expect(JSON.stringify((await browser.get("/interaction")).body)).not.toContain(code);
  });

  it("refuses after too many tries, after expiry, and in another session", async () => {
    const browser = await anInteraction(client);
    const email = someone();
    const { verificationId, code } = await sendCode(client, browser, email);
    for (let i = 0; i < 10; i++)
      expect(statusAndCode(await verifyCode(browser, email, verificationId, wrongCode(code)))).toEqual([
        400,
        "verification_code.code_mismatch",
      ]);
    expect(statusAndCode(await verifyCode(browser, email, verificationId, code))).toEqual([
      400,
      "verification_code.exceed_max_try",
    ]);
    const late = await sendCode(client, browser, email);
    await age(fromShortId(late.verificationId)!, 601);
    for (let i = 0; i < 2; i++)
      expect(statusAndCode(await verifyCode(browser, email, late.verificationId, late.code))).toEqual([
        400,
        "verification_code.expired",
      ]);
  });

  it("of many parallel correct answers, one succeeds", async () => {
    const browser = await anInteraction(client);
    const email = someone();
    const { verificationId, code } = await sendCode(client, browser, email);
    const all = await Promise.all(
      Array.from({ length: 10 }, () => verifyCode(browser, email, verificationId, code)),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe("B1: a lock", () => {
  it("starts with the fifth wrong password, counted together with wrong codes for the same identifier", async () => {
    const strict = await withExperience({ sentinelPolicy: { maxAttempts: 5, lockoutDuration: 10 } });
    const [email, password] = [someone(), "correct horse battery"];
    await aPerson(strict, { email, password });
    const browser = await anInteraction(strict);
    const prove = (value: string, given: string) =>
      browser.post("/verification/password", { identifier: { type: "email", value }, password: given });
    for (let i = 0; i < 4; i++)
      expect(statusAndCode(await prove(email, "wrong"))).toEqual([422, "session.invalid_credentials"]);
    const last = await prove(email, "wrong");
    expect(statusAndCode(last)).toEqual([400, "session.verification_blocked_too_many_attempts"]);
    expect(last.body.message).toBe("Too many attempts in a short time. Please try again in 10 minutes.");
    expect(statusAndCode(await prove(email, password))).toEqual([
      400,
      "session.verification_blocked_too_many_attempts",
    ]);
    // An unknown identifier gets the same response.
    const unknown = someone();
    for (let i = 0; i < 4; i++) expect((await prove(unknown, "wrong")).status).toBe(422);
    expect((await prove(unknown, "wrong")).status).toBe(400);

    const other = someone();
    const { verificationId, code } = await sendCode(strict, browser, other);
    for (let i = 0; i < 4; i++) await verifyCode(browser, other, verificationId, wrongCode(code));
    expect(statusAndCode(await prove(other, "wrong"))).toEqual([
      400,
      "session.verification_blocked_too_many_attempts",
    ]);
    expect(statusAndCode(await verifyCode(browser, other, verificationId, code))).toEqual([
      400,
      "session.verification_blocked_too_many_attempts",
    ]);
  });
});

describe("unknown paths and methods", () => {
  it("are answered like the vendor's", async () => {
    const browser = await anInteraction(client);
    expect(statusAndCode(await browser.get("/nothing"))).toEqual([404, "Not Found"]);
    const wrong = await browser.get("/submit");
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
    expect((await browser.call("POST", codes, { text: "{" })).status).toBe(400);
    expect((await browser.call("POST", codes, { text: '{"identifier":"\\u0000"}' })).status).toBe(400);
  });
});
