import { createLocalJWKSet, jwtVerify } from "jose";
import * as oidc from "openid-client";
import { beforeAll, describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { toShortId } from "@/lib/id";
import {
  answer,
  aTokenClient,
  claimsOf,
  clientToken,
  credentials,
  expectError,
  headerOf,
  post,
  stockClient,
  type TokenClient,
} from "./harness";

useTestDatabase();

let client: TokenClient;
beforeAll(async () => {
  client = await aTokenClient({ scopes: ["verifications:read", "users:write"] });
});

const grant = (more: Record<string, string> = {}) => ({
  grant_type: "client_credentials",
  ...credentials(client),
  ...more,
});
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});

describe("client credentials", () => {
  it.each([
    ["in the form", (c: TokenClient) => oidc.ClientSecretPost(c.secret)],
    ["by Basic", (c: TokenClient) => oidc.ClientSecretBasic(c.secret)],
  ])("a standard client discovers the endpoint and gets a token %s", async (_, authentication) => {
    for (const path of ["/oidc", "/cis/oidc"]) {
      const issuer = `${env.PUBLIC_URL}${path}`;
      const config = await stockClient(issuer, client, authentication(client));
      const tokens = await oidc.clientCredentialsGrant(config);
      expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 3600 });
      expect(tokens.scope).toBe("verifications:read users:write");
      const keys = await (await answer(config.serverMetadata().jwks_uri!)).json();
      const { payload, protectedHeader } = await jwtVerify(tokens.access_token, createLocalJWKSet(keys), {
        issuer,
        typ: "at+jwt",
        algorithms: ["RS256"],
      });
      expect(payload).toMatchObject({ sub: client.id, client_id: client.id, iss: issuer });
      expect(payload.exp! - payload.iat!).toBe(3600);
      expect(payload.jti).toBeTruthy();
      expect(protectedHeader.kid).toBe(keys.keys[0].kid);
    }
  });

  it("answers as in RFC 6749 §5.1, and cannot be cached", async () => {
    const { status, headers, body } = await post(grant());
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["access_token", "token_type", "expires_in", "scope"]);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("pragma")).toBe("no-cache");
  });

  it("accepts a JSON body, too, and ignores unknown members", async () => {
    const sent = JSON.stringify(grant({ surprise: "1" }));
    const got = await post(sent, { headers: { "content-type": "application/json" } });
    expect(got.status).toBe(200);
  });

  it("grants the requested scopes, and none that the key lacks", async () => {
    const narrow = await post(grant({ scope: "users:write" }));
    expect(narrow.body.scope).toBe("users:write");
    expectError(await post(grant({ scope: "users:write inbox:read" })), 400, "invalid_scope");
    expectError(await post(grant({ scope: "users:write  inbox:read" })), 400, "invalid_request");
  });

  it("is for this installation unless the request names a resource below it", async () => {
    expect(claimsOf(await clientToken(client)).aud).toBe(env.PUBLIC_URL);
    const below = `${env.PUBLIC_URL}/api/v1`;
    expect(claimsOf(await clientToken(client, { resource: below })).aud).toBe(below);
    for (const resource of [
      "https://bank.example/api",
      `${env.PUBLIC_URL}.evil.example`,
      `${below}#x`,
      "x",
    ]) {
      expectError(await post(grant({ resource })), 400, "invalid_target");
    }
  });
});

