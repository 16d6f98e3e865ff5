import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { env } from "@/lib/env";
import {
  answer,
  aTokenClient,
  claimsOf,
  clientToken,
  credentials,
  post,
  type TokenClient,
} from "@/lib/http/oauth/contract/harness";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import {
  type App,
  anApp,
  aPerson,
  type Body,
  changed,
  lastMessage,
  open,
  prove,
  send,
  signedIn,
  someAddress,
  someNumber,
} from "./harness";

/* What a team that moves calls besides the verification itself. */

useTestDatabase();

let worker: Worker;
let app: App;
let client: TokenClient;
beforeAll(async () => {
  worker = startWorker({ openChallenges, log });
  app = await anApp({ settings: { maxFailures: 20 } });
  client = await aTokenClient({ project: app.project });
});
afterAll(() => worker.stop());

async function asApp({ project, id, secret, ...client }: TokenClient): Promise<App> {
  const token = await clientToken({ project, id, secret, ...client }, {}, "/cis/oidc/token");
  return {
    project,
    clientId: id,
    clientSecret: secret,
    token,
    post: (path, body) => send("POST", path, { token, body }),
    get: (path) => send("GET", path, { token }),
  };
}
const at = (path: string) => ({ path: `/cis/oidc/${path}` });

/** The tokens of a new session. */
async function tokensOf(of: App, userId: string): Promise<Body> {
  const by = { identifier_type: "user_id", identifier: userId };
  const { body } = await of.post("/cis/v1/auth/otp/send", { channel: "direct", ...by });
  return (await of.post("/cis/v1/auth/otp/authenticate", { passcode: body.code, ...by })).body;
}

describe("calls of a single-page app", () => {
  it.each(["links/email", "otp/email/send", "otp/email/validate", "otp/sms/send", "otp/sms/validate"])(
    "%s is allowed from every origin, also when it is refused",
    async (path) => {
      const preflight = await open("OPTIONS", `/cis/v1/verification/${path}`, {
        headers: {
          origin: "https://app.example",
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization,content-type",
        },
      });
      expect(preflight.status).toBe(204);
      expect(Object.fromEntries(preflight.headers)).toMatchObject({
        "access-control-allow-origin": "https://app.example",
        "access-control-allow-methods": "POST, OPTIONS",
        "access-control-allow-headers": "authorization,content-type",
      });
      const refused = await send("POST", `/cis/v1/verification/${path}`, {
        headers: { origin: "https://app.example" },
        body: {},
      });
      expect(refused.status).toBe(401);
      expect(refused.headers.get("access-control-allow-origin")).toBe("https://app.example");
    },
  );

  it("are not those of a backend, whose secret a page must not have", async () => {
    const answered = await open("OPTIONS", "/cis/v1/users", { headers: { origin: "https://app.example" } });
    expect(answered.headers.has("access-control-allow-origin")).toBe(false);
  });
});

