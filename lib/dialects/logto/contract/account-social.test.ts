import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { fromShortId } from "@/lib/id";
import { deleteConnector } from "@/lib/social";
import { age } from "@/lib/verification/testing";
import { connectorIdOf } from "../records/find-connector";
import { aClient, type Client, handleRequest, send, someone } from "./harness";
import { anIdentityProvider, type ProviderAccount, redirectUri } from "./identity-provider";
import { aPerson, statusAndCode, systemCtx, type TestUser } from "./person";

useTestDatabase();

const path = "/api/verifications/social";
const password = "correct horse battery";

let client: Client;
let provider: Awaited<ReturnType<typeof anIdentityProvider>>;
let connectorId: string;
beforeAll(async () => {
  client = await aClient();
  provider = await anIdentityProvider();
  connectorId = connectorIdOf(await provider.connect(client));
});
afterAll(() => provider.close());

const begin = (who: TestUser, over: object = {}) =>
  who.call("POST", path, { body: { connectorId, state: "fake_state", redirectUri, ...over } });
const finish = (who: TestUser, verificationRecordId: string, connectorData: object) =>
  who.call("POST", `${path}/verify`, { body: { verificationRecordId, connectorData } });
const link = (who: TestUser, record: string, stepUp?: string, method: "POST" | "PUT" = "POST") =>
  who.call(method, "/api/my-account/identities", {
    body: { newIdentifierVerificationRecordId: record },
    headers: stepUp ? { "logto-verification-id": stepUp } : {},
  });
const unlink = (who: TestUser, target: string, stepUp: string) =>
  who.call("DELETE", `/api/my-account/identities/${target}`, {
    headers: { "logto-verification-id": stepUp },
  });
const byPassword = async (who: TestUser) =>
  (await who.call("POST", "/api/verifications/password", { body: { password } })).body.verificationRecordId;

/** A record that this person has verified at the provider. */
async function proven(who: TestUser, person: ProviderAccount, over: object = {}): Promise<string> {
  const { body } = await begin(who, over);
  const finished = await finish(
    who,
    body.verificationRecordId,
    await provider.signIn(body.authorizationUri, person),
  );
  expect([finished.status, finished.body]).toEqual([
    200,
    { verificationRecordId: body.verificationRecordId },
  ]);
  return body.verificationRecordId;
}

let people = 0;
const aStranger = (): ProviderAccount => ({
  sub: `sub-${++people}`,
  name: "Jane Doe",
  email: someone(),
  email_verified: true,
});

