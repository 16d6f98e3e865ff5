import * as oidc from "openid-client";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { forgetKeys } from "@/lib/access";
import { aContext } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { send } from "@/lib/http/native/contract/harness";
import { fromTypeId, toShortId } from "@/lib/id";
import { deleteUser } from "@/lib/users";
import { authenticateBearer } from "..";
import { aForeignLogin, audience } from "./foreign-issuer";
import {
  aTokenClient,
  aUser,
  claimsOf,
  clientToken,
  credentials,
  expectError,
  post,
  stockClient,
  type TokenClient,
  userToken,
} from "./harness";

useTestDatabase();

const grantType = "urn:ietf:params:oauth:grant-type:token-exchange";
const types = {
  access: "urn:ietf:params:oauth:token-type:access_token",
  jwt: "urn:ietf:params:oauth:token-type:jwt",
};
const login = aForeignLogin("https://login.example");
const partner = aForeignLogin("https://partner.example");
const by = { dialect: "test", requestId: null };

let client: TokenClient;
beforeAll(async () => {
  client = await aTokenClient();
});

const exchange = (token: string, more: Record<string, string> = {}, at = client, path = "/oidc/token") =>
  post(
    {
      grant_type: grantType,
      ...credentials(at),
      subject_token: token,
      subject_token_type: types.jwt,
      ...more,
    },
    { path },
  );

/** The partner's keys at an address that no other test has asked. */
const keyUrlFor = (name: string) => `${partner.jwksUrl}?${name}`;

type Trusted = Partial<{ issuer: string; jwksUrl: string; audience: string; unknownSubject: string }>;

/** A client whose project trusts these. */
async function trusting(...issuers: Trusted[]): Promise<TokenClient> {
  const made = await aTokenClient();
  const foreignIssuers = issuers.map((issuer) => ({
    issuer: login.issuer,
    jwksUrl: login.jwksUrl,
    audience,
    ...issuer,
  }));
  const body = { dialects: { transmit: { foreignIssuers } } };
  const changed = await send("PATCH", "/project", { key: made.secret, body });
  expect(changed.status).toBe(200);
  forgetKeys();
  return made;
}

describe("token exchange", () => {
  it("a stock client exchanges a user's token for another audience", async () => {
    const userId = await aUser(client);
    const token = await userToken(client, userId);
    const config = await stockClient(`${env.PUBLIC_URL}/oidc`, client);
    const got = await oidc.genericGrantRequest(config, grantType, {
      subject_token: token,
      subject_token_type: types.access,
      resource: `${env.PUBLIC_URL}/v2`,
      scope: "openid",
    });
    expect(got).toMatchObject({ issued_token_type: types.access, token_type: "bearer", scope: "openid" });
    expect(claimsOf(got.access_token)).toMatchObject({
      sub: userId,
      aud: `${env.PUBLIC_URL}/v2`,
      client_id: client.id,
    });
  });

  it("at Transmit's path issues a token in Transmit's format", async () => {
    const userId = await aUser(client);
    const got = await exchange(await userToken(client, userId), {}, client, "/cis/oidc/token");
    const sub = toShortId(fromTypeId("usr", userId)!);
    expect(claimsOf(got.body.access_token)).toMatchObject({ sub, aud: "userid-api", app_name: "Acme" });
  });

  it("never extends the lifetime: the new token expires with the old one", async () => {
    const short = await userToken(client, await aUser(client), { expiresInSeconds: 60 });
    const got = await exchange(short);
    expect(got.body.expires_in).toBeLessThanOrEqual(60);
    expect(claimsOf(got.body.access_token).exp).toBeLessThanOrEqual(claimsOf(short).exp! + 1);
  });

  it("refuses the token of a client, of another project, and of a deleted user", async () => {
    expectError(await exchange(await clientToken(client)), 400, "invalid_request");
    const stranger = await aTokenClient();
    const foreign = await userToken(stranger, await aUser(stranger));
    expectError(await exchange(foreign), 400, "invalid_request");
    const userId = await aUser(client);
    const orphan = await userToken(client, userId);
    await deleteUser(aContext(client.project), fromTypeId("usr", userId)!);
    expectError(await exchange(orphan), 400, "invalid_request");
  });

  it.each<[string, Record<string, string>, string]>([
    ["no subject token", { subject_token: "" }, "invalid_request"],
    ["no type", { subject_token_type: "" }, "invalid_request"],
    ["another type", { subject_token_type: "urn:ietf:params:oauth:token-type:saml2" }, "invalid_request"],
    ["an actor", { actor_token: "x" }, "invalid_request"],
    [
      "a refresh token",
      { requested_token_type: "urn:ietf:params:oauth:token-type:refresh_token" },
      "invalid_request",
    ],
    ["somebody's service", { resource: "https://bank.example" }, "invalid_target"],
    ["a malformed token", { subject_token: "x" }, "invalid_request"],
  ])("refuses %s", async (_, more, error) => {
    expectError(await exchange(await userToken(client, await aUser(client)), more), 400, error);
  });
});

