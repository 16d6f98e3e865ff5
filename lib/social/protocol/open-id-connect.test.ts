import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findConnectorKind } from "../kinds";
import { aKey, anOpenIdStandIn, authorizationIn, nowSeconds, type StandIn, startStandIn } from "../testing";
import type { IdentityProvider } from "./identity-provider";

const redirectUri = "https://app.example.com/back?of=mine";
const secrets = { state: "s".repeat(43), nonce: "n".repeat(43), verifier: "v".repeat(43) };
const clientSecret = "a-client-secret-that-must-not-be-seen";

let standIn: StandIn;
let other: Awaited<ReturnType<typeof anOpenIdStandIn>>;
let provider: IdentityProvider;

beforeEach(async () => {
  standIn = await startStandIn();
  other = await anOpenIdStandIn(standIn);
  other.nonce = secrets.nonce;
  provider = findConnectorKind("oidc")!.open({ issuer: standIn.url, clientId: "client-1", clientSecret });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await standIn.close();
});

const finish = (parameters: Record<string, string> = { code: "good", state: secrets.state }) =>
  provider.finish({ redirectUri, parameters: new URLSearchParams(parameters), ...secrets });

async function refusalAt(parameters?: Record<string, string>) {
  const finished = await finish(parameters);
  if (finished.ok) throw new Error("The authorization request was accepted.");
  for (const secret of [...Object.values(secrets), clientSecret, "access-token-1"])
    expect(JSON.stringify(finished.refusal)).not.toContain(secret);
  return finished.refusal;
}

