import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { claimsOf } from "@/lib/http/oauth/contract/harness";
import { fromShortId } from "@/lib/id";
import { type App, anApp, aPerson, type Body, open, send, type TestResponse, type TestUser } from "./harness";

/* A session is a sign-in that can still be refreshed. */

useTestDatabase();

let app: App;
let person: TestUser;
beforeAll(async () => {
  app = await anApp();
  person = await aPerson(app);
});

/** The tokens of a new sign-in. */
async function signedIn(of: App = app, userId = person.userId): Promise<Body> {
  const by = { identifier_type: "user_id", identifier: userId };
  const { body } = await of.post("/cis/v1/auth/otp/send", { channel: "direct", ...by });
  return (await of.post("/cis/v1/auth/otp/authenticate", { passcode: body.code, ...by })).body;
}

const refreshed = ({ refresh_token }: Body, of: App = app) =>
  of.post("/cis/v1/auth/token/refresh", { refresh_token });
const logOut = ({ access_token: token }: Body) => send("POST", "/cis/v1/auth/logout", { token });
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