describe("a foreign issuer", () => {
  let trusted: TokenClient;
  beforeAll(async () => {
    trusted = await trusting({});
  });

  it("its user is created once, even by parallel calls", async () => {
    const token = await login.sign();
    const found = await Promise.all(Array.from({ length: 10 }, () => authenticateBearer(token, by)));
    const users = found.map((f) => (f.ok && f.value.ctx.caller.kind === "user" ? f.value.ctx.caller : null));
    expect(new Set(users.map((user) => user?.userId)).size).toBe(1);
    expect(users[0]).toMatchObject({ kind: "user", client: login.issuer });
    const listed = await send("GET", "/users", { key: trusted.secret });
    expect(listed.body.data).toHaveLength(1);
    expect(listed.body.data[0].externalId).toBe("https://login.example|jane");
  });

  it("its token can be exchanged for ours", async () => {
    const theirs = await trusting({ audience: "exchange" });
    const token = await login.sign({ aud: ["other", "exchange"], sub: "exchanged" });
    const got = await exchange(token, {}, theirs);
    expect(got.body).toMatchObject({ issued_token_type: types.access, token_type: "Bearer" });
    const own = await authenticateBearer(got.body.access_token, by);
    const foreign = await authenticateBearer(token, by);
    const userOf = (f: typeof own) => f.ok && f.value.ctx.caller.kind === "user" && f.value.ctx.caller.userId;
    expect(userOf(own)).toBe(userOf(foreign));
    expect(userOf(own)).toBeTruthy();
  });

  it("an unknown subject is refused if the project requires it, a known one is not", async () => {
    const strict = await trusting({ audience: "strict", unknownSubject: "refuse" });
    const token = await login.sign({ aud: "strict", sub: "4711" });
    expect(await authenticateBearer(token, by)).toEqual({ ok: false, refusal: { code: "subject_unknown" } });
    expectError(await exchange(token, {}, strict), 400, "invalid_request");
    await send("POST", "/users", { key: strict.secret, body: { externalId: `${login.issuer}|4711` } });
    expect(await authenticateBearer(token, by)).toMatchObject({ ok: true });
  });

  it("two issuers can use the same subject for different people", async () => {
    await trusting(
      { audience: "both" },
      { issuer: partner.issuer, jwksUrl: partner.jwksUrl, audience: "both" },
    );
    const [ours, theirs] = await Promise.all(
      [login, partner].map(async (from) => authenticateBearer(await from.sign({ aud: "both" }), by)),
    );
    const userOf = (f: typeof ours) =>
      f!.ok && f!.value.ctx.caller.kind === "user" && f!.value.ctx.caller.userId;
    expect(userOf(ours)).toBeTruthy();
    expect(userOf(theirs)).toBeTruthy();
    expect(userOf(ours)).not.toBe(userOf(theirs));
  });

  it("a token that two projects would accept is refused by both", async () => {
    await trusting({ audience: "shared" });
    await trusting({ audience: "shared" });
    expect(await authenticateBearer(await login.sign({ aud: "shared" }), by)).toEqual({
      ok: false,
      refusal: { code: "token_invalid", flaw: "issuer" },
    });
  });

  it("a project with the same issuer but other keys accepts no tokens of another project", async () => {
    const mine = await trusting({ audience: "mine" });
    await trusting({ audience: "mine", jwksUrl: partner.jwksUrl });
    const found = await authenticateBearer(await login.sign({ aud: "mine" }), by);
    expect(found).toMatchObject({ ok: true, value: { ctx: { project: { id: mine.project.id } } } });
  });

  it("its new keys are found half a minute later", async () => {
    const rotating = keyUrlFor("rotated");
    await trusting({ audience: "rotated", jwksUrl: rotating });
    expect(
      await authenticateBearer(await partner.sign({ iss: login.issuer, aud: "rotated" }), by),
    ).toMatchObject({
      ok: true,
    });
    await partner.rotate();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
    expect(
      await authenticateBearer(await partner.sign({ iss: login.issuer, aud: "rotated" }), by),
    ).toMatchObject({
      ok: true,
    });
    vi.useRealTimers();
  });

  it.each([
    ["do not answer", { status: 500, body: "" }],
    ["are no JSON", { status: 200, body: "<html>" }],
    ["are not a key set", { status: 200, body: '{"keys":1}' }],
    ["lead elsewhere", { status: 302, body: "" }],
    ["cannot be used", { status: 200, body: '{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}' }],
  ])("whose keys %s: tokens are refused, not failed", async (name, instead) => {
    const at = name.replaceAll(" ", "-");
    await trusting({ audience: at, jwksUrl: keyUrlFor(at) });
    partner.instead = instead;
    const found = await authenticateBearer(await partner.sign({ iss: login.issuer, aud: at }), by);
    partner.instead = null;
    expect(found).toMatchObject({ ok: false, refusal: { code: "token_invalid" } });
  });

  it.each(["https://169.254.169.254/jwks", "https://10.0.0.1/jwks", "https://[fd00::1]/jwks"])(
    "on our own network is not called for keys: %s",
    async (jwksUrl) => {
      await trusting({ audience: jwksUrl, jwksUrl });
      const began = performance.now();
      expect(await authenticateBearer(await login.sign({ aud: jwksUrl }), by)).toEqual({
        ok: false,
        refusal: { code: "token_invalid", flaw: "keys" },
      });
      expect(performance.now() - began).toBeLessThan(8000);
    },
  );

  it.each<[string, () => Promise<string>, string]>([
    ["of an unknown issuer", () => partner.sign({ iss: "https://nobody.example" }), "issuer"],
    ["for another application", () => login.sign({ aud: "another-app" }), "audience"],
    ["without an audience", () => login.sign({ aud: undefined }), "audience"],
    ["that has expired", () => login.sign({ exp: Math.floor(Date.now() / 1000) - 61 }), "expired"],
    ["without an expiry", () => login.sign({ exp: undefined }), "malformed"],
    ["without a subject", () => login.sign({ sub: undefined }), "subject"],
    ["with an empty subject", () => login.sign({ sub: "" }), "subject"],
    ["with a subject that cannot be stored", () => login.sign({ sub: "a\0b" }), "subject"],
    ["with a subject that is too long", () => login.sign({ sub: "x".repeat(256) }), "subject"],
    ["signed by someone else", () => partner.sign({ iss: login.issuer }, { kid: "key-1" }), "signature"],
    ["with a key that is not published", () => login.sign({}, { kid: "unknown" }), "signature"],
  ])("a token %s is refused", async (_, make, flaw) => {
    expect(await authenticateBearer(await make(), by)).toEqual({
      ok: false,
      refusal: { code: "token_invalid", flaw },
    });
  });
});