describe("a refusal", () => {
  it.each([
    ["a wrong secret", () => ({ ...credentials(client), client_secret: `${client.id}_${"x".repeat(43)}` })],
    ["no secret", () => ({ client_id: client.id })],
    ["an unknown client", () => ({ client_id: "csk_00000000", client_secret: client.secret })],
    [
      "another key's secret",
      () => ({ client_id: "csk_00000000", client_secret: `csk_00000000_${"x".repeat(43)}` }),
    ],
    ["nothing", () => ({})],
  ])("%s is invalid_client, 401", async (_, given) => {
    expectError(await post({ grant_type: "client_credentials", ...given() }), 401, "invalid_client");
  });

  it("a malformed id is invalid_client, too, and repeated", async () => {
    const got = await post({ grant_type: "client_credentials", client_id: "not-found", client_secret: "x" });
    expectError(got, 400, "invalid_client");
    expect(got.body.error_description).toBe("invalid client not-found");
    const hostile = await post({ grant_type: "client_credentials", client_id: 'ä"\\\n', client_secret: "x" });
    expectError(hostile, 400, "invalid_client");
  });

  it.each([
    ["a wrong secret", () => basic(client.id, "x"), 401, "invalid_client"],
    ["an unknown client", () => basic("not-found", "x"), 401, "invalid_client"],
    ["another scheme", () => ({ authorization: `Bearer ${client.secret}` }), 401, "invalid_client"],
    ["no base64", () => ({ authorization: "Basic ???" }), 400, "invalid_request"],
    ["no colon", () => ({ authorization: "Basic eA==" }), 400, "invalid_request"],
  ] as const)("by Basic: %s", async (_, headers, status, error) => {
    expectError(await post({ grant_type: "client_credentials" }, { headers: headers() }), status, error);
  });

  it("credentials must be sent in one way only, and must agree", async () => {
    const headers = basic(client.id, client.secret);
    expectError(await post(grant(), { headers }), 400, "invalid_request");
    const mismatch = { grant_type: "client_credentials", client_id: "csk_00000000" };
    expectError(await post(mismatch, { headers }), 400, "invalid_request");
    const same = await post({ grant_type: "client_credentials", client_id: client.id }, { headers });
    expect(same.status).toBe(200);
  });

  it.each([
    ["no grant type", "", 400, "invalid_request"],
    ["an empty grant type", "grant_type=", 400, "invalid_request"],
    ["an unknown grant type", "grant_type=password", 400, "unsupported_grant_type"],
    ["a name from Object.prototype", "grant_type=constructor", 400, "unsupported_grant_type"],
    ["a parameter twice", "grant_type=client_credentials&scope=a&scope=b", 400, "invalid_request"],
    ["NUL in a parameter", "grant_type=client_credentials&scope=%00", 400, "invalid_request"],
    ["__proto__", "grant_type=client_credentials&__proto__=x", 200, undefined],
  ])("%s", async (_, form, status, error) => {
    const got = await post(`${new URLSearchParams(credentials(client))}&${form}`);
    if (error) expectError(got, status, error);
    else expect(got.status).toBe(status);
  });

  it.each([
    ["not JSON", "application/json", "{", 400],
    ["a list", "application/json", "[]", 400],
    ["a number as a parameter", "application/json", '{"client_id":1}', 400],
    ["another type", "text/plain", "grant_type=client_credentials", 400],
    ["too much", "application/x-www-form-urlencoded", `grant_type=${"x".repeat(70_000)}`, 413],
  ])("a body of %s", async (_, type, text, status) => {
    expectError(await post(text, { headers: { "content-type": type } }), status, "invalid_request");
  });

  it.each(["GET", "PUT", "PATCH", "DELETE"])("%s is not for the token endpoint", async (method) => {
    const response = await answer(`${env.PUBLIC_URL}/oidc/token`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toContain("POST");
    expect(await response.json()).toMatchObject({ error: "invalid_request" });
  });

  it.each(["/oidc", "/oidc/nothing", "/cis/oidc/nothing"])(
    "%s is an unknown path, answered in JSON",
    async (path) => {
      const response = await answer(`${env.PUBLIC_URL}${path}`, { method: "POST", body: "x" });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: "invalid_request" });
    },
  );
});

describe("vendors at one URL", () => {
  it("a key with the Logto dialect must request a known resource, and gets the scope `all`", async () => {
    const marked = await aTokenClient({ dialect: "logto" });
    const ask = (more: object) =>
      post({ grant_type: "client_credentials", ...credentials(marked), scope: "all", ...more });
    const missing = await ask({});
    expectError(missing, 400, "invalid_target");
    expect(missing.body.error_description).toBe("both `resource` and `organization_id` are not provided");
    const unknown = await ask({ resource: "https://not-found" });
    expectError(unknown, 400, "invalid_target");
    expect(unknown.body.error_description).toBe("resource indicator is missing, or unknown");
    const resource = "https://default.logto.app/api";
    const got = await ask({ resource });
    expect(got.body.scope).toBe("all");
    expect(claimsOf(got.body.access_token)).toMatchObject({ aud: resource, scope: "all", sub: marked.id });
    const without = await ask({ resource, scope: "" });
    expect(without.body.scope).toBeUndefined();
  });

  it("a key without a dialect gets it, too, if it requests Logto's resource", async () => {
    const got = await post(grant({ resource: "https://default.logto.app/api", scope: "all" }));
    expect(got.body.scope).toBe("all");
  });

  it.each([
    ["at Transmit's own path", {}, "/cis/oidc/token"],
    ["of a key with the Transmit dialect", { dialect: "transmit" as const }, "/oidc/token"],
  ])("tokens %s contain its claims", async (_, over, path) => {
    const made = await aTokenClient(over);
    const claims = claimsOf(await clientToken(made, {}, path));
    expect(claims).toMatchObject({
      iss: `${env.PUBLIC_URL}${path.replace("/token", "")}`,
      aud: "userid-api",
      sub: made.id,
      client_id: made.id,
      tid: toShortId(made.project.id),
      app_id: toShortId(made.apiKeyId),
      app_name: "Acme",
      roles: [],
    });
  });

  it("a token's header contains RS256, its key id and its type", async () => {
    expect(headerOf(await clientToken(client))).toEqual({
      alg: "RS256",
      typ: "at+jwt",
      kid: expect.stringMatching(/^[\w-]{43}$/),
    });
  });
});
