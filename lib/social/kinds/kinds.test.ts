import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anOpenIdStandIn, authorizationIn, routeToStandIn, type StandIn, startStandIn } from "../testing";
import { connectorKinds, findConnectorKind } from "./index";

const redirectUri = "https://app.example.com/back";
const secrets = { state: "s".repeat(43), nonce: "n".repeat(43), verifier: "v".repeat(43) };
const client = { clientId: "client-1", clientSecret: "secret-1" };

let standIn: StandIn;
beforeEach(async () => {
  standIn = await startStandIn();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await standIn.close();
});

const open = (kind: string, config: object) => findConnectorKind(kind)!.open({ ...client, ...config });
const back = (code = "good") => ({
  redirectUri,
  parameters: new URLSearchParams({ code, state: secrets.state }),
  ...secrets,
});

describe("every kind", () => {
  it("has a JSON Schema for forms, with its secret marked", () => {
    for (const kind of connectorKinds) {
      expect(kind.jsonSchema).toMatchObject({ type: "object", additionalProperties: false });
      expect(kind.secretMembers).toEqual(["clientSecret"]);
      expect(kind.target).toMatch(/^[a-z0-9]+$/);
    }
  });

  it.each([
    ["google", { ...client, hostedDomain: "a b" }],
    ["google", { clientId: "x" }],
    ["microsoft", { ...client, tenant: "../evil" }],
    ["microsoft", { ...client, tenant: "a/b" }],
    ["github", { ...client, serverUrl: "http://github.example.com" }],
    ["oidc", { ...client, issuer: "http://id.example.com" }],
    ["oidc", { ...client, issuer: "https://user:pass@id.example.com" }],
    ["oidc", { ...client, issuer: "https://id.example.com/.well-known/openid-configuration" }],
    ["oidc", { ...client, issuer: "javascript:alert(1)" }],
    ["oidc", { ...client, issuer: "https://id.example.com", unknown: 1 }],
    ["oauth2", { ...client, authorizationEndpoint: "https://a.example" }],
    ["oidc", { ...client, issuer: "https://id.example.com", scope: "two  spaces" }],
  ])("%s refuses an invalid config (%#)", (kind, config) => {
    expect(findConnectorKind(kind)!.parse(config)).toMatchObject({
      ok: false,
      refusal: { code: "connector_config_invalid" },
    });
  });
});

describe("Google", () => {
  const issuer = "https://accounts.google.com";
  const google = async () => {
    const provider = await anOpenIdStandIn(standIn, issuer, "https://oauth2.googleapis.com");
    provider.nonce = secrets.nonce;
    // As accounts.google.com publishes it.
    provider.metadata = {
      authorization_endpoint: "https://accounts.google.com/o/oauth2/v2/auth",
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
    };
    routeToStandIn(standIn);
    return provider;
  };

  it("redirects to Google, and reads its token", async () => {
    const stands = await google();
    const connector = open("google", { prompt: "select_account" });
    const begun = await connector.begin({ redirectUri, ...secrets });
    const { url } = authorizationIn(begun.ok ? begun.value.authorizationUrl : "");
    expect(url.origin + url.pathname).toBe("https://accounts.google.com/o/oauth2/v2/auth");
    expect(url.searchParams.get("prompt")).toBe("select_account");
    stands.claims = { picture: "https://lh3.googleusercontent.com/a", email_verified: false };
    expect(await connector.finish(back())).toMatchObject({
      ok: true,
      value: {
        issuer,
        profile: {
          email: "jane@example.com",
          isEmailVerified: false,
          avatarUrl: "https://lh3.googleusercontent.com/a",
        },
      },
    });
    expect(await connector.test()).toMatchObject({ ok: true });
  });

  it("accepts only accounts of the organisation, if one is configured", async () => {
    const stands = await google();
    const connector = open("google", { hostedDomain: "example.com" });
    expect(await connector.finish(back())).toMatchObject({ refusal: { code: "provider_answer_invalid" } });
    stands.claims = { hd: "example.com" };
    expect(await connector.finish(back("good2"))).toMatchObject({ ok: true });
  });
});

