import { sql } from "drizzle-orm";
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWTPayload, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { deleteApiKey, forgetKeys, mintToken, publicKeySet } from "@/lib/access";
import { signingKey } from "@/lib/access/signing/signing-key";
import { aContext } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { aClient, expectProblem, send, type TestResponse } from "@/lib/http/native/contract/harness";
import { fromTypeId, toShortId } from "@/lib/id";
import { deleteUser } from "@/lib/users";
import { authenticateBearer, mintUserToken, ownAudience, transmitAudience } from "..";
import { aTokenClient, aUser, claimsOf, clientToken, type TokenClient, userToken } from "./harness";

useTestDatabase();

let client: TokenClient;
beforeAll(async () => {
  client = await aTokenClient();
});

const uuidOf = (userId: string) => fromTypeId("usr", userId)!;
const by = { dialect: "test", requestId: null, audiences: [ownAudience(), transmitAudience] };
const asks = (token: string, path = "/users"): Promise<TestResponse> => send("GET", path, { key: token });

/** A token that says what ours say, signed and changed as the test likes. */
async function forged(
  over: { claims?: JWTPayload; header?: object; key?: CryptoKey | Uint8Array } = {},
): Promise<string> {
  const { keyId, privateKey } = await signingKey("token");
  const claims = { ...claimsOf(await clientToken(client)), ...over.claims };
  return new SignJWT(JSON.parse(JSON.stringify(claims)))
    .setProtectedHeader({ alg: "RS256", typ: "at+jwt", kid: keyId, ...over.header })
    .sign(over.key ?? privateKey);
}

const now = () => Math.floor(Date.now() / 1000);

describe("a client's token on the native API", () => {
  it("allows what its key allows, in the key's project", async () => {
    const user = await aUser(client);
    const found = await asks(await clientToken(client), `/users/${user}`);
    expect(found.status).toBe(200);
    const other = await aTokenClient();
    expectProblem(await asks(await clientToken(other), `/users/${user}`), 404, "user_not_found");
  });

  it("has only scopes that were requested and that its key has", async () => {
    const narrow = await clientToken(client, { scope: "verifications:read" });
    expectProblem(await asks(narrow), 403, "insufficient_scope");
    const poor = await aTokenClient({ scopes: ["verifications:read"] });
    const wide = await forged({
      claims: { sub: poor.id, client_id: poor.id, scope: "users:read verifications:read all" },
    });
    expectProblem(await asks(wide), 403, "insufficient_scope");
    expect((await asks(wide, "/verifications")).status).toBe(200);
  });

  it("ends with its key: immediately in this process, within five seconds in others", async () => {
    const mortal = await aTokenClient();
    const token = await clientToken(mortal);
    expect((await asks(token)).status).toBe(200);
    await deleteApiKey(aContext(mortal.project), mortal.apiKeyId);
    expectProblem(await asks(token), 401, "unauthorized");
  });

  it("ends with its key if another process deleted it", async () => {
    const mortal = await aTokenClient();
    const token = await clientToken(mortal);
    await db().execute(sql`update api_keys set revoked_at = now() where id = ${mortal.apiKeyId}`);
    await new Promise((done) => setTimeout(done, 5000));
    expectProblem(await asks(token), 401, "unauthorized");
  });

  it("for a vendor's audience is refused", async () => {
    expectProblem(await asks(await clientToken(client, {}, "/cis/oidc/token")), 401, "unauthorized");
    const logto = await clientToken(client, { resource: "https://default.logto.app/api", scope: "all" });
    expectProblem(await asks(logto), 401, "unauthorized");
  });

  it("is accepted if nothing is forged", async () => {
    expect((await asks(await forged())).status).toBe(200);
  });

  it("is accepted within the leeway of a minute, and not after it", async () => {
    expect((await asks(await forged({ claims: { exp: now() - 30 } }))).status).toBe(200);
    expectProblem(await asks(await forged({ claims: { exp: now() - 70 } })), 401, "unauthorized");
  });

  it.each<[string, () => Promise<string>]>([
    ["another issuer", () => forged({ claims: { iss: "https://evil.example" } })],
    ["another audience", () => forged({ claims: { aud: "https://other.example" } })],
    ["no end", () => forged({ claims: { exp: undefined } })],
    ["no subject", () => forged({ claims: { sub: undefined } })],
    ["no client", () => forged({ claims: { client_id: undefined } })],
    ["an unknown client", () => forged({ claims: { client_id: "csk_00000000", sub: "csk_00000000" } })],
    ["a malformed client", () => forged({ claims: { client_id: "x", sub: "x" } })],
    ["a subject that is neither client nor user", () => forged({ claims: { sub: "somebody" } })],
    ["an unknown kid", () => forged({ header: { kid: "x".repeat(43) } })],
    ["a kid of another length", () => forged({ header: { kid: "x".repeat(5000) } })],
    ["no kid", () => forged({ header: { kid: undefined } })],
    ["the type of an ID token", () => forged({ header: { typ: "JWT" } })],
    ["another key under our kid", async () => forged({ key: (await generateKeyPair("RS256")).privateKey })],
    ["a hash of our public key", hashedWithOurPublicKey],
    ["a hash of our modulus", async () => forged({ header: { alg: "HS256" }, key: await ourModulus() })],
    ["alg none", async () => unsigned(await clientToken(client))],
    ["a changed claim", async () => changed(await clientToken(client))],
    ["a cut signature", async () => (await clientToken(client)).slice(0, -2)],
    ["no dots", async () => "x".repeat(300)],
    ["empty parts", async () => ".."],
    ["half a token", async () => (await clientToken(client)).split(".").slice(0, 2).join(".")],
  ])("with %s is refused", async (_, make) => {
    expectProblem(await asks(await make()), 401, "unauthorized");
  });
});