describe("refresh tokens", () => {
  it("get new tokens once, by either of the vendor's calls", async () => {
    const person = await aPerson(app);
    const first = await tokensOf(app, person.userId);
    const second = await app.post("/cis/v1/auth/token/refresh", { refresh_token: first.refresh_token });
    expect(second.status).toBe(200);
    expect(claimsOf(second.body.access_token).sub).toBe(person.userId);
    expect(claimsOf(second.body.id_token)).toMatchObject({ sub: person.userId, email: person.email });
    const used = await app.post("/cis/v1/auth/token/refresh", { refresh_token: first.refresh_token });
    expect(used.body).toEqual({ message: ["refresh_token is invalid or expired"], error_code: 400 });

    const here = await asApp(client);
    const { refresh_token } = await tokensOf(here, person.userId);
    const form = { grant_type: "refresh_token", refresh_token, ...credentials(client) };
    const third = await post(form, at("token"));
    expect(third).toMatchObject({ status: 200, body: { token_type: "Bearer", expires_in: 3600 } });
    const sent = await send("POST", "/cis/v1/verification/otp/email/send", {
      token: third.body.access_token,
      body: { email: someAddress() },
    });
    expect(sent.status).toBe(200);
    expect((await post(form, at("token"))).body.error).toBe("invalid_grant");
  });

  it("of another application are refused and stay valid", async () => {
    const person = await aPerson(app);
    const { refresh_token } = await tokensOf(app, person.userId);
    const stolen = await post(
      { grant_type: "refresh_token", refresh_token, ...credentials(client) },
      at("token"),
    );
    expect(stolen.body.error).toBe("invalid_grant");
    await post({ token: refresh_token, ...credentials(client) }, at("token/revocation"));
    expect((await app.post("/cis/v1/auth/token/refresh", { refresh_token })).status).toBe(200);
  });

  it("get one new token for 20 parallel requests", async () => {
    const person = await aPerson(app);
    const { refresh_token } = await tokensOf(app, person.userId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.post("/cis/v1/auth/token/refresh", { refresh_token })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("are revoked and introspected", async () => {
    const here = await asApp(client);
    const person = await aPerson(app);
    const { access_token, refresh_token } = await tokensOf(here, person.userId);
    const introspect = async (token: string) =>
      (await post({ token, ...credentials(client) }, at("token/introspection"))).body;
    expect(await introspect(access_token)).toMatchObject({
      active: true,
      sub: person.userId,
      client_id: client.id,
      token_type: "Bearer",
      iss: `${env.PUBLIC_URL}/cis/oidc`,
    });
    expect(await introspect(refresh_token)).toMatchObject({ active: true, token_type: "refresh_token" });

    const revoked = await post({ token: refresh_token, ...credentials(client) }, at("token/revocation"));
    expect(revoked.status).toBe(200);
    expect(await introspect(refresh_token)).toEqual({ active: false });
    expect(await introspect(access_token)).toEqual({ active: false });
    const refused = await post({ token: access_token, ...credentials(client) }, at("token/revocation"));
    expect(refused).toMatchObject({ status: 400, body: { error: "unsupported_token_type" } });

    expect(await introspect("x")).toEqual({ active: false });
    const stranger = await aTokenClient();
    const elsewhere = await post(
      { token: access_token, ...credentials(stranger) },
      at("token/introspection"),
    );
    expect(elsewhere.body).toEqual({ active: false });
    const nobody = await post(
      { token: access_token, client_id: client.id, client_secret: "x" },
      at("token/introspection"),
    );
    expect([nobody.status, nobody.body.error]).toEqual([401, "invalid_client"]);
  });
});

describe("userinfo", () => {
  it("returns the signed-in user's profile, at the path that discovery names", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    const discovered = await answer(`${env.PUBLIC_URL}/cis/oidc/.well-known/openid-configuration`);
    const { userinfo_endpoint: url } = await discovered.json();
    for (const method of ["GET", "POST"] as const) {
      const { status, body } = await send(method, new URL(url).pathname, { token: person.token });
      expect([status, body]).toEqual([
        200,
        {
          sub: person.userId,
          email: person.email,
          email_verified: true,
          secondary_emails: [],
          secondary_phone_numbers: [],
        },
      ]);
    }
    expect((await send("GET", "/cis/oidc/me", { token: app.token })).status).toBe(401);
  });
});

describe("a suspended user", () => {
  it("cannot sign in, and their tokens are refused until they are active again", async () => {
    const person = await aPerson(app);
    const { refresh_token } = await tokensOf(app, person.userId);
    const put = (status: string) =>
      send("PUT", `/cis/v1/users/${person.userId}`, { token: app.token, body: { status } });
    expect((await put("Disabled")).body.result.status).toBe("Disabled");
    expect((await person.profile()).status).toBe("Disabled");

    const suspended = { message: "User is suspended", error_code: 403 };
    const by = { identifier_type: "user_id", identifier: person.userId };
    const sent = await app.post("/cis/v1/auth/otp/send", { channel: "direct", ...by });
    expect(sent.body).toEqual(suspended);
    const signedInAgain = await app.post("/cis/v1/auth/otp/authenticate", { passcode: "123456", ...by });
    expect(signedInAgain.body).toEqual(suspended);
    expect((await app.post("/cis/v1/auth/token/refresh", { refresh_token })).status).toBe(400);
    const refused = await person.verify("otp/email/send", { email: someAddress() });
    expect(refused.body).toEqual({ message: "Invalid token", error_code: 401 });
    // Others are not concerned.
    const other = await aPerson(app);
    expect((await other.verify("otp/email/send", { email: someAddress() })).status).toBe(200);

    await put("Active");
    expect((await person.verify("otp/email/send", { email: someAddress() })).status).toBe(200);
    expect((await put("Pending")).body.message).toEqual([
      "status must be one of the following values: Active, Disabled",
    ]);
  });
});

describe("the directory", () => {
  it("creates, finds and signs in users by username", async () => {
    const username = `jane-${Date.now()}`;
    const made = await app.post("/cis/v1/users", { username });
    expect([made.status, made.body.result.username]).toEqual([201, username]);
    const { user_id } = made.body.result;
    expect((await app.get(`/cis/v1/users/username/${username}`)).body.result.user_id).toBe(user_id);
    expect((await app.get(`/cis/v1/users/username/${username.toUpperCase()}`)).status).toBe(404);
    await send("PUT", `/cis/v1/users/${user_id}`, { token: app.token, body: { email: someAddress() } });
    const by = { identifier_type: "username", identifier: username };
    const { body } = await app.post("/cis/v1/auth/otp/send", { channel: "direct", ...by });
    const authenticated = await app.post("/cis/v1/auth/otp/authenticate", { passcode: body.code, ...by });
    expect(claimsOf(authenticated.body.access_token).sub).toBe(user_id);
  });

  it("replaces secondary values, and keeps what was proven about those that stay", async () => {
    const person = await aPerson(app);
    await prove(person, person.email);
    const [kept, added, phone] = [someAddress(), someAddress(), someNumber()];
    await prove(person, kept);
    const put = async (body: object) =>
      (await send("PUT", `/cis/v1/users/${person.userId}`, { token: app.token, body })).body.result;
    const both = await put({ secondary_emails: [kept, added], secondary_phone_numbers: [phone] });
    expect(both.secondary_emails).toMatchObject([
      { value: kept, email_verified: true },
      { value: added, email_verified: false },
    ]);
    expect(both.secondary_phone_numbers).toMatchObject([{ value: phone, phone_number_verified: false }]);
    const one = await put({ secondary_emails: [added] });
    expect(one.email.value).toBe(person.email);
    expect(one.secondary_emails).toMatchObject([{ value: added }]);
    expect(one.secondary_phone_numbers).toHaveLength(1);
    const taken = await send("PUT", `/cis/v1/users/${(await aPerson(app)).userId}`, {
      token: app.token,
      body: { secondary_emails: [person.email] },
    });
    expect(taken.body).toEqual({ message: "User already exists", error_code: 409 });
  });

  it("counts users", async () => {
    const tag = `count-${Date.now()}`;
    for (let i = 0; i < 3; i++) await app.post("/cis/v1/users", { email: `${tag}.${i}@x.example` });
    const { body } = await app.get(`/cis/v1/users/count?search=${tag}`);
    expect(body).toEqual({ result: { user_count: 3 } });
  });
});

describe("an application's own name", () => {
  it("is in its tokens and messages", async () => {
    const { project } = await anApp();
    const client = await aTokenClient({ project });
    await changed(project, { applications: [{ clientId: client.id, name: "Acme Mobile" }] });
    const own = await asApp(client);
    const person = await aPerson(own);
    expect(claimsOf(await signedIn(own, person.userId)).app_name).toBe("Acme Mobile");
    const phone_number = someNumber();
    await person.verify("otp/sms/send", { phone_number, custom_message: "{app}: {otp}" });
    const { text, code } = await lastMessage(own, phone_number);
    expect(text).toBe(`Acme Mobile: ${code}`);
  });
});