describe("Microsoft", () => {
  const tenantId = "9122040d-6c67-4c5b-b112-36a304b66dad";
  const microsoft = async (tenant: string, published: string) => {
    const stands = await anOpenIdStandIn(
      standIn,
      `https://login.microsoftonline.com/${tenant}/v2.0`,
      "https://login.microsoftonline.com",
    );
    stands.nonce = secrets.nonce;
    stands.metadata = { issuer: published };
    routeToStandIn(standIn);
    return stands;
  };
  const slot = "https://login.microsoftonline.com/{tenantid}/v2.0";
  const ofTenant = `https://login.microsoftonline.com/${tenantId}/v2.0`;

  it("fills the slot in the published issuer from the token before comparing", async () => {
    const stands = await microsoft("common", slot);
    stands.claims = { iss: ofTenant, tid: tenantId };
    const connector = open("microsoft", {});
    expect(await connector.finish(back())).toMatchObject({ ok: true, value: { issuer: ofTenant } });
    stands.claims = { iss: ofTenant, tid: "another" };
    expect(await connector.finish(back("good2"))).toMatchObject({
      refusal: { code: "provider_answer_invalid" },
    });
    stands.claims = { iss: ofTenant, tid: undefined };
    expect(await connector.finish(back("good3"))).toMatchObject({
      refusal: { code: "provider_answer_invalid" },
    });
  });

  it("accepts one tenant only, if one is configured", async () => {
    const stands = await microsoft(tenantId, ofTenant);
    const connector = open("microsoft", { tenant: tenantId });
    stands.claims = { iss: ofTenant, tid: tenantId };
    expect(await connector.finish(back())).toMatchObject({ ok: true });
    stands.claims = { iss: "https://login.microsoftonline.com/other/v2.0", tid: "other" };
    expect(await connector.finish(back("good2"))).toMatchObject({
      refusal: { code: "provider_answer_invalid" },
    });
  });

  it("trusts an address only if the domain's owner is verified", async () => {
    const stands = await microsoft("common", slot);
    const connector = open("microsoft", {});
    const verified = async (claims: object, code: string) => {
      stands.claims = { iss: ofTenant, tid: tenantId, ...claims };
      const finished = await connector.finish(back(code));
      return finished.ok && finished.value.profile.isEmailVerified;
    };
    expect(await verified({ email_verified: true }, "good1")).toBe(false);
    expect(await verified({ xms_edov: false }, "good2")).toBe(false);
    expect(await verified({ xms_edov: true }, "good3")).toBe(true);
    expect(await verified({ xms_edov: "1" }, "good4")).toBe(true);
    expect(await verified({ verified_primary_email: ["jane@example.com"] }, "good5")).toBe(true);
    expect(await verified({ verified_primary_email: ["joe@example.com"] }, "good6")).toBe(false);
  });
});

