import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { newId, toTypeId } from "@/lib/id";
import { anOpenIdStandIn, authorizationIn, type StandIn, startStandIn } from "@/lib/social/testing";
import { aClient, type Client, expectProblem } from "./harness";

useTestDatabase();

const redirectUri = "https://app.example.com/back";
const clientSecret = "a-client-secret-that-must-not-be-seen";

let standIn: StandIn;
let provider: Awaited<ReturnType<typeof anOpenIdStandIn>>;
beforeAll(async () => {
  standIn = await startStandIn();
  provider = await anOpenIdStandIn(standIn);
});
afterAll(() => standIn.close());

const configOf = () => ({ issuer: standIn.url, clientId: "client-1", clientSecret });

async function create(client: Client, over: object = {}) {
  const body = { kind: "oidc", target: "acme", name: "Acme ID", config: configOf(), ...over };
  const answer = await client.call("POST", "/connectors", { body });
  expect(answer.status).toBe(201);
  return answer.body;
}

const aSocialClient = () => aClient({ settings: { returnUrls: [redirectUri] } });

let count = 0;
async function begin(client: Client, id: string, body: object = { redirectUri }) {
  const answer = await client.call("POST", `/verifications/${id}/authorization`, { body });
  if (answer.status === 200) provider.nonce = authorizationIn(answer.body.authorizationUrl).nonce;
  return answer;
}
const finishWith = (client: Client, id: string, state: string, more: object = {}) =>
  client.call("POST", `/verifications/${id}/authorization/result`, {
    body: { parameters: { code: `good-${++count}`, state, ...more } },
  });

describe("/connectors", () => {
  it("creates, updates and deletes a connector, and never shows its secret", async () => {
    const client = await aSocialClient();
    const connector = await create(client);
    expect(connector).toMatchObject({
      id: expect.stringMatching(/^con_/),
      kind: "oidc",
      target: "acme",
      name: "Acme ID",
      enabled: true,
      config: { issuer: standIn.url, clientId: "client-1" },
      secretsSet: ["clientSecret"],
    });
    const change = {
      name: "Acme",
      enabled: false,
      config: { scope: "openid", clientSecret: "another-secret-of-theirs" },
    };
    const changed = await client.call("PATCH", `/connectors/${connector.id}`, { body: change });
    expect(changed.body).toMatchObject({
      name: "Acme",
      enabled: false,
      config: { scope: "openid", clientId: "client-1" },
    });
    const removed = await client.call("PATCH", `/connectors/${connector.id}`, {
      body: { config: { scope: null } },
    });
    expect(removed.body.config.scope).toBeUndefined();
    const listed = await client.call("GET", "/connectors");
    expect(listed.body.data).toHaveLength(1);
    const all = [connector, changed.body, listed.body, (await client.call("GET", "/events")).body];
    expect(JSON.stringify(all)).not.toMatch(/another-secret|must-not-be-seen/);
    expect((await client.call("DELETE", `/connectors/${connector.id}`)).status).toBe(200);
    expectProblem(await client.call("GET", `/connectors/${connector.id}`), 404, "connector_not_found");
  });

  it("refuses invalid input", async () => {
    const client = await aSocialClient();
    const post = (body: object) => client.call("POST", "/connectors", { body });
    expect(expectProblem(await post({ kind: "myspace" }), 422, "connector_kind_unknown").known).toContain(
      "google",
    );
    const { violations } = expectProblem(
      await post({ kind: "oidc", config: { ...configOf(), issuer: "http://evil.example" } }),
      422,
      "connector_config_invalid",
    );
    expect(violations).toEqual([{ pointer: "/config/issuer", message: expect.any(String) }]);
    expectProblem(
      await post({ kind: "oidc", target: "Not A Target", config: configOf() }),
      400,
      "request_invalid",
    );
    expectProblem(
      await post({ kind: "oidc", config: configOf(), logoUrl: "javascript:alert(1)" }),
      400,
      "request_invalid",
    );
    await create(client);
    expectProblem(
      await post({ kind: "oidc", target: "acme", config: configOf() }),
      409,
      "connector_target_taken",
    );
    const other = await create(await aSocialClient());
    expectProblem(await client.call("GET", `/connectors/${other.id}`), 404, "connector_not_found");
    expectProblem(await client.call("DELETE", `/connectors/${other.id}`), 404, "connector_not_found");
  });

  it("tests a connector and reports what is wrong", async () => {
    const client = await aSocialClient();
    const good = await create(client);
    const test = async (id: string) =>
      (await client.call("POST", `/connectors/${id}/tests`, { body: {} })).body;
    expect(await test(good.id)).toMatchObject({ outcome: "accepted" });
    const away = await create(client, {
      target: "away",
      config: { ...configOf(), issuer: "https://127.0.0.2/" },
    });
    expect(await test(away.id)).toEqual({
      outcome: "provider_unavailable",
      explanation: "The provider could not be reached: it is on a private network.",
    });
  });

  it("lists the kinds with their schemas", async () => {
    const { body } = await (await aSocialClient()).call("GET", "/connector-kinds");
    expect(body.data.map(({ kind }: { kind: string }) => kind)).toEqual([
      "google",
      "microsoft",
      "github",
      "oidc",
      "oauth2",
    ]);
    expect(body.data[0].schema.properties.clientSecret.writeOnly).toBe(true);
  });
});