/** Signed with HS256 and our published key as the secret, as libraries once took it (RFC 8725 §2.1). */
async function hashedWithOurPublicKey(): Promise<string> {
  const [jwk] = (await publicKeySet()).keys;
  const key = (await importJWK({ ...jwk!, ext: true }, "RS256")) as CryptoKey;
  const secret = new TextEncoder().encode(await exportSPKI(key));
  return forged({ header: { alg: "HS256" }, key: secret });
}

async function ourModulus(): Promise<Uint8Array> {
  const [jwk] = (await publicKeySet()).keys;
  return Buffer.from(jwk!.n!, "base64url");
}

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function unsigned(token: string): string {
  return `${encoded({ alg: "none", typ: "at+jwt" })}.${token.split(".")[1]}.`;
}

function changed(token: string): string {
  const [head, , tail] = token.split(".");
  return `${head}.${encoded({ ...claimsOf(token), exp: now() + 1_000_000 })}.${tail}`;
}

describe("a user's token", () => {
  it("is issued by the native API for an hour, contains its user, and is not repeated in a replay", async () => {
    const userId = await aUser(client);
    const ask = () =>
      send("POST", `/users/${userId}/tokens`, {
        key: client.secret,
        body: { scope: "openid profile" },
        headers: { "idempotency-key": "once" },
      });
    const { status, body } = await ask();
    expect(status).toBe(201);
    expect(body).toMatchObject({ userId, audience: env.PUBLIC_URL, expiresInSeconds: 3600 });
    const claims = claimsOf(body.accessToken);
    expect(claims).toMatchObject({ sub: userId, client_id: client.id, scope: "openid profile" });
    expect(claims.exp! - claims.iat!).toBe(3600);
    const again = await ask();
    expect(again.body).toEqual({ ...body, accessToken: null });
  });

  it("is valid for the requested time, within bounds", async () => {
    const userId = await aUser(client);
    const ask = (expiresInSeconds: unknown) =>
      send("POST", `/users/${userId}/tokens`, { key: client.secret, body: { expiresInSeconds } });
    for (const seconds of [60, 86_400]) {
      const { exp, iat } = claimsOf((await ask(seconds)).body.accessToken);
      expect(exp! - iat!).toBe(seconds);
    }
    for (const seconds of [59, 86_401, 0, -1, 1.5, "60"])
      expectProblem(await ask(seconds), 400, "request_invalid");
  });

  it("is for this installation, or for an audience of the key's dialect", async () => {
    const userId = await aUser(client);
    const ask = (audience: string) =>
      send("POST", `/users/${userId}/tokens`, { key: client.secret, body: { audience } });
    expectProblem(await ask("https://bank.example"), 422, "audience_unknown");
    expect((await ask(`${env.PUBLIC_URL}/v2`)).body.audience).toBe(`${env.PUBLIC_URL}/v2`);
    const marked = await aTokenClient({ project: client.project, dialect: "transmit" });
    const claims = claimsOf(await userToken(marked, userId));
    expect(claims).toMatchObject({ aud: "userid-api", sub: toShortId(uuidOf(userId)), app_name: "Acme" });
  });

  it("needs users:write, and a user of the project", async () => {
    const userId = await aUser(client);
    const reader = await aClient({ project: client.project, scopes: ["users:read"] });
    expectProblem(await reader.call("POST", `/users/${userId}/tokens`), 403, "insufficient_scope");
    const stranger = await aTokenClient();
    const asked = await send("POST", `/users/${userId}/tokens`, { key: stranger.secret });
    expectProblem(asked, 404, "user_not_found");
  });

  it("is recorded as an event, without the token", async () => {
    const userId = await aUser(client);
    const token = await userToken(client, userId);
    const events = await send("GET", "/events?limit=5", { key: client.secret });
    const event = events.body.data.find((e: { type: string }) => e.type === "user.token_issued");
    expect(event).toBeDefined();
    expect(JSON.stringify(events.body)).not.toContain(token);
  });

  it("is refused by the native API, which is for backends", async () => {
    const userId = await aUser(client);
    expectProblem(await asks(await userToken(client, userId), `/users/${userId}`), 401, "unauthorized");
  });

  it("identifies the user, client and project for a dialect", async () => {
    const userId = await aUser(client);
    const found = await authenticateBearer(await userToken(client, userId), by);
    expect(found).toMatchObject({
      ok: true,
      value: {
        ctx: {
          project: { id: client.project.id },
          caller: { kind: "user", userId: uuidOf(userId), client: client.id },
          dialect: "test",
        },
        token: { userId: uuidOf(userId), key: { id: client.apiKeyId } },
      },
    });
  });

  it("in Transmit's spelling means the same user", async () => {
    const marked = await aTokenClient({ dialect: "transmit" });
    const userId = await aUser(marked);
    const found = await authenticateBearer(await userToken(marked, userId), by);
    expect(found).toMatchObject({ ok: true, value: { ctx: { caller: { userId: uuidOf(userId) } } } });
  });

  it("stays valid when its user is deleted, which the dialect checks", async () => {
    const userId = await aUser(client);
    const token = await userToken(client, userId);
    await deleteUser(aContext(client.project), uuidOf(userId));
    expect(await authenticateBearer(token, by)).toMatchObject({ ok: true });
  });

  it("ends with the key that obtained it", async () => {
    const mortal = await aTokenClient();
    const token = await userToken(mortal, await aUser(mortal));
    await deleteApiKey(aContext(mortal.project), mortal.apiKeyId);
    forgetKeys();
    expect(await authenticateBearer(token, by)).toEqual({
      ok: false,
      refusal: { code: "token_invalid", flaw: "client" },
    });
  });

  it("is distinguished from an ID token of the same key", async () => {
    const idToken = await mintToken({
      issuer: `${env.PUBLIC_URL}/cis/oidc`,
      subject: toShortId(client.project.id),
      audience: transmitAudience,
      lifetimeSeconds: 60,
      claims: { client_id: client.id },
    });
    expect(await authenticateBearer(idToken, by)).toMatchObject({
      ok: false,
      refusal: { code: "token_invalid" },
    });
  });

  it("can be issued by a dialect for its own path", async () => {
    const userId = uuidOf(await aUser(client));
    const key = { id: client.apiKeyId, prefix: client.id.slice(4), dialect: null };
    const { project } = client;
    const minted = await mintUserToken({ project, key, userId, path: "/cis/oidc", lifetimeSeconds: 600 });
    expect(minted.ok && claimsOf(minted.value.accessToken)).toMatchObject({
      iss: `${env.PUBLIC_URL}/cis/oidc`,
      aud: "userid-api",
      sub: toShortId(userId),
    });
  });
});

it("the private key cannot be exported", async () => {
  const { privateKey } = await signingKey("token");
  await expect(exportJWK(privateKey)).rejects.toThrow();
});
