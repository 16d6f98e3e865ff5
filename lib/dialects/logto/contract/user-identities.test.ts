import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { list } from "@/lib/verification";
import { age } from "@/lib/verification/testing";
import { showNumber } from "../ids";
import { connectorIdOf } from "../records/find-connector";
import { aClient, type Client, someone } from "./harness";
import { anIdentityProvider, type ProviderAccount, redirectUri } from "./identity-provider";
import { aPerson, statusAndCode, systemCtx, type TestUser } from "./person";

/* A backend sends a person to a provider, and links the account they verify there to a user. */

useTestDatabase();

let client: Client;
let provider: Awaited<ReturnType<typeof anIdentityProvider>>;
let connectorId: string;
beforeAll(async () => {
  client = await aClient({ logto: { testConnectors: true } });
  provider = await anIdentityProvider();
  connectorId = connectorIdOf(await provider.connect(client));
});
afterAll(() => provider.close());

let count = 0;
const aState = () => `state-${++count}`;
const aStranger = (): ProviderAccount => ({ sub: `sub-${++count}`, name: "Jane Doe", email: someone() });
const idOf = async (who: TestUser) => showNumber((await who.now()).number);
const aUserId = async () => idOf(await aPerson(client));

const authorize = (body: object, id = connectorId) =>
  client.call("POST", `/api/connectors/${id}/authorization-uri`, { body });
const link = (userId: string, connectorData: object, id = connectorId) =>
  client.call("POST", `/api/users/${userId}/identities`, { body: { connectorId: id, connectorData } });

/** What the provider returns to the client for this person, in a separate authorization request. */
async function authorizedBy(person: ProviderAccount, state = aState()): Promise<Record<string, string>> {
  const { status, body } = await authorize({ state, redirectUri });
  expect([status, Object.keys(body)]).toEqual([200, ["redirectTo"]]);
  return provider.signIn(body.redirectTo, person);
}

const noAuthorization = [400, "session.connector_validation_session_not_found"];

describe("POST /api/connectors/{id}/authorization-uri", () => {
  it("returns a URL at the provider with the client's own state and redirect", async () => {
    const { status, body } = await authorize({ state: "my state", redirectUri });
    expect(status).toBe(200);
    const uri = new URL(body.redirectTo);
    expect(uri.origin).toBe(provider.issuer);
    expect(uri.searchParams.get("state")).toBe("my state");
    expect(uri.searchParams.get("redirect_uri")).toBe(redirectUri);
    expect(uri.searchParams.get("code_challenge_method")).toBe("S256");
  });

  it("refuses requests that cannot start an authorization request", async () => {
    expect(statusAndCode(await authorize({ state: "", redirectUri }))).toEqual([
      400,
      "session.insufficient_info",
    ]);
    expect(statusAndCode(await authorize({ state: "s", redirectUri: "" }))).toEqual([
      400,
      "session.insufficient_info",
    ]);
    const body = { state: "s", redirectUri };
    expect(statusAndCode(await authorize(body, "nobody"))).toEqual([404, "entity.not_found"]);
    const [email] = (await client.call("GET", "/api/connectors")).body;
    expect(email.type).toBe("Email");
    expect(statusAndCode(await authorize(body, email.id))).toEqual([400, "connector.unexpected_type"]);
    expect(statusAndCode(await link(await aUserId(), {}, email.id))).toEqual([
      400,
      "connector.unexpected_type",
    ]);
  });
});