describe("a verification by social account", () => {
  it("is started with a connector and finished with the provider's callback", async () => {
    const client = await aSocialClient();
    const connector = await create(client);
    const user = (await client.call("POST", "/users", { body: {} })).body;
    const started = await client.call("POST", "/verifications", {
      body: { connectorId: connector.id, userId: user.id, purpose: "authenticate" },
    });
    expect(started.status).toBe(201);
    expect(started.body).toMatchObject({
      identifier: null,
      channel: null,
      connectorId: connector.id,
      socialAccount: null,
    });
    const { id } = started.body;
    const begun = await begin(client, id, { redirectUri, state: "mine", scope: "openid email" });
    expect(begun.body).toMatchObject({ expiresInSeconds: 600 });
    const { url, state } = authorizationIn(begun.body.authorizationUrl);
    expect(state).toBe("mine");
    expect(url.searchParams.get("scope")).toBe("openid email");
    const proven = await finishWith(client, id, state);
    expect(proven.status).toBe(200);
    expect(proven.body).toMatchObject({
      status: "verified",
      method: "social",
      socialAccount: {
        provider: "acme",
        connectorId: connector.id,
        issuer: standIn.url,
        subject: "subject-1",
        name: "Jane Doe",
        email: "jane@example.com",
        emailVerified: true,
        rawClaims: null,
      },
    });
    const { body } = await client.call("GET", `/users/${user.id}`);
    expect(body.socialAccounts).toMatchObject([
      { evidence: "proven", lastVerificationId: id, subject: "subject-1" },
    ]);
    expectProblem(await finishWith(client, id, state), 409, "verification_not_pending");
    expectProblem(await begin(client, id), 409, "verification_not_pending");
    const { body: timeline } = await client.call("GET", `/verifications/${id}/timeline`);
    expect(JSON.stringify(timeline)).not.toContain(state);
  });

  it("refuses members that exclude each other", async () => {
    const client = await aSocialClient();
    const connector = await create(client);
    const start = (body: object) => client.call("POST", "/verifications", { body });
    for (const body of [{ email: "a@example.com" }, { phone: "+4915112345678" }, { channel: "sms" }])
      expectProblem(await start({ ...body, connectorId: connector.id }), 400, "request_invalid");
    expectProblem(await start({ connectorId: toTypeId("con", newId()) }), 404, "connector_not_found");
    expectProblem(await start({ connectorId: "con_x" }), 400, "request_invalid");
    const { id } = (await start({ connectorId: connector.id })).body;
    expectProblem(
      await begin(client, id, { redirectUri: "https://evil.example/" }),
      422,
      "redirect_uri_not_allowed",
    );
    expectProblem(await begin(client, id, {}), 400, "request_invalid");
    expectProblem(await begin(client, id, { redirectUri, state: "a b" }), 400, "request_invalid");
    expectProblem(await begin(client, id, { redirectUri, scope: 'a"b' }), 400, "request_invalid");
    expectProblem(await finishWith(client, id, "unknown"), 422, "authorization_not_found");
    const email = (await start({ email: "jane@example.com" })).body;
    expectProblem(
      await begin(client, email.id, { redirectUri, connectorId: connector.id }),
      409,
      "identifier_fixed",
    );
    await client.call("PATCH", `/connectors/${connector.id}`, { body: { enabled: false } });
    expectProblem(await start({ connectorId: connector.id }), 409, "connector_disabled");
    expectProblem(await begin(client, id), 409, "connector_disabled");
    const foreign = await aSocialClient();
    expectProblem(await begin(foreign, id), 404, "verification_not_found");
    expectProblem(await finishWith(foreign, id, "x"), 404, "verification_not_found");
  });

  it("returns the provider's error and stays pending", async () => {
    const client = await aSocialClient();
    const connector = await create(client);
    const { id } = (await client.call("POST", "/verifications", { body: { connectorId: connector.id } }))
      .body;
    const newState = async () => authorizationIn((await begin(client, id)).body.authorizationUrl).state;
    const hand = (parameters: Record<string, unknown>) =>
      client.call("POST", `/verifications/${id}/authorization/result`, { body: { parameters } });

    const denied = await newState();
    expectProblem(await hand({ error: "access_denied", state: denied }), 422, "authorization_denied");
    expectProblem(await hand({ code: "good", state: denied }), 409, "authorization_used");
    expect(
      expectProblem(await hand({ code: "bad", state: await newState() }), 422, "provider_refused").error,
    ).toBe("invalid_grant");
    expectProblem(
      await hand({ code: "good-x", state: await newState(), iss: "https://evil.example" }),
      422,
      "provider_answer_invalid",
    );
    provider.token = { status: 503, text: "later" };
    expectProblem(await hand({ code: "good-y", state: await newState() }), 424, "provider_unavailable");
    provider.token = undefined;
    expect((await client.call("GET", `/verifications/${id}`)).body.status).toBe("pending");
  });

  it.each([
    ["nothing", {}],
    ["a number", { code: 1 }],
    ["a list", { code: ["a", "b"] }],
    ["too much", Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`p${i}`, "x"]))],
    ["a novel", { code: "x".repeat(8001) }],
    ["NULs", { code: "a\0b", state: "\0" }],
    ["half a surrogate", { code: "\ud800", state: "\ud800" }],
    ["a prototype", { __proto__: "x", constructor: "y", state: "z" }],
  ])("handles %s as parameters", async (_, parameters) => {
    const client = await aSocialClient();
    const connector = await create(client);
    const { id } = (await client.call("POST", "/verifications", { body: { connectorId: connector.id } }))
      .body;
    const answer = await client.call("POST", `/verifications/${id}/authorization/result`, {
      body: { parameters },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    const { state } = authorizationIn((await begin(client, id)).body.authorizationUrl);
    const known = await client.call("POST", `/verifications/${id}/authorization/result`, {
      body: { parameters: { ...parameters, state } },
    });
    expect(known.status).toBeGreaterThanOrEqual(400);
    expect(known.status).toBeLessThan(500);
  });
});

