import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import type { LogtoSignInExperience } from "@/lib/projects";
import { findUserByNumber, listUsers } from "@/lib/users";
import { readNumber } from "../ids";
import { connectorIdOf } from "../records/find-connector";
import { anInteraction, type Browser, proven, sendCode } from "./browser";
import { aClient, type Client, someone, somePhone } from "./harness";
import { anIdentityProvider, type ProviderAccount, redirectUri } from "./identity-provider";
import { aPerson, statusAndCode, systemCtx } from "./person";

useTestDatabase();

let client: Client;
let provider: Awaited<ReturnType<typeof anIdentityProvider>>;
let connectorId: string;
beforeAll(async () => {
  client = await aClient();
  provider = await anIdentityProvider();
  connectorId = connectorIdOf(await provider.connect(client));
});
afterAll(() => provider.close());

const withExperience = (over: Partial<LogtoSignInExperience>) =>
  aClient({
    logto: { signInExperience: { ...client.project.settings.dialects.logto.signInExperience, ...over } },
  });

const identify = (browser: Browser, verificationId?: string, more: object = {}) =>
  browser.post("/identification", { verificationId, ...more });
const turn = (browser: Browser, interactionEvent: string) =>
  browser.put("/interaction-event", { interactionEvent });
const done = async (browser: Browser) => {
  const submitted = await browser.post("/submit");
  expect(submitted.status).toBe(200);
  expect(submitted.body.redirectTo).toMatch(new RegExp(`^${env.PUBLIC_URL}/oidc/auth/[0-9a-z]{21}$`));
};

/** The user with this address, as stored. */
async function userOf(email: string, by = client) {
  const [user] = await listUsers(systemCtx(by), { identifier: { email }, limit: 2 });
  return user;
}