describe("an authorization request to an OpenID provider", () => {
  it("contains PKCE, state and nonce, and proves issuer and subject", async () => {
    const begun = await provider.begin({ redirectUri, ...secrets });
    if (!begun.ok) throw new Error(begun.refusal.explanation);
    const { url, ...sent } = authorizationIn(begun.value.authorizationUrl);
    expect(sent).toEqual({ redirectUri, state: secrets.state, nonce: secrets.nonce });
    expect(url.searchParams.get("response_type")).toBe("code");
    expect(url.searchParams.get("scope")).toBe("openid email profile");
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    expect(url.searchParams.get("code_challenge")).toMatch(/^[\w-]{43}$/);
    expect(url.href).not.toContain(secrets.verifier);

    expect(await finish()).toMatchObject({
      ok: true,
      value: {
        issuer: standIn.url,
        subject: "subject-1",
        profile: { name: "Jane Doe", email: "jane@example.com", isEmailVerified: true, avatarUrl: null },
      },
    });
    const token = standIn.asked.find(({ path }) => path === "/token")!;
    expect(Object.fromEntries(token.form)).toMatchObject({
      grant_type: "authorization_code",
      code: "good",
      code_verifier: secrets.verifier,
      redirect_uri: redirectUri,
    });
  });

  it("has the caller's scope, and always openid", async () => {
    const begun = await provider.begin({ redirectUri, ...secrets, scope: "phone" });
    expect(begun).toMatchObject({ ok: true, value: { scope: "openid phone" } });
  });

  it("keeps no claims that only bind the token to the request", async () => {
    other.claims = { department: "sales", at_hash: "x" };
    const finished = await finish();
    expect(finished.ok && finished.value.claims).toMatchObject({ department: "sales", sub: "subject-1" });
    expect(finished.ok && Object.keys(finished.value.claims)).not.toContain("nonce");
  });

  it("reads claims that the token lacks from UserInfo, for the same subject only", async () => {
    other.claims = { name: undefined, email: undefined, email_verified: undefined };
    standIn.on("/userinfo", { json: { sub: "subject-1", name: "From UserInfo", email: "j@example.com" } });
    expect(await finish()).toMatchObject({
      ok: true,
      value: { profile: { name: "From UserInfo", email: "j@example.com", isEmailVerified: false } },
    });
    standIn.on("/userinfo", { json: { sub: "somebody-else", name: "Mallory" } });
    expect(await refusalAt({ code: "good2", state: secrets.state })).toMatchObject({
      code: "provider_answer_invalid",
    });
  });

  it.each([
    ["another issuer's token", { iss: "https://evil.example" }],
    ["a token for another client", { aud: "client-2" }],
    ["a token for several, issued to another", { aud: ["client-1", "client-2"], azp: "client-2" }],
    ["no nonce", { nonce: undefined }],
    ["another request's nonce", { nonce: "another" }],
    ["no subject", { sub: undefined }],
    ["an empty subject", { sub: "" }],
    ["a subject with a NUL", { sub: "a\0b" }],
    ["a subject that is a number", { sub: 5 }],
    ["an expired token", { exp: nowSeconds() - 3600 }],
    ["a token of the future", { iat: nowSeconds() + 3600 }],
    ["a token not valid yet", { nbf: nowSeconds() + 3600 }],
  ])("refuses %s", async (_, claims) => {
    other.claims = claims;
    expect(await refusalAt()).toMatchObject({ code: "provider_answer_invalid" });
  });

  it("tolerates clocks that differ by half a minute", async () => {
    other.claims = { exp: nowSeconds() - 30, iat: nowSeconds() - 330 };
    expect(await finish()).toMatchObject({ ok: true });
    other.claims = { iat: nowSeconds() + 30, exp: nowSeconds() + 330 };
    expect(await finish({ code: "good2", state: secrets.state })).toMatchObject({ ok: true });
  });

  it("refuses a token whose signature is not the provider's", async () => {
    other.signedBy = await aKey(other.keys[0]!.jwk.kid);
    expect(await refusalAt()).toMatchObject({ code: "provider_answer_invalid" });
  });

  it("refuses algorithms that the provider does not announce, and unsigned tokens", async () => {
    other.signedBy = await aKey(other.keys[0]!.jwk.kid, "ES256");
    expect(await refusalAt()).toMatchObject({ code: "provider_answer_invalid" });
    const none = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    other.signedBy = {
      ...(await aKey()),
      sign: async (claims) => `${none({ alg: "none" })}.${none(claims)}.`,
    };
    expect(await refusalAt({ code: "good2", state: secrets.state })).toMatchObject({
      code: "provider_answer_invalid",
    });
  });

  it("works immediately after the provider rotates its keys, and does not fetch known keys again", async () => {
    const asks = () => standIn.asked.filter(({ path }) => path === "/jwks").length;
    expect(await finish()).toMatchObject({ ok: true });
    expect(await finish({ code: "good2", state: secrets.state })).toMatchObject({ ok: true });
    expect(asks()).toBe(1);
    other.keys = [await aKey()];
    expect(await finish({ code: "good3", state: secrets.state })).toMatchObject({ ok: true });
    expect(asks()).toBe(2);
    expect(await finish({ code: "good4", state: secrets.state })).toMatchObject({ ok: true });
    expect(asks()).toBe(2);
  });

  it("caches the metadata", async () => {
    await provider.begin({ redirectUri, ...secrets });
    await provider.begin({ redirectUri, ...secrets });
    await finish();
    expect(standIn.asked.filter(({ path }) => path.includes(".well-known"))).toHaveLength(1);
  });

  it("refuses a mixed-up issuer, and a missing one where it is announced (RFC 9207)", async () => {
    const mixedUp = { code: "good", state: secrets.state, iss: "https://honest.example" };
    expect(await refusalAt(mixedUp)).toMatchObject({ code: "provider_answer_invalid" });
    expect(standIn.asked.some(({ path }) => path === "/token")).toBe(false);

    const announcing = await startStandIn();
    const second = await anOpenIdStandIn(announcing);
    second.metadata = { authorization_response_iss_parameter_supported: true };
    second.nonce = secrets.nonce;
    provider = findConnectorKind("oidc")!.open({
      issuer: announcing.url,
      clientId: "client-1",
      clientSecret,
    });
    expect(await refusalAt()).toMatchObject({ code: "provider_answer_invalid" });
    expect(await finish({ code: "good", state: secrets.state, iss: announcing.url })).toMatchObject({
      ok: true,
    });
    await announcing.close();
  });

  it("refuses another state, unless the client compares it", async () => {
    expect(await refusalAt({ code: "good", state: "another" })).toMatchObject({
      code: "provider_answer_invalid",
    });
    const parameters = new URLSearchParams({ code: "good", state: "of the client's" });
    expect(await provider.finish({ redirectUri, parameters, ...secrets, state: null })).toMatchObject({
      ok: true,
    });
  });

  it("a code works once", async () => {
    expect(await finish()).toMatchObject({ ok: true });
    expect(await refusalAt()).toMatchObject({ code: "provider_refused", error: "invalid_grant" });
  });

  it.each([
    [
      { error: "access_denied", error_description: "no\u0000 \u0007thanks" },
      { code: "authorization_denied", explanation: "no thanks" },
    ],
    [{ error: "invalid_scope" }, { code: "provider_refused", error: "invalid_scope" }],
    [{ error: "temporarily_unavailable" }, { code: "provider_unavailable" }],
    [{ error: `x${secrets.verifier}${"y".repeat(5000)}` }, { code: "provider_refused" }],
    [
      { error: "x", error_description: clientSecret },
      { code: "provider_refused", explanation: "[redacted]" },
    ],
    [{}, { code: "provider_answer_invalid" }],
    [{ response: "a.b.c" }, { code: "provider_answer_invalid" }],
    [{ code: "good", id_token: "x" }, { code: "provider_answer_invalid" }],
  ])("returns the provider's error (%#)", async (parameters, expected) => {
    expect(await refusalAt({ ...parameters, state: secrets.state } as Record<string, string>)).toMatchObject(
      expected,
    );
  });
});

