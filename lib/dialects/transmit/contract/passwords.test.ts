import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { claimsOf } from "@/lib/http/oauth/contract/harness";
import { type App, anApp, aPerson, open, passTime, send, someAddress, type TestUser } from "./harness";

/* Passwords that users register themselves, and the rest of `/users/me`. */

useTestDatabase();

let app: App;
beforeAll(async () => {
  app = await anApp();
});

let people = 0;
const someName = () => `jane${++people}`;
const password = "correct horse";

const register = (person: TestUser, body: object) =>
  send("POST", "/cis/v1/users/me/password-credentials", { token: person.token, body });
const authenticate = (of: App, body: object) => of.post("/cis/v1/auth/password/authenticate", body);
const registered = { result: { message: "Password registered" } };
const wrongPassword = { message: "Invalid username or password", error_code: 401 };

/** A user who has proven their address. */
async function aVerified(of: App): Promise<TestUser> {
  const person = await aPerson(of);
  const path = `/cis/v1/users/${person.userId}/emails/${person.email}/verify`;
  expect((await of.post(path, {})).status).toBe(202);
  return person;
}

describe("a first password", () => {
  it("P01 signs the user in with the username that came with it", async () => {
    const person = await aPerson(app);
    const username = someName();
    const { status, body } = await register(person, { password, username });
    expect(status).toBe(200);
    expect(body).toEqual(registered);
    expect(await person.profile()).toMatchObject({ username });
    const claims = { id_token: { username: null } };
    const signedIn = await authenticate(app, { username, password, claims });
    expect(signedIn).toMatchObject({ status: 200, body: { token_type: "Bearer", expires_in: 3600 } });
    expect(claimsOf(signedIn.body.access_token)).toMatchObject({
      sub: person.userId,
      sid: signedIn.body.session_id,
    });
    expect(claimsOf(signedIn.body.id_token)).toMatchObject({ amr: ["pwd"], username });
    const { session_id } = signedIn.body;
    const again = await app.post("/cis/v1/auth/session/authenticate", { session_id });
    expect(claimsOf(again.body.id_token)).toMatchObject({ amr: ["pwd"] });
  });

  it("P02 signs the user in with a verified address, if no username came with it", async () => {
    const unverified = await aPerson(app);
    expect((await register(unverified, { password })).body).toEqual({
      message: ["username should not be empty"],
      error_code: 400,
    });
    const person = await aVerified(app);
    expect((await register(person, { password })).body).toEqual(registered);
    const by = { username_type: "email", username: person.email };
    expect((await authenticate(app, { ...by, password })).status).toBe(200);
    expect((await authenticate(app, { username: person.email, password })).body).toEqual(wrongPassword);
  });

  it("P03 does not sign anybody in with an unverified address", async () => {
    const person = await aPerson(app);
    await register(person, { password, username: someName() });
    const by = { username_type: "email", username: person.email };
    expect((await authenticate(app, { ...by, password })).body).toEqual(wrongPassword);
  });

  it("P04 is registered once, of 10 parallel calls", async () => {
    const person = await aPerson(app);
    const username = someName();
    const passwords = Array.from({ length: 10 }, (_, i) => `${password} ${i}`);
    const answers = await Promise.all(passwords.map((one) => register(person, { password: one, username })));
    const won = answers.findIndex(({ status }) => status === 200);
    const others = answers.filter((_, i) => i !== won);
    expect(won).toBeGreaterThanOrEqual(0);
    for (const { body } of others)
      expect(body).toEqual({ message: "User already has a password", error_code: 403 });
    expect((await authenticate(app, { username, password: passwords[won] })).status).toBe(200);
    // A refused call renames nobody.
    expect((await register(person, { password, username: someName() })).status).toBe(403);
    expect(await person.profile()).toMatchObject({ username });
  });

  it("P05 is refused with somebody else's username, and is then not set", async () => {
    const [one, other] = [await aPerson(app), await aPerson(app)];
    const username = someName();
    await register(one, { password, username });
    expect((await register(other, { password, username })).body).toEqual({
      message: "User already exists",
      error_code: 409,
    });
    expect((await register(other, { password, username: someName() })).status).toBe(200);
  });

  it.each([
    ["nothing", {}, ["password must be a string", "password should not be empty"]],
    ["a number", { password: 12345678 }, ["password must be a string"]],
    ["7 characters", { password: "seven77" }, ["password must be longer than or equal to 8 characters"]],
    [
      "1025 characters",
      { password: "x".repeat(1025) },
      ["password must be shorter than or equal to 1024 characters"],
    ],
    ["a number as username", { password, username: 1 }, ["username must be a string"]],
  ])("P06 %s is refused", async (_name, body, message) => {
    const person = await aPerson(app);
    expect((await register(person, body)).body).toEqual({ message, error_code: 400 });
  });

  it("P07 is registered by pages of any origin, with a user's token only", async () => {
    const preflight = await open("OPTIONS", "/cis/v1/users/me/password-credentials", {
      headers: { origin: "https://app.example", "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://app.example");
    const person = await aPerson(app);
    for (const token of [app.token, ""])
      expect((await register({ ...person, token }, { password, username: someName() })).status).toBe(401);
    await send("DELETE", `/cis/v1/users/${person.userId}`, { token: app.token });
    expect((await register(person, { password, username: someName() })).status).toBe(404);
  });
});

describe("a sign-in by password", () => {
  it("P08 is refused in the same way for a wrong password, an unknown user and another tenant's", async () => {
    const person = await aPerson(app);
    const username = someName();
    await register(person, { password, username });
    const answers = [
      await authenticate(app, { username, password: `${password}!` }),
      await authenticate(app, { username, password: ` ${password} ` }),
      await authenticate(app, { username: someName(), password }),
      await authenticate(app, { username_type: "email", username: someAddress(), password }),
      await authenticate(app, { username_type: "phone_number", username: "nonsense", password }),
      await authenticate(await anApp(), { username, password }),
    ];
    for (const { body } of answers) expect(body).toEqual(wrongPassword);
    const flaws = (await authenticate(app, { username_type: "user_id", org_id: "org" })).body.message;
    expect(flaws).toEqual([
      "org_id is not supported",
      "username must be a string",
      "username should not be empty",
      "password must be a string",
      "password should not be empty",
      "username_type must be one of the following values: username, email, phone_number",
    ]);
  });

  it("P09 is locked after three wrong passwords, also for the right one and for unknown users", async () => {
    const own = await anApp();
    const person = await aPerson(own);
    const username = someName();
    await register(person, { password, username });
    for (const name of [username, someName()]) {
      const guesses = Array.from({ length: 10 }, () => authenticate(own, { username: name, password: "x" }));
      const statuses = (await Promise.all(guesses)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(3);
      expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    }
    const locked = await authenticate(own, { username, password });
    expect(locked.body).toEqual({ message: "Too many requests", error_code: 429 });
    expect(Number(locked.headers.get("retry-after"))).toBeGreaterThan(800);
    // Wrong passwords count with wrong codes.
    const by = { identifier_type: "user_id", identifier: person.userId };
    expect((await own.post("/cis/v1/auth/otp/send", { channel: "direct", ...by })).status).toBe(429);
    await passTime(own, 900);
    expect((await authenticate(own, { username, password })).status).toBe(200);
  });

  it("P10 is refused for a suspended user, but only with the right password", async () => {
    const person = await aPerson(app);
    const username = someName();
    await register(person, { password, username });
    await send("PUT", `/cis/v1/users/${person.userId}`, {
      token: app.token,
      body: { status: "Disabled" },
    });
    expect((await authenticate(app, { username, password: "x" })).body).toEqual(wrongPassword);
    const refused = await authenticate(app, { username, password });
    expect(refused.body).toEqual({ message: "User is suspended", error_code: 403 });
  });
});

describe("device keys", () => {
  it("P11 are an empty list, for a user who exists", async () => {
    const person = await aPerson(app);
    const list = () => send("GET", "/cis/v1/users/me/device-keys", { token: person.token });
    expect(await list()).toMatchObject({ status: 200, body: { result: [] } });
    const asBackend = await send("GET", "/cis/v1/users/me/device-keys", { token: app.token });
    expect(asBackend.body).toEqual({ message: "Invalid token", error_code: 401 });
    await send("DELETE", `/cis/v1/users/${person.userId}`, { token: app.token });
    expect((await list()).body).toEqual({ message: "User not found", error_code: 404 });
  });
});