describe("/users/{id}/social-accounts", () => {
  const account = {
    provider: "acme",
    subject: "s-1",
    name: "Jane",
    email: "jane@example.com",
    emailVerified: true,
  };

  it("links, lists and unlinks", async () => {
    const client = await aClient();
    const user = (await client.call("POST", "/users", { body: {} })).body;
    const path = `/users/${user.id}/social-accounts`;
    const added = await client.call("POST", path, { body: account });
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      ...account,
      id: expect.stringMatching(/^soc_/),
      evidence: "asserted",
      issuer: null,
    });
    expectProblem(await client.call("POST", path, { body: account }), 409, "social_account_exists");
    expect((await client.call("GET", path)).body.data).toEqual([added.body]);
    expect((await client.call("GET", `${path}/${added.body.id}`)).body).toEqual(added.body);

    const other = (await client.call("POST", "/users", { body: {} })).body;
    const theirs = `/users/${other.id}/social-accounts`;
    expectProblem(await client.call("POST", theirs, { body: account }), 409, "social_account_taken");
    expectProblem(await client.call("DELETE", `${theirs}/${added.body.id}`), 404, "social_account_not_found");
    expect((await client.call("DELETE", `${path}/${added.body.id}`)).body).toEqual(added.body);
    expectProblem(await client.call("GET", `${path}/${added.body.id}`), 404, "social_account_not_found");
    expect((await client.call("POST", theirs, { body: account })).status).toBe(201);
    expectProblem(
      await client.call("GET", `/users/${toTypeId("usr", newId())}/social-accounts`),
      404,
      "user_not_found",
    );
  });

  it.each([
    { provider: "acme" },
    { ...account, subject: "" },
    { ...account, subject: "a\0b" },
    { ...account, provider: "A B" },
    { ...account, avatarUrl: "javascript:alert(1)" },
    { ...account, email: undefined },
    { ...account, more: 1 },
  ])("refuses an invalid account (%#)", async (body) => {
    const client = await aClient();
    const user = (await client.call("POST", "/users", { body: {} })).body;
    expectProblem(
      await client.call("POST", `/users/${user.id}/social-accounts`, { body }),
      400,
      "request_invalid",
    );
  });
});