describe("POST /api/verifications/social", () => {
  it("A2: returns an authorization URI with the client's own state, redirect and scope, valid for ten minutes", async () => {
    const who = await aPerson(client);
    const begun = await begin(who, { scope: "profile custom_scope" });
    expect(begun.status).toBe(201);
    expect(Object.keys(begun.body).toSorted()).toEqual([
      "authorizationUri",
      "expiresAt",
      "verificationRecordId",
    ]);
    const uri = new URL(begun.body.authorizationUri);
    expect(uri.origin).toBe(provider.issuer);
    expect(uri.searchParams.get("state")).toBe("fake_state");
    expect(uri.searchParams.get("redirect_uri")).toBe(redirectUri);
    expect(uri.searchParams.get("scope")!.split(" ")).toEqual(
      expect.arrayContaining(["profile", "custom_scope"]),
    );
    expect(uri.searchParams.get("code_challenge_method")).toBe("S256");
    const minutes = (Date.parse(begun.body.expiresAt) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(10);
  });

  it("the documented request, word for word, for an existing connector", async () => {
    const who = await aPerson(client);
    const text = JSON.stringify({ state: "string", redirectUri: "string", scope: "string", connectorId });
    const begun = await who.call("POST", path, { text });
    expect(begun.status).toBe(201);
    expect(typeof begun.body.verificationRecordId).toBe("string");
    expect(Number.isNaN(Date.parse(begun.body.expiresAt))).toBe(false);
    const missing = await who.call("POST", path, { text: text.replace(connectorId, "string") });
    expect(statusAndCode(missing)).toEqual([404, "entity.not_found"]);
  });

  it("A1, as documented: 404 for an unknown connector, 422 for one that is not social", async () => {
    const who = await aPerson(client);
    expect(statusAndCode(await begin(who, { connectorId: "invalid-connector-id" }))).toEqual([
      404,
      "entity.not_found",
    ]);
    const mailing = await withMailConnector();
    expect(statusAndCode(await begin(await aPerson(mailing), { connectorId: "mail-connector" }))).toEqual([
      422,
      "connector.unexpected_type",
    ]);
  });

  it("A1, as the vendor's server does it: 422 and 400", async () => {
    const serving = await withMailConnector({ socialErrors: "server" });
    const who = await aPerson(serving);
    const missing = await begin(who, { connectorId: "invalid-connector-id" });
    expect(statusAndCode(missing)).toEqual([422, "session.invalid_connector_id"]);
    expect(missing.body.message).toBe("Unable to find available connector with id invalid-connector-id.");
    expect(statusAndCode(await begin(who, { connectorId: "mail-connector" }))).toEqual([
      400,
      "connector.unexpected_type",
    ]);
  });

  it("refuses a call without state or redirect, without a token, or without openid", async () => {
    const who = await aPerson(client);
    expect(statusAndCode(await begin(who, { state: "" }))).toEqual([400, "session.insufficient_info"]);
    expect(statusAndCode(await begin(who, { redirectUri: "" }))).toEqual([400, "session.insufficient_info"]);
    expect(statusAndCode(await begin(who, { state: undefined }))).toEqual([400, "guard.invalid_input"]);
    expect(statusAndCode(await send("POST", path, { body: {} }))).toEqual([
      401,
      "auth.authorization_header_missing",
    ]);
    expect(statusAndCode(await begin(await aPerson(client, { granted: "profile" })))).toEqual([
      403,
      "auth.forbidden",
    ]);
  });

  it("does not find another project's connector", async () => {
    const who = await aPerson(await aClient());
    expect(statusAndCode(await begin(who))).toEqual([404, "entity.not_found"]);
  });
});

const withMailConnector = (over: object = {}) =>
  aClient({
    logto: {
      testConnectors: true,
      messageConnectors: [
        {
          id: "mail-connector",
          type: "Email",
          factoryId: "mock-email-service",
          providerId: null,
          config: {},
          templates: [],
        },
      ],
      ...over,
    },
  });

describe("verifying a social record", () => {
  it("a provider's code verifies one record, once", async () => {
    const who = await aPerson(client);
    const { body } = await begin(who);
    const data = await provider.signIn(body.authorizationUri, aStranger());
    const other = (await begin(who)).body.verificationRecordId;
    expect(statusAndCode(await finish(who, other, data))).toEqual([
      401,
      expect.stringMatching(/^connector\./),
    ]);
    expect((await finish(who, body.verificationRecordId, data)).status).toBe(200);
    expect(statusAndCode(await finish(who, body.verificationRecordId, data))).toEqual([
      400,
      "session.connector_validation_session_not_found",
    ]);
  });

  it("refuses an invalid code, a declined authorization request, and an empty response", async () => {
    const who = await aPerson(client);
    const one = async (data: object) => finish(who, (await begin(who)).body.verificationRecordId, data);
    expect(statusAndCode(await one({ code: "fake_code", iss: provider.issuer }))).toEqual([
      401,
      "connector.social_auth_code_invalid",
    ]);
    expect(statusAndCode(await one({ error: "access_denied", iss: provider.issuer }))).toEqual([
      401,
      "connector.authorization_failed",
    ]);
    expect((await one({})).status).toBeLessThan(500);
    expect((await one({ code: 1, nested: { code: "x" } })).status).toBeLessThan(500);
    expect(statusAndCode(await finish(who, "unknown", { code: "x" }))).toEqual([
      400,
      "verification_record.not_found",
    ]);
    const noObject = await who.call("POST", `${path}/verify`, {
      body: { verificationRecordId: "x", connectorData: "code" },
    });
    expect(statusAndCode(noObject)).toEqual([400, "guard.invalid_input"]);
  });

  it.each([
    {},
    { code: "" },
    { code: 1 },
    { code: ["a", "b"] },
    { code: { code: "x" } },
    { state: "fake_state" },
  ])("connector data without a code, %j, leaves the session usable", async (malformed) => {
    const who = await aPerson(client);
    const { verificationRecordId, authorizationUri } = (await begin(who)).body;
    const refused = await finish(who, verificationRecordId, malformed);
    expect(statusAndCode(refused)).toEqual([400, "connector.general"]);
    const data = await provider.signIn(authorizationUri, aStranger());
    expect((await finish(who, verificationRecordId, data)).status).toBe(200);
  });

  it("connector data without the issuer that the provider announces leaves the session usable", async () => {
    const who = await aPerson(client);
    const { verificationRecordId, authorizationUri } = (await begin(who)).body;
    const { iss, ...rest } = await provider.signIn(authorizationUri, aStranger());
    const refused = await finish(who, verificationRecordId, rest);
    expect(statusAndCode(refused)).toEqual([400, "connector.general"]);
    expect(refused.body.message).toContain("`iss`");
    expect((await finish(who, verificationRecordId, { ...rest, iss })).status).toBe(200);
  });

  it("refuses a record of another type, an expired one, and a deleted connector", async () => {
    const who = await aPerson(client, { password });
    expect(statusAndCode(await finish(who, await byPassword(who), { code: "x" }))).toEqual([
      400,
      "verification_record.not_found",
    ]);
    const { body } = await begin(who);
    await age(fromShortId(body.verificationRecordId)!, 601);
    expect(statusAndCode(await finish(who, body.verificationRecordId, { code: "x" }))).toEqual([
      400,
      "verification_record.not_found",
    ]);
    const passing = await provider.connect(client, "passing");
    const begun = await begin(who, { connectorId: connectorIdOf(passing) });
    await deleteConnector(systemCtx(client), passing.id);
    expect(statusAndCode(await finish(who, begun.body.verificationRecordId, { code: "x" }))).toEqual([
      422,
      "session.invalid_connector_id",
    ]);
  });
});

describe("identities", () => {
  it("A3: a verified account is linked, and listed by its target", async () => {
    const who = await aPerson(client, { password });
    const person = aStranger();
    const linked = await link(who, await proven(who, person), await byPassword(who));
    expect([linked.status, linked.body]).toEqual([204, null]);
    const { identities } = (await who.call("GET", "/api/my-account")).body;
    expect(identities).toEqual({
      "acme-id": { userId: person.sub, details: { id: person.sub, name: "Jane Doe", email: person.email } },
    });
    const [account] = (await who.now()).socialAccounts;
    expect(account).toMatchObject({ evidence: "proven", issuer: provider.issuer });
  });

  it("A4: users with a password must step up; users who have nothing to step up with need not", async () => {
    const who = await aPerson(client, { password });
    const record = await proven(who, aStranger());
    expect(statusAndCode(await link(who, record))).toEqual([401, "verification_record.permission_denied"]);
    const bare = await aPerson(client);
    expect((await link(bare, await proven(bare, aStranger()))).status).toBe(204);
  });

  it("A12, A13: refuses to unlink an account that is not linked, or without the scope", async () => {
    const who = await aPerson(client, { password });
    expect(statusAndCode(await unlink(who, "unknown", await byPassword(who)))).toEqual([
      404,
      "user.identity_not_exist",
    ]);
    const few = await aPerson(client, { password, granted: "openid profile" });
    expect(statusAndCode(await link(few, "x", await byPassword(few)))).toEqual([401, "auth.unauthorized"]);
    expect(statusAndCode(await unlink(few, "acme-id", await byPassword(few)))).toEqual([
      400,
      "auth.unauthorized",
    ]);
  });

  it("refuses another user's account and a second one at a provider; replaces one if asked to", async () => {
    const [jane, joe] = [await aPerson(client, { password }), await aPerson(client, { password })];
    const person = aStranger();
    await link(jane, await proven(jane, person), await byPassword(jane));
    expect(statusAndCode(await link(joe, await proven(joe, person), await byPassword(joe)))).toEqual([
      422,
      "user.identity_already_in_use",
    ]);
    const another = aStranger();
    const record = await proven(jane, another);
    expect(statusAndCode(await link(jane, record, await byPassword(jane)))).toEqual([
      400,
      "user.identity_already_in_use",
    ]);
    expect((await link(jane, record, await byPassword(jane), "PUT")).status).toBe(204);
    const accounts = (await jane.now()).socialAccounts;
    expect(accounts.map(({ subject }) => subject)).toEqual([another.sub]);
  });

  it("refuses a record that is not verified, or of another type", async () => {
    const who = await aPerson(client, { password });
    const stepUp = await byPassword(who);
    const unproven = (await begin(who)).body.verificationRecordId;
    for (const record of [unproven, stepUp, "x"])
      expect(statusAndCode(await link(who, record, stepUp))).toEqual([400, "verification_record.not_found"]);
    // A social record does not show that the signed-in user is present.
    const social = await proven(who, aStranger());
    expect(statusAndCode(await link(who, social, social))).toEqual([
      401,
      "verification_record.permission_denied",
    ]);
  });

  it("does not unlink the user's last identity", async () => {
    const who = await aPerson(client, { password });
    const stepUp = await byPassword(who);
    await link(who, await proven(who, aStranger()), stepUp);
    expect(statusAndCode(await unlink(who, "acme-id", stepUp))).toEqual([
      400,
      "user.last_sign_in_method_required",
    ]);
    const email = someone();
    const named = await aPerson(client, { password, email });
    const proof = await byPassword(named);
    await link(named, await proven(named, aStranger()), proof);
    expect((await unlink(named, "acme-id", proof)).status).toBe(204);
    expect((await named.now()).socialAccounts).toEqual([]);
  });
});

describe("pages of any origin can call", () => {
  it("preflights succeed, and pages can read the responses", async () => {
    const origin = "https://spa.example.com";
    const asked = await handleRequest(
      new Request(new URL(path, "http://localhost:3000"), {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization,content-type,logto-verification-id",
        },
      }),
    );
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe(origin);
    expect(asked.headers.get("access-control-allow-methods")).toContain("POST");
    expect(asked.headers.get("access-control-allow-headers")).toContain("logto-verification-id");
    const who = await aPerson(client);
    for (const answer of [
      await who.call("GET", "/api/my-account", { headers: { origin } }),
      await who.call("POST", path, { headers: { origin }, body: {} }),
      await who.call("PUT", path, { headers: { origin } }),
    ]) {
      expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
      expect(answer.headers.get("access-control-expose-headers")).toBe("*");
    }
    expect((await who.call("GET", "/api/my-account")).headers.get("access-control-allow-origin")).toBe("*");
  });
});