/** The user of the interaction. */
async function userIn(browser: Browser, by = client) {
  const { userId } = (await browser.get("/interaction")).body;
  const found = await findUserByNumber(systemCtx(by), readNumber(userId)!);
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

describe("signing in", () => {
  it("D1: signs in a known user", async () => {
    const email = someone();
    const person = await aPerson(client, { email });
    const browser = await anInteraction(client);
    const identified = await identify(browser, await proven(client, browser, email));
    expect([identified.status, identified.body]).toEqual([204, null]);
    expect((await userIn(browser)).id).toBe(person.id);
    await done(browser);
    const { lastSignInAt } = (await person.call("GET", "/api/my-account")).body;
    expect(lastSignInAt).toBeGreaterThan(Date.now() - 60_000);
  });

  it("D2: registers an unknown person", async () => {
    const email = someone();
    const browser = await anInteraction(client);
    const verificationId = await proven(client, browser, email);
    const unknown = await identify(browser, verificationId);
    expect(statusAndCode(unknown)).toEqual([404, "user.user_not_exist"]);
    expect(unknown.body.data).toEqual({ identifier: email });
    expect(unknown.body.message).toBe("User with {{ identifier }} does not exist.");
    expect((await turn(browser, "Register")).status).toBe(204);
    const created = await identify(browser, verificationId);
    expect([created.status, created.body]).toEqual([201, "Created"]);
    expect(created.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const user = await userOf(email);
    expect(user?.identifiers).toMatchObject([{ value: email, evidence: "proven", isPrimary: true }]);
    await done(browser);
  });

  it("signs in by phone number", async () => {
    const phone = somePhone();
    const person = await aPerson(client, { phone });
    const browser = await anInteraction(client);
    expect((await identify(browser, await proven(client, browser, phone))).status).toBe(204);
    expect((await userIn(browser)).id).toBe(person.id);
  });

  it("signs in by password, with any identifier", async () => {
    const [email, username, password] = [someone(), "jane_doe", "correct horse battery"];
    const person = await aPerson(client, { email, username, password });
    for (const identifier of [
      { type: "email", value: email },
      { type: "username", value: username },
    ]) {
      const browser = await anInteraction(client);
      const verified = await browser.post("/verification/password", { identifier, password });
      expect(verified.status).toBe(200);
      expect((await identify(browser, verified.body.verificationId)).status).toBe(204);
      expect((await userIn(browser)).id).toBe(person.id);
    }
  });

  it("D7: requires a record that is verified, of a method that the project allows", async () => {
    const browser = await anInteraction(client);
    const missing = await identify(browser);
    expect(statusAndCode(missing)).toEqual([400, "guard.invalid_input"]);
    expect(missing.body.details).toContain('Error in key path "verificationId"');
    const { verificationId } = await sendCode(client, browser, someone());
    expect(statusAndCode(await identify(browser, verificationId))).toEqual([
      400,
      "session.verification_failed",
    ]);
    expect(statusAndCode(await identify(browser, "unknown"))).toEqual([
      404,
      "session.verification_session_not_found",
    ]);
    const byPassword = await withExperience({
      signIn: {
        methods: [{ identifier: "email", password: true, verificationCode: false, isPasswordPrimary: true }],
      },
    });
    const other = await anInteraction(byPassword);
    expect(statusAndCode(await identify(other, await proven(byPassword, other, someone())))).toEqual([
      422,
      "user.sign_in_method_not_enabled",
    ]);
    const registerOnly = await withExperience({ signInMode: "Register" });
    const third = await anInteraction(registerOnly);
    expect(statusAndCode(await identify(third, await proven(registerOnly, third, someone())))).toEqual([
      403,
      "auth.forbidden",
    ]);
    expect(statusAndCode(await turn(third, "SignIn"))).toEqual([403, "auth.forbidden"]);
  });

  it("refuses a suspended user, and a second user in one interaction", async () => {
    const [email, other] = [someone(), someone()];
    await aPerson(client, { email, wireContext: { logto: { isSuspended: true } } });
    await aPerson(client, { email: other });
    const browser = await anInteraction(client);
    expect(statusAndCode(await identify(browser, await proven(client, browser, email)))).toEqual([
      401,
      "user.suspended",
    ]);
    expect((await identify(browser, await proven(client, browser, other))).status).toBe(204);
    const third = someone();
    await aPerson(client, { email: third });
    expect(statusAndCode(await identify(browser, await proven(client, browser, third)))).toEqual([
      409,
      "session.identity_conflict",
    ]);
  });

  it("refuses to submit before the user is identified", async () => {
    const browser = await anInteraction(client);
    expect(statusAndCode(await browser.post("/submit"))).toEqual([404, "session.identifier_not_found"]);
  });
});

describe("a password reset", () => {
  it("replaces the password of the user who proves the address", async () => {
    const email = someone();
    await aPerson(client, { email, password: "the lost one" });
    const browser = await anInteraction(client, "ForgotPassword");
    const reset = (password: string) => browser.put("/profile/password", { password });
    expect(statusAndCode(await reset("x"))).toEqual([404, "session.identifier_not_found"]);
    const verificationId = await proven(client, browser, email, "ForgotPassword");
    expect((await identify(browser, verificationId)).status).toBe(204);
    expect((await reset("the new one")).status).toBe(204);
    expect(JSON.stringify((await browser.get("/interaction")).body)).not.toContain("scrypt");
    const submitted = await browser.post("/submit");
    expect([submitted.status, submitted.body]).toEqual([204, null]);
    const again = await anInteraction(client);
    const identifier = { type: "email", value: email };
    const prove = (password: string) => again.post("/verification/password", { identifier, password });
    expect((await prove("the new one")).status).toBe(200);
    expect(statusAndCode(await prove("the lost one"))).toEqual([422, "session.invalid_credentials"]);
    expect(statusAndCode(await again.put("/profile/password", { password: "x" }))).toEqual([
      400,
      "session.invalid_interaction_type",
    ]);
  });

  it("D8: accepts no other changes", async () => {
    const browser = await anInteraction(client, "ForgotPassword");
    const filled = await browser.post("/profile", { type: "username", value: "jane" });
    expect(statusAndCode(filled)).toEqual([400, "session.not_supported_for_forgot_password"]);
  });
});

describe("registering", () => {
  it("D3: reports what is missing, keeps the rest, and continues once it is provided", async () => {
    const strict = await withExperience({
      signUp: { identifiers: ["email"], password: true, verify: true },
    });
    const browser = await anInteraction(strict, "Register");
    const email = someone();
    const missing = await identify(browser, await proven(strict, browser, email, "Register"));
    expect(statusAndCode(missing)).toEqual([422, "user.missing_profile"]);
    expect(missing.body.data).toEqual({ missingProfile: ["password"] });
    const filled = await browser.post("/profile", { type: "password", value: "correct horse battery" });
    expect([filled.status, filled.body]).toEqual([204, null]);
    expect((await browser.get("/interaction")).body.profile).toEqual({ primaryEmail: email });
    expect((await identify(browser)).status).toBe(201);
    await done(browser);
    const again = await anInteraction(strict);
    const proof = await again.post("/verification/password", {
      identifier: { type: "email", value: email },
      password: "correct horse battery",
    });
    expect(proof.status).toBe(200);
  });

  it("D6: refuses an address that another user has, and can then continue as a sign-in", async () => {
    const email = someone();
    await aPerson(client, { email });
    const browser = await anInteraction(client, "Register");
    const verificationId = await proven(client, browser, email, "Register");
    expect(statusAndCode(await identify(browser, verificationId))).toEqual([
      422,
      "user.email_already_in_use",
    ]);
    expect((await turn(browser, "SignIn")).status).toBe(204);
    expect((await identify(browser, verificationId)).status).toBe(204);
    await done(browser);
  });

  it("registers with a unique username", async () => {
    const named = await withExperience({
      signUp: { identifiers: ["username"], password: false, verify: false },
    });
    await aPerson(named, { username: "taken" });
    const browser = await anInteraction(named, "Register");
    const fill = (value: string) => browser.post("/profile", { type: "username", value });
    expect(statusAndCode(await fill("taken"))).toEqual([422, "user.username_already_in_use"]);
    expect(statusAndCode(await fill("1x"))).toEqual([400, "guard.invalid_input"]);
    expect(statusAndCode(await identify(browser))).toEqual([422, "user.missing_profile"]);
    expect((await fill("jane")).status).toBe(204);
    expect((await identify(browser)).status).toBe(201);
    expect((await userIn(browser, named)).id).toBeTruthy();
  });

  it("refuses if registration is disabled, or a captcha is required", async () => {
    const closed = await withExperience({ signInMode: "SignIn" });
    const browser = await anInteraction(closed, "Register");
    const verificationId = await proven(closed, browser, someone(), "Register");
    expect(statusAndCode(await identify(browser, verificationId))).toEqual([403, "auth.forbidden"]);
    expect(statusAndCode(await turn(browser, "Register"))).toEqual([403, "auth.forbidden"]);
  });

  it("of many parallel calls, one creates the user", async () => {
    const email = someone();
    const browser = await anInteraction(client, "Register");
    const verificationId = await proven(client, browser, email, "Register");
    const all = await Promise.all(Array.from({ length: 8 }, () => identify(browser, verificationId)));
    expect(all.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(422)]);
    expect(await listUsers(systemCtx(client), { identifier: { email }, limit: 5 })).toHaveLength(1);
  });

  it("of two interactions for one address, one creates the user", async () => {
    const email = someone();
    const browsers = [await anInteraction(client, "Register"), await anInteraction(client, "Register")];
    const ids: string[] = [];
    for (const browser of browsers) ids.push(await proven(client, browser, email, "Register"));
    const all = await Promise.all(browsers.map((browser, i) => identify(browser, ids[i])));
    expect(all.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  });
});

describe("a one-time token", () => {
  const make = async (by: Client, email: string, context: object = {}) =>
    (await by.call("POST", "/api/one-time-tokens", { body: { email, context } })).body.token as string;
  const redeem = (browser: Browser, email: string, token: string) =>
    browser.post("/verification/one-time-token/verify", {
      identifier: { type: "email", value: email },
      token,
    });

  it("verifies its address once, and allows a registration that is otherwise disabled", async () => {
    const closed = await withExperience({ signInMode: "SignIn", captchaPolicy: { enabled: true } });
    const email = someone();
    const token = await make(closed, email);
    const browser = await anInteraction(closed, "Register");
    expect(statusAndCode(await redeem(browser, someone(), token))).toEqual([
      400,
      "one_time_token.email_mismatch",
    ]);
    expect(statusAndCode(await redeem(browser, email, "x"))).toEqual([404, "one_time_token.token_not_found"]);
    const used = await redeem(browser, email, token);
    expect(used.status).toBe(200);
    expect(statusAndCode(await redeem(browser, email, token))).toEqual([
      400,
      "one_time_token.token_consumed",
    ]);
    const shown = (await browser.get("/interaction")).body;
    expect(shown.captcha).toEqual({ verified: false, skipped: true });
    expect(shown.verificationRecords).toMatchObject([
      { type: "OneTimeToken", verified: true, identifier: { type: "email", value: email } },
    ]);
    expect((await identify(browser, used.body.verificationId)).status).toBe(201);
    expect((await userOf(email, closed))?.identifiers).toMatchObject([{ value: email, evidence: "proven" }]);
    await done(browser);
  });

  it("is valid only for the purpose it was created for", async () => {
    const email = someone();
    const person = await aPerson(client, { email });
    const token = await make(client, email, { interactionEvent: "SignIn" });
    const wrong = await anInteraction(client, "Register");
    expect(statusAndCode(await redeem(wrong, email, token))).toEqual([
      400,
      "one_time_token.interaction_event_mismatch",
    ]);
    const browser = await anInteraction(client);
    const { verificationId } = (await redeem(browser, email, token)).body;
    expect((await identify(browser, verificationId)).status).toBe(204);
    expect((await userIn(browser)).id).toBe(person.id);
  });
});

describe("the profile", () => {
  it("D4: refuses changes before the user is identified", async () => {
    const browser = await anInteraction(client);
    const filled = await browser.post("/profile", { type: "username", value: "jane" });
    expect(statusAndCode(filled)).toEqual([404, "session.identifier_not_found"]);
  });

  it("D5, D9: refuses another user's address, and stores a new one on submit", async () => {
    const [phone, taken, fresh] = [somePhone(), someone(), someone()];
    const person = await aPerson(client, { phone });
    await aPerson(client, { email: taken });
    const browser = await anInteraction(client);
    await identify(browser, await proven(client, browser, phone));
    const fill = async (to: string) =>
      browser.post("/profile", { type: "email", verificationId: await proven(client, browser, to) });
    expect(statusAndCode(await fill(taken))).toEqual([422, "user.email_already_in_use"]);
    expect((await fill(fresh)).status).toBe(204);
    const shown = (await browser.get("/interaction")).body;
    expect(shown.profile.primaryEmail).toBe(fresh);
    expect(readNumber(shown.userId)).toBe((await person.now()).number);
    expect((await person.now()).identifiers).toHaveLength(1);
    await done(browser);
    expect((await person.now()).identifiers).toMatchObject([
      { type: "phone" },
      { value: fresh, evidence: "proven", isPrimary: true },
    ]);
    expect((await browser.get("/interaction")).body.profile).toEqual({});
  });

  it("refuses a second address, and a record that is missing, unverified, or of another type", async () => {
    const email = someone();
    await aPerson(client, { email });
    const browser = await anInteraction(client);
    const own = await proven(client, browser, email);
    await identify(browser, own);
    const fill = (type: string, verificationId: string) => browser.post("/profile", { type, verificationId });
    expect(statusAndCode(await fill("email", await proven(client, browser, someone())))).toEqual([
      422,
      "user.email_exists_in_profile",
    ]);
    expect(statusAndCode(await fill("phone", own))).toEqual([404, "session.verification_session_not_found"]);
    const { verificationId } = await sendCode(client, browser, somePhone());
    expect(statusAndCode(await fill("phone", verificationId))).toEqual([400, "session.verification_failed"]);
  });

  it("sets a name, a picture and other members", async () => {
    const email = someone();
    const person = await aPerson(client, { email });
    const browser = await anInteraction(client);
    await identify(browser, await proven(client, browser, email));
    const values = { name: "Jane Doe", avatar: "https://a.example/1", locale: "de" };
    expect((await browser.post("/profile", { type: "extraProfile", values })).status).toBe(204);
    expect((await browser.post("/profile", { type: "username", value: "janedoe" })).status).toBe(204);
    await done(browser);
    const account = (await person.call("GET", "/api/my-account")).body;
    expect(account).toMatchObject({
      name: "Jane Doe",
      username: "janedoe",
      avatar: "https://a.example/1",
      profile: { locale: "de" },
      primaryEmail: email,
    });
  });
});

describe("social sign-in", () => {
  const uri = (browser: Browser, body: object = {}, id = connectorId) =>
    browser.post(`/verification/social/${id}/authorization-uri`, {
      state: "fake_state",
      redirectUri,
      ...body,
    });
  const verify = (
    browser: Browser,
    verificationId: string | undefined,
    connectorData: object,
    id = connectorId,
  ) => browser.post(`/verification/social/${id}/verify`, { verificationId, connectorData });
  const authorizedBy = async (browser: Browser, person: ProviderAccount): Promise<string> => {
    const { authorizationUri, verificationId } = (await uri(browser)).body;
    const verified = await verify(browser, verificationId, await provider.signIn(authorizationUri, person));
    expect([verified.status, verified.body]).toEqual([200, { verificationId }]);
    return verificationId;
  };
  let people = 0;
  const aStranger = (over: Partial<ProviderAccount> = {}): ProviderAccount => ({
    sub: `social-${++people}`,
    name: "Jane Doe",
    email: someone(),
    email_verified: true,
    ...over,
  });

  it("S1, S2, S6: refuses a missing state, an unknown connector, and a message connector", async () => {
    const browser = await anInteraction(client);
    expect(statusAndCode(await uri(browser, { state: "" }))).toEqual([400, "session.insufficient_info"]);
    expect(statusAndCode(await uri(browser, { redirectUri: "" }))).toEqual([
      400,
      "session.insufficient_info",
    ]);
    expect(statusAndCode(await uri(browser, {}, "invalid_connector_id"))).toEqual([404, "entity.not_found"]);
    expect(statusAndCode(await verify(browser, "x", {}, "invalid_connector_id"))).toEqual([
      422,
      "session.invalid_connector_id",
    ]);
    const [mail] = (await client.call("GET", "/api/connectors")).body.filter(
      ({ type }: { type: string }) => type === "Email",
    );
    expect(statusAndCode(await uri(browser, {}, mail.id))).toEqual([400, "connector.unexpected_type"]);
  });

  it("S3: goes to the provider and back", async () => {
    const browser = await anInteraction(client);
    const begun = await uri(browser, { scope: "dropped" });
    expect(begun.status).toBe(200);
    expect(Object.keys(begun.body)).toEqual(["authorizationUri", "verificationId"]);
    const query = new URL(begun.body.authorizationUri).searchParams;
    expect([query.get("state"), query.get("redirect_uri")]).toEqual(["fake_state", redirectUri]);
    expect(query.get("scope")).not.toContain("dropped");
    const person = aStranger();
    await authorizedBy(browser, person);
    const shown = (await browser.get("/interaction")).body;
    expect(shown.captcha).toEqual({ verified: false, skipped: true });
    expect(shown.verificationRecords).toMatchObject([
      {
        type: "Social",
        verified: true,
        connectorId,
        socialUserInfo: { id: person.sub, email: person.email },
      },
    ]);
    expect(JSON.stringify(shown)).not.toContain("secret");
  });

  it("connector data without a code leaves the session usable", async () => {
    const browser = await anInteraction(client);
    const { authorizationUri, verificationId } = (await uri(browser)).body;
    expect(statusAndCode(await verify(browser, verificationId, {}))).toEqual([400, "connector.general"]);
    const data = await provider.signIn(authorizationUri, aStranger());
    expect((await verify(browser, verificationId, data)).status).toBe(200);
  });

  it("S4: refuses a code's record, no record, another connector's record, and a code used twice", async () => {
    const browser = await anInteraction(client);
    const { verificationId } = await sendCode(client, browser, someone());
    const missing = [404, "session.verification_session_not_found"];
    expect(statusAndCode(await verify(browser, verificationId, { code: "fake_code" }))).toEqual(missing);
    expect(statusAndCode(await verify(browser, undefined, { code: "fake_code" }))).toEqual(missing);
    const other = connectorIdOf(await provider.connect(client, "other-id"));
    const begun = (await uri(browser)).body;
    expect(statusAndCode(await verify(browser, begun.verificationId, { code: "x" }, other))).toEqual(missing);
    const data = await provider.signIn(begun.authorizationUri, aStranger());
    expect((await verify(browser, begun.verificationId, data)).status).toBe(200);
    expect(statusAndCode(await verify(browser, begun.verificationId, data))).toEqual([
      400,
      "session.connector_validation_session_not_found",
    ]);
  });

  it("S5: an unknown account becomes a user with its address, and is recognized the next time", async () => {
    const person = aStranger();
    const browser = await anInteraction(client);
    const verificationId = await authorizedBy(browser, person);
    expect(statusAndCode(await identify(browser, verificationId))).toEqual([404, "user.identity_not_exist"]);
    expect((await turn(browser, "Register")).status).toBe(204);
    expect((await identify(browser, verificationId)).status).toBe(201);
    const user = await userOf(person.email!);
    expect(user).toMatchObject({
      name: "Jane Doe",
      socialAccounts: [{ provider: "acme-id", subject: person.sub, evidence: "proven" }],
    });
    await done(browser);
    const again = await anInteraction(client);
    expect((await identify(again, await authorizedBy(again, person))).status).toBe(204);
    expect((await userIn(again)).id).toBe(user!.id);
    const third = await anInteraction(client, "Register");
    expect(statusAndCode(await identify(third, await authorizedBy(third, person)))).toEqual([
      422,
      "user.identity_already_in_use",
    ]);
  });

  it("S7: does not take an address from another user", async () => {
    const email = someone();
    const owner = await aPerson(client, { email });
    const browser = await anInteraction(client, "Register");
    expect((await identify(browser, await authorizedBy(browser, aStranger({ email })))).status).toBe(201);
    expect((await userIn(browser)).id).not.toBe(owner.id);
    expect((await userOf(email))?.id).toBe(owner.id);
  });

  it("does not add an address that the provider has not verified", async () => {
    const person = aStranger({ email_verified: false });
    const browser = await anInteraction(client, "Register");
    expect((await identify(browser, await authorizedBy(browser, person))).status).toBe(201);
    expect(await userOf(person.email!)).toBeUndefined();
  });

  it("links the account to a user with the same address, if asked to", async () => {
    const email = someone();
    const owner = await aPerson(client, { email });
    const browser = await anInteraction(client);
    const person = aStranger({ email });
    const verificationId = await authorizedBy(browser, person);
    const related = await identify(browser, verificationId);
    expect(statusAndCode(related)).toEqual([404, "user.identity_not_exist"]);
    expect(related.body.data).toEqual({ relatedUser: { type: "email", value: email } });
    expect((await identify(browser, verificationId, { linkSocialIdentity: true })).status).toBe(204);
    expect((await owner.now()).socialAccounts).toEqual([]);
    await done(browser);
    expect((await owner.now()).socialAccounts).toMatchObject([{ subject: person.sub, evidence: "proven" }]);
    // A repeated call changes nothing.
    await done(browser);
  });

  it("a known user can add an account", async () => {
    const [email, person] = [someone(), aStranger()];
    const owner = await aPerson(client, { email });
    const browser = await anInteraction(client);
    await identify(browser, await proven(client, browser, email));
    const verificationId = await authorizedBy(browser, person);
    expect((await browser.post("/profile", { type: "social", verificationId })).status).toBe(204);
    const { socialIdentity, primaryEmail } = (await browser.get("/interaction")).body.profile;
    expect(socialIdentity).toMatchObject({ target: "acme-id", userInfo: { id: person.sub } });
    expect(primaryEmail).toBeUndefined();
    await done(browser);
    expect((await owner.now()).socialAccounts).toHaveLength(1);
    expect((await owner.now()).identifiers.map(({ value }) => value)).toEqual([email]);
  });
});