describe("a broken provider", () => {
  it.each([
    ["a 500", { status: 500, text: "oops" }, "provider_unavailable"],
    ["a 503 with an OAuth error", { status: 503, json: { error: "later" } }, "provider_unavailable"],
    ["a 429", { status: 429, text: "slow down" }, "provider_unavailable"],
    ["a page", { text: "<html>" }, "provider_answer_invalid"],
    [
      "malformed JSON",
      { text: "{", headers: { "content-type": "application/json" } },
      "provider_answer_invalid",
    ],
    ["an array", { json: [] }, "provider_answer_invalid"],
    ["no ID token", { json: { access_token: "x", token_type: "Bearer" } }, "provider_answer_invalid"],
    [
      "a malformed ID token",
      { json: { access_token: "x", token_type: "Bearer", id_token: "x.y.z" } },
      "provider_answer_invalid",
    ],
    ["a redirect", { status: 302, headers: { location: "http://127.0.0.1:1/" } }, "provider_answer_invalid"],
    ["wrong credentials", { status: 401, json: { error: "invalid_client" } }, "provider_refused"],
    ["a challenge", { status: 401, headers: { "www-authenticate": "Basic" } }, "provider_refused"],
    ["a megabyte", { text: "x".repeat(1024 * 1024) }, "provider_answer_invalid"],
  ])("its token endpoint answers %s", async (_, said, code) => {
    other.token = said;
    expect(await refusalAt()).toMatchObject({ code });
  });

  it.each([
    ["another issuer", { issuer: "https://evil.example" }, "provider_answer_invalid"],
    [
      "no endpoints",
      { token_endpoint: undefined, authorization_endpoint: undefined },
      "provider_answer_invalid",
    ],
    ["a broken endpoint", { token_endpoint: "not a url" }, "provider_answer_invalid"],
    ["a private address", { token_endpoint: "https://169.254.169.254/token" }, "provider_unavailable"],
    ["a file: URL as an endpoint", { token_endpoint: "file:///etc/passwd" }, "provider_answer_invalid"],
  ])("its metadata contain %s", async (_, metadata, code) => {
    other.metadata = metadata;
    expect(await refusalAt()).toMatchObject({ code });
  });

  it("its authorization endpoint is a script", async () => {
    other.metadata = { authorization_endpoint: "javascript:alert(1)" };
    expect(await provider.begin({ redirectUri, ...secrets })).toMatchObject({ ok: false });
  });

  it("it does not answer within ten seconds", async () => {
    other.token = { hangs: true };
    const since = Date.now();
    expect(await refusalAt()).toMatchObject({ code: "provider_unavailable" });
    expect(Date.now() - since).toBeLessThan(12_000);
  });

  it("it is not there", async () => {
    await standIn.close();
    expect(await provider.begin({ redirectUri, ...secrets })).toMatchObject({
      ok: false,
      refusal: { code: "provider_unavailable" },
    });
  });
});

describe("a test of the connector", () => {
  it("passes if the provider refuses only the code", async () => {
    expect(await provider.test()).toMatchObject({ ok: true });
  });

  it("fails if the provider does not know the client", async () => {
    other.token = { status: 401, json: { error: "invalid_client", error_description: "no such client" } };
    expect(await provider.test()).toMatchObject({
      refusal: { code: "provider_refused", error: "invalid_client", explanation: "no such client" },
    });
  });

  it("reads the metadata again, and fails without keys", async () => {
    await provider.begin({ redirectUri, ...secrets });
    other.keys = [];
    expect(await provider.test()).toMatchObject({ refusal: { code: "provider_answer_invalid" } });
    expect(standIn.asked.filter(({ path }) => path.includes(".well-known"))).toHaveLength(2);
  });
});
