import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { env } from "@/lib/env";
import { claimsOf } from "@/lib/http/oauth/contract/harness";
import { fromShortId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import {
  type App,
  anApp,
  aPerson,
  type Body,
  codeFor,
  linkFor,
  open,
  registered,
  send,
  someNumber,
  type TestResponse,
  type TestUser,
} from "./harness";

/* A session is a sign-in that can still be refreshed. */

useTestDatabase();

let worker: Worker;
let app: App;
let person: TestUser;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  app = await anApp({ settings: { linkVerifiesOnGet: true } });
  person = await aPerson(app);
});
afterAll(() => worker.stop());

const byId = (userId: string) => ({ identifier_type: "user_id", identifier: userId });

/** The tokens of a new sign-in. */
async function signedIn(of: App = app, userId = person.userId): Promise<Body> {
  const by = byId(userId);
  const { body } = await of.post("/cis/v1/auth/otp/send", { channel: "direct", ...by });
  return (await of.post("/cis/v1/auth/otp/authenticate", { passcode: body.code, ...by })).body;
}

const refreshed = ({ refresh_token }: Body, of: App = app) =>
  of.post("/cis/v1/auth/token/refresh", { refresh_token });
const logOut = ({ access_token: token }: Body) => send("POST", "/cis/v1/auth/logout", { token });
const again = ({ session_id }: Body, of: App = app, more: object = {}) =>
  of.post("/cis/v1/auth/session/authenticate", { session_id, ...more });
const noSession = { message: "Session not found", error_code: 400 };
const at = (userId: string) => `/cis/v1/auth/users/${userId}/sessions`;