describe("POST /api/users/{userId}/identities", () => {
  it("links the verified account, and keeps the proof", async () => {
    const [who, person] = [await aPerson(client), aStranger()];
    const linked = await link(await idOf(who), await authorizedBy(person));
    expect([linked.status, linked.body]).toEqual([
      200,
      { "acme-id": { userId: person.sub, details: expect.objectContaining({ name: "Jane Doe" }) } },
    ]);
    const [account] = (await who.now()).socialAccounts;
    expect(account).toMatchObject({ evidence: "proven", issuer: provider.issuer, subject: person.sub });
  });

  it("finds each authorization request by its state, in any order", async () => {
    const people = [aStranger(), aStranger()];
    const callbacks = [await authorizedBy(people[0]!), await authorizedBy(people[1]!)];
    for (const [i, callback] of callbacks.entries()) {
      const linked = await link(await aUserId(), callback);
      expect(linked.body["acme-id"].userId).toBe(people[i]!.sub);
    }
  });

  it("without a state, uses the newest authorization request with the same redirect", async () => {
    const person = aStranger();
    const { state: _, ...data } = await authorizedBy(person);
    await authorize({ state: aState(), redirectUri: "https://other.example.com/callback" });
    const userId = await aUserId();
    expect(
      statusAndCode(await link(userId, { ...data, redirectUri: "https://app.example.com/nowhere" })),
    ).toEqual(noAuthorization);
    const linked = await link(userId, { ...data, redirectUri });
    expect(linked.body["acme-id"].userId).toBe(person.sub);
  });

  it("refuses a state that is unknown, another connector's, already used, or expired", async () => {
    const userId = await aUserId();
    const data = await authorizedBy(aStranger());
    expect(statusAndCode(await link(userId, { ...data, state: "wrong" }))).toEqual(noAuthorization);
    const second = connectorIdOf(await provider.connect(client, "second"));
    expect(statusAndCode(await link(userId, data, second))).toEqual(noAuthorization);
    expect((await link(userId, data)).status).toBe(200);
    expect(statusAndCode(await link(userId, data))).toEqual(noAuthorization);
    const late = await authorizedBy(aStranger());
    const [newest] = await list(systemCtx(client), { limit: 1 });
    expect(newest!.policyName).toBe("logto.identity");
    await age(newest!.id, 601);
    expect(statusAndCode(await link(userId, late))).toEqual(noAuthorization);
  });

  it("a backend cannot complete an authorization request that the user started", async () => {
    const who = await aPerson(client);
    const state = aState();
    const begun = await who.call("POST", "/api/verifications/social", {
      body: { connectorId, state, redirectUri },
    });
    const data = await provider.signIn(begun.body.authorizationUri, aStranger());
    expect(statusAndCode(await link(await idOf(who), data))).toEqual(noAuthorization);
  });

  it("refuses an invalid code, and a declined authorization request", async () => {
    const userId = await aUserId();
    const state = aState();
    await authorize({ state, redirectUri });
    const iss = provider.issuer;
    expect(statusAndCode(await link(userId, { code: "fake_code", state, iss }))).toEqual([
      401,
      "connector.social_auth_code_invalid",
    ]);
    expect(statusAndCode(await link(userId, { code: "fake_code", state, iss }))).toEqual(noAuthorization);
    const again = aState();
    await authorize({ state: again, redirectUri });
    expect(statusAndCode(await link(userId, { error: "access_denied", state: again, iss }))).toEqual([
      401,
      "connector.authorization_failed",
    ]);
  });

  it("connector data without a code leaves the session usable", async () => {
    const userId = await aUserId();
    const { code: _, ...malformed } = await authorizedBy(aStranger());
    const person = aStranger();
    const data = await authorizedBy(person);
    expect(statusAndCode(await link(userId, { ...malformed, state: data.state! }))).toEqual([
      400,
      "connector.general",
    ]);
    expect((await link(userId, data)).body["acme-id"].userId).toBe(person.sub);
  });

  it("refuses another user's account, and an unknown connector or user", async () => {
    const person = aStranger();
    expect((await link(await aUserId(), await authorizedBy(person))).status).toBe(200);
    const userId = await aUserId();
    expect(statusAndCode(await link(userId, await authorizedBy(person)))).toEqual([
      422,
      "user.identity_already_in_use",
    ]);
    expect(statusAndCode(await link(userId, {}, "nobody"))).toEqual([422, "session.invalid_connector_id"]);
    expect(statusAndCode(await link("nobody", await authorizedBy(person)))).toEqual([
      404,
      "entity.not_exists_with_id",
    ]);
  });
});