describe("GitHub", () => {
  const account = {
    id: 583231,
    login: "octocat",
    name: null,
    avatar_url: "https://avatars.example/1",
    bio: "x",
  };
  const addresses = [
    { email: "old@example.com", primary: false, verified: true, visibility: null },
    { email: "octocat@example.com", primary: true, verified: true, visibility: "private" },
  ];
  const github = () => {
    standIn.on("/login/oauth/access_token", ({ form }) =>
      form.get("code") === "good" && form.get("client_secret") === "secret-1"
        ? { json: { access_token: "gho_1", token_type: "bearer", scope: "read:user,user:email" } }
        : {
            json: {
              error: "bad_verification_code",
              error_description: "The code passed is incorrect or expired.",
            },
          },
    );
    const withToken =
      (json: unknown) =>
      ({ headers }: { headers: Record<string, unknown> }) =>
        headers.authorization === "Bearer gho_1" && headers["user-agent"]
          ? { json }
          : { status: 401, json: { message: "Requires authentication" } };
    standIn.on("/api/v3/user", withToken(account));
    standIn.on("/api/v3/user/emails", withToken(addresses));
    return open("github", { serverUrl: standIn.url });
  };

  it("reads the account and its primary address through the API, with PKCE", async () => {
    const connector = github();
    const begun = await connector.begin({ redirectUri, ...secrets });
    const { url } = authorizationIn(begun.ok ? begun.value.authorizationUrl : "");
    expect(url.pathname).toBe("/login/oauth/authorize");
    expect(url.searchParams.get("scope")).toBe("read:user user:email");
    expect(url.searchParams.get("code_challenge_method")).toBe("S256");
    expect(await connector.finish(back())).toMatchObject({
      ok: true,
      value: {
        issuer: `${standIn.url}/login/oauth`,
        subject: "583231",
        profile: { name: "octocat", email: "octocat@example.com", isEmailVerified: true },
      },
    });
    expect(standIn.asked.find(({ form }) => form.has("code"))?.form.get("code_verifier")).toBe(
      secrets.verifier,
    );
  });

  it("does not trust an address that GitHub has not verified", async () => {
    const connector = github();
    standIn.on("/api/v3/user/emails", { json: [{ ...addresses[1], verified: false }] });
    expect(await connector.finish(back())).toMatchObject({
      value: { profile: { email: "octocat@example.com", isEmailVerified: false } },
    });
    standIn.on("/api/v3/user/emails", { status: 404, json: { message: "Not Found" } });
    expect(await connector.finish(back())).toMatchObject({ value: { profile: { email: null } } });
    standIn.on("/api/v3/user/emails", { status: 502, text: "" });
    expect(await connector.finish(back())).toMatchObject({ refusal: { code: "provider_unavailable" } });
  });

  it("recognizes an error with status 200", async () => {
    const connector = github();
    expect(await connector.finish(back("bad"))).toMatchObject({
      refusal: {
        code: "provider_refused",
        error: "bad_verification_code",
        explanation: "The code passed is incorrect or expired.",
      },
    });
    expect(await connector.test()).toMatchObject({ ok: true });
    standIn.on("/login/oauth/access_token", { json: { error: "incorrect_client_credentials" } });
    expect(await connector.test()).toMatchObject({
      refusal: { code: "provider_refused", error: "incorrect_client_credentials" },
    });
  });

  it("refuses a malformed account", async () => {
    const connector = github();
    for (const json of [[], { id: "1" }, { login: "x" }, null]) {
      standIn.on("/api/v3/user", { json });
      expect(await connector.finish(back())).toMatchObject({ refusal: { code: "provider_answer_invalid" } });
    }
    standIn.on("/api/v3/user", { status: 401, json: { message: "Bad credentials" } });
    expect(await connector.finish(back())).toMatchObject({ ok: false });
  });

  it("is github.com unless another server is configured", async () => {
    const begun = await open("github", {}).begin({ redirectUri, ...secrets });
    expect(begun.ok && begun.value.authorizationUrl).toMatch(
      /^https:\/\/github\.com\/login\/oauth\/authorize\?/,
    );
  });
});

describe("plain OAuth 2.0", () => {
  const endpoints = () => ({
    authorizationEndpoint: `${standIn.url}/authorize`,
    tokenEndpoint: `${standIn.url}/token`,
    userInfoEndpoint: `${standIn.url}/me`,
  });

  it("reads the profile by the configured names", async () => {
    standIn.on("/token", {
      json: { access_token: "at", token_type: "bearer", id_token: "nobody.asked.for" },
    });
    standIn.on("/me", {
      json: {
        data: { uid: 7, mail: "j@example.com", ok: true, pic: "http://plain.example/1" },
        title: "Jane",
      },
    });
    const connector = open("oauth2", {
      ...endpoints(),
      subjectMember: "data.uid",
      nameMember: "title",
      emailMember: "data.mail",
      emailVerifiedMember: "data.ok",
      avatarMember: "data.pic",
      clientAuthentication: "basic",
    });
    expect(await connector.finish(back())).toMatchObject({
      ok: true,
      value: {
        issuer: standIn.url,
        subject: "7",
        profile: { name: "Jane", email: "j@example.com", isEmailVerified: true, avatarUrl: null },
      },
    });
    // Form-encoded within Basic (RFC 6749 §2.3.1).
    const basic = `Basic ${Buffer.from("client%2D1:secret%2D1").toString("base64")}`;
    expect(standIn.asked.find(({ path }) => path === "/token")?.headers.authorization).toBe(basic);
  });

  it("trusts no address by default, and accepts no account without a subject", async () => {
    standIn.on("/token", { json: { access_token: "at", token_type: "bearer" } });
    standIn.on("/me", { json: { id: "u1", email: "j@example.com", email_verified: true } });
    expect(await open("oauth2", endpoints()).finish(back())).toMatchObject({
      value: { profile: { isEmailVerified: false } },
    });
    for (const subjectMember of ["constructor", "__proto__.id", "id.length", "nothing"])
      expect(await open("oauth2", { ...endpoints(), subjectMember }).finish(back())).toMatchObject({
        refusal: { code: "provider_answer_invalid" },
      });
  });
});