/** Resolves once that many statements wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const [row] = await db().execute(
      sql`select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (Number(row!.waiting) >= count) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error("Nothing waits for the lock.");
}

describe("sessions", () => {
  it("S01 stay the same when their tokens are refreshed", async () => {
    const own = await aPerson(app);
    const [first] = (await app.get(at(own.userId))).body;
    const tokens = await signedIn(app, own.userId);
    expect(claimsOf(tokens.access_token).sid).toBe(tokens.session_id);
    const second = (await app.get(at(own.userId))).body;
    expect(second.map(({ session_id }: Body) => session_id)).toEqual([tokens.session_id, first.session_id]);
    const started = new Date(second[0].start_time).getTime();
    const days = (new Date(second[0].expiration_time).getTime() - started) / 86_400_000;
    expect(started).toBeCloseTo(Date.now(), -5);
    expect(days).toBeCloseTo(14, 1);
    const { body: next } = await refreshed(tokens);
    expect(claimsOf(next.access_token).sid).toBe(tokens.session_id);
    const third = (await app.get(at(own.userId))).body;
    expect(third).toHaveLength(2);
    expect(third[0]).toMatchObject({ session_id: tokens.session_id, start_time: second[0].start_time });
  });

  it("S02 end one by one when the user logs out", async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const { status, body: next } = await refreshed(one);
    expect(status).toBe(200);
    // The access token of before the refresh names the same session.
    expect(await logOut(one)).toMatchObject({ status: 200, body: { sessions_count: 1 } });
    expect((await refreshed(next)).status).toBe(400);
    expect((await logOut(one)).body).toEqual({ sessions_count: 0 });
    expect((await refreshed(other)).status).toBe(200);
  });

  it("S03 log out from pages of any origin, with a user's token only", async () => {
    const preflight = await open("OPTIONS", "/cis/v1/auth/logout", {
      headers: { origin: "https://app.example", "access-control-request-method": "POST" },
    });
    expect(preflight.headers.get("access-control-allow-origin")).toBe("https://app.example");
    for (const token of [null, app.token, "x"]) {
      const refused = await send("POST", "/cis/v1/auth/logout", { token });
      expect(refused.body).toEqual({ message: "Invalid token", error_code: 401 });
    }
  });

  it("S04 are ended by a backend, but not by another tenant's", async () => {
    const tokens = await signedIn();
    const end = (of: App, session_id: unknown) => of.post("/cis/v1/auth/session/logout", { session_id });
    const stranger = await anApp();
    expect((await end(stranger, tokens.session_id)).status).toBe(204);
    const { status, body: next } = await refreshed(tokens);
    expect(status).toBe(200);
    expect((await end(app, tokens.session_id)).status).toBe(204);
    expect((await refreshed(next)).status).toBe(400);
    for (const unknown of [tokens.session_id, "x", "é".repeat(21), "0".repeat(21)])
      expect((await end(app, unknown)).status).toBe(204);
    for (const broken of [undefined, 1, ""]) expect((await end(app, broken)).status).toBe(400);
  });

  it("S05 all end when a backend revokes them", async () => {
    const own = await aPerson(app);
    const all = [await signedIn(app, own.userId), await signedIn(app, own.userId)];
    expect((await send("DELETE", at(own.userId), { token: app.token })).status).toBe(204);
    for (const tokens of all) expect((await refreshed(tokens)).status).toBe(400);
    expect((await app.get(at(own.userId))).body).toEqual([]);
    const stranger = await anApp();
    for (const userId of ["x", person.userId]) {
      expect((await stranger.get(at(userId))).body).toEqual({ message: "User not found", error_code: 404 });
      expect((await send("DELETE", at(userId), { token: stranger.token })).status).toBe(404);
    }
  });

  it("S06 end although a refresh runs at the same time", async () => {
    const tokens = await signedIn();
    let [refreshing, ending]: Promise<TestResponse>[] = [];
    await db().transaction(async (tx) => {
      const sessionId = fromShortId(tokens.session_id);
      await tx.execute(sql`select from opaque_tokens where session_id = ${sessionId} for update`);
      refreshing = refreshed(tokens);
      await untilWaiting(1);
      ending = logOut(tokens);
      await untilWaiting(2);
    });
    const { status, body: next } = await refreshing!;
    expect(status).toBe(200);
    expect((await ending!).body).toEqual({ sessions_count: 1 });
    expect((await refreshed(next)).status).toBe(400);
  });
});

describe("a session's id", () => {
  it("S07 gets tokens for any application of the tenant, with the time and method of the sign-in", async () => {
    const own = await aPerson(app);
    await app.post("/cis/v1/auth/otp/send", { channel: "email", ...byId(own.userId) });
    const passcode = await codeFor(app, own.email);
    const { body: tokens } = await app.post("/cis/v1/auth/otp/authenticate", {
      passcode,
      ...byId(own.userId),
    });
    const other = await anApp({ project: app.project });
    const asked = { claims: { id_token: { new_user: null } }, resource: env.PUBLIC_URL };
    const { status, body } = await again(tokens, other, asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600, session_id: tokens.session_id });
    expect(claimsOf(body.access_token)).toMatchObject({
      sub: own.userId,
      sid: tokens.session_id,
      client_id: other.clientId,
      aud: env.PUBLIC_URL,
    });
    const { auth_time } = claimsOf(tokens.id_token);
    const expected = { aud: other.clientId, amr: ["eotp"], auth_time, new_user: false };
    expect(claimsOf(body.id_token)).toMatchObject(expected);
    const { body: next } = await refreshed(body, other);
    expect(claimsOf(next.id_token)).toMatchObject({ amr: ["eotp"], auth_time });
    expect((await app.get(at(own.userId))).body).toHaveLength(2);
    expect((await logOut(tokens)).body).toEqual({ sessions_count: 1 });
    expect((await refreshed(next, other)).status).toBe(400);
    expect((await refreshed(tokens)).status).toBe(400);
  });

  it("S13 is named to add a second method, which is then multi-factor authentication", async () => {
    const own = await aPerson(app);
    const [phone, password] = [someNumber(), "correct horse"];
    const username = `jane${phone}`;
    await send("PUT", `/cis/v1/users/${own.userId}`, { token: app.token, body: { phone_number: phone } });
    await send("POST", "/cis/v1/users/me/password-credentials", {
      token: own.token,
      body: { password, username },
    });
    const signIn = (path: string, body: object) => app.post(`/cis/v1/auth/${path}/authenticate`, body);
    const { body: first } = await signIn("password", { username, password });
    const { session_id } = first;
    await app.post("/cis/v1/auth/otp/send", { channel: "sms", ...byId(own.userId) });
    const passcode = await codeFor(app, phone);
    const given = { passcode, ...byId(own.userId) };
    // Refused before the passcode is used up.
    for (const wrongId of ["x", "0".repeat(21), (await signedIn()).session_id])
      expect((await signIn("otp", { ...given, session_id: wrongId })).body).toEqual(noSession);
    const { body: second } = await signIn("otp", { ...given, session_id });
    expect(second.session_id).toBe(session_id);
    expect(claimsOf(second.id_token).amr).toEqual(["pwd", "sms", "mfa"]);
    expect(claimsOf((await again({ session_id })).body.id_token).amr).toEqual(["pwd", "sms", "mfa"]);
    await app.post("/cis/v1/auth/link/email/send", { email: own.email, redirect_uri: registered });
    const link = await open("GET", await linkFor(app, own.email));
    const code = new URL(link.headers.get("location")!).searchParams.get("code");
    expect((await signIn("link/email", { code, session_id: "x" })).body).toEqual(noSession);
    const { body: third } = await signIn("link/email", { code, session_id });
    expect(claimsOf(third.id_token).amr).toEqual(["pwd", "sms", "eml", "mfa"]);
    expect((await logOut(third)).body).toEqual({ sessions_count: 1 });
    for (const tokens of [first, second, third]) expect((await refreshed(tokens)).status).toBe(400);
    expect((await signIn("password", { username, password, session_id })).body).toEqual(noSession);
  });

  it("S08 gets another 14 days", async () => {
    const tokens = await signedIn();
    const sessionId = fromShortId(tokens.session_id);
    await db().execute(sql`
      update opaque_tokens set expires_at = expires_at - interval '13 days' where session_id = ${sessionId}`);
    await again(tokens);
    const [session] = (await app.get(at(person.userId))).body;
    const days = (new Date(session.expiration_time).getTime() - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(14, 1);
  });

  it("S09 gets nothing if it is unknown, has ended, or is another tenant's", async () => {
    const tokens = await signedIn();
    expect((await again(tokens, await anApp())).body).toEqual(noSession);
    for (const session_id of ["x", "é".repeat(21), "0".repeat(21)])
      expect((await again({ session_id })).body).toEqual(noSession);
    expect((await again({})).body.message).toEqual([
      "session_id must be a string",
      "session_id should not be empty",
    ]);
    expect((await again(tokens, app, { org_id: "org" })).body.message).toEqual(["org_id is not supported"]);
    const asUser = await send("POST", "/cis/v1/auth/session/authenticate", {
      token: tokens.access_token,
      body: tokens,
    });
    expect(asUser.status).toBe(401);
    await logOut(tokens);
    expect((await again(tokens)).body).toEqual(noSession);
  });

  it("S10 gets nothing for a user who is suspended or deleted", async () => {
    const own = await aPerson(app);
    const tokens = await signedIn(app, own.userId);
    const user = `/cis/v1/users/${own.userId}`;
    await send("PUT", user, { token: app.token, body: { status: "Disabled" } });
    expect((await again(tokens)).body).toEqual({ message: "User is suspended", error_code: 403 });
    await send("DELETE", user, { token: app.token });
    expect((await again(tokens)).body).toEqual(noSession);
  });

  it("S11 gets tokens that end with the session, although it ends at the same time", async () => {
    const tokens = await signedIn();
    let [continuing, ending]: Promise<TestResponse>[] = [];
    await db().transaction(async (tx) => {
      const sessionId = fromShortId(tokens.session_id);
      await tx.execute(sql`select from opaque_tokens where session_id = ${sessionId} for update`);
      continuing = again(tokens);
      await untilWaiting(1);
      ending = logOut(tokens);
      await untilWaiting(2);
    });
    const { status, body: next } = await continuing!;
    expect(status).toBe(200);
    expect((await ending!).body).toEqual({ sessions_count: 1 });
    expect((await refreshed(next)).status).toBe(400);
  });

  it("S12 gets tokens although a refresh runs at the same time", async () => {
    const tokens = await signedIn();
    let [refreshing, continuing]: Promise<TestResponse>[] = [];
    await db().transaction(async (tx) => {
      const sessionId = fromShortId(tokens.session_id);
      await tx.execute(sql`select from opaque_tokens where session_id = ${sessionId} for update`);
      refreshing = refreshed(tokens);
      await untilWaiting(1);
      continuing = again(tokens);
      await untilWaiting(2);
    });
    expect((await refreshing!).status).toBe(200);
    expect((await continuing!).status).toBe(200);
  });
});
