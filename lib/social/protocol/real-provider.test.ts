import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { findConnectorKind } from "../kinds";
import { aKey, authorizationIn } from "../testing";
import type { IdentityProvider } from "./identity-provider";

/* Against `oidc-provider`, a certified implementation, on loopback: nothing of the protocol is played by us. */

const redirectUri = "http://localhost:3000/verify/callback";
const secrets = { state: "s".repeat(43), nonce: "n".repeat(43), verifier: "v".repeat(43) };
const clientSecret = "a secret with: signs + spaces";

let server: Server;
let issuer: string;
let answer: "continue" | "deny" = "continue";

beforeAll(async () => {
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(console, "info").mockImplementation(() => {});
  server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateJwk } = await aKey();
  const provider = new Provider(issuer, {
    clients: [{ client_id: "client-1", client_secret: clientSecret, redirect_uris: [redirectUri] }],
    jwks: { keys: [privateJwk] },
    cookies: { keys: ["only for this test"] },
    claims: { openid: ["sub"], profile: ["name", "picture"], email: ["email", "email_verified"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, name: "Jane Doe", email: "jane@example.com", email_verified: true }),
    }),
  });
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith("/interaction/")) return next();
    const { params } = await provider.interactionDetails(ctx.req, ctx.res);
    if (answer === "deny") {
      const denied = { error: "access_denied", error_description: "End-User aborted interaction" };
      return provider.interactionFinished(ctx.req, ctx.res, denied);
    }
    const grant = new provider.Grant({ accountId: "jane", clientId: String(params.client_id) });
    grant.addOIDCScope(String(params.scope));
    const grantId = await grant.save();
    return provider.interactionFinished(ctx.req, ctx.res, {
      login: { accountId: "jane" },
      consent: { grantId },
    });
  });
  server.on("request", provider.callback());
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const open = (over: object = {}): IdentityProvider =>
  findConnectorKind("oidc")!.open({ issuer, clientId: "client-1", clientSecret, ...over });

/** Goes where a browser would, until it is led back to us. */
async function signIn(connector: IdentityProvider): Promise<URLSearchParams> {
  const begun = await connector.begin({ redirectUri, ...secrets });
  if (!begun.ok) throw new Error(begun.refusal.explanation);
  const cookies = new Map<string, string>();
  let at = authorizationIn(begun.value.authorizationUrl).url;
  for (let hop = 0; hop < 6 && !at.href.startsWith(redirectUri); hop++) {
    const cookie = [...cookies].map((pair) => pair.join("=")).join("; ");
    const response = await fetch(at, { redirect: "manual", headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      cookies.set(name!, value!);
    }
    at = new URL(response.headers.get("location")!, at);
  }
  return at.searchParams;
}

it("proves the account, and reads its profile from UserInfo", async () => {
  const parameters = await signIn(open());
  expect(parameters.get("iss")).toBe(issuer);
  const callback = { redirectUri, parameters, ...secrets };
  expect(await open().finish(callback)).toMatchObject({
    ok: true,
    value: {
      issuer,
      subject: "jane",
      profile: { name: "Jane Doe", email: "jane@example.com", isEmailVerified: true },
    },
  });
  // The code is used up.
  expect(await open().finish(callback)).toMatchObject({
    refusal: { code: "provider_refused", error: "invalid_grant" },
  });
});

it.each([
  ["another request's verifier", { verifier: "w".repeat(43) }, "provider_refused"],
  ["another request's nonce", { nonce: "another" }, "provider_answer_invalid"],
  ["another redirect URI", { redirectUri: "http://localhost:3000/other" }, "provider_refused"],
])("accepts no code with %s", async (_, other, code) => {
  const parameters = await signIn(open());
  expect(await open().finish({ redirectUri, parameters, ...secrets, ...other })).toMatchObject({
    refusal: { code },
  });
});

it("reports that the person declined", async () => {
  answer = "deny";
  const parameters = await signIn(open());
  answer = "continue";
  expect(await open().finish({ redirectUri, parameters, ...secrets })).toMatchObject({
    refusal: { code: "authorization_denied", explanation: "End-User aborted interaction" },
  });
});

it("tests metadata, keys and credentials", async () => {
  expect(await open().test()).toMatchObject({ ok: true });
  for (const over of [{ clientSecret: "wrong" }, { clientId: "nobody" }])
    expect(await open(over).test()).toMatchObject({
      refusal: { code: "provider_refused", error: "invalid_client" },
    });
  expect(await open({ issuer: `${issuer}/nowhere` }).test()).toMatchObject({
    refusal: { code: "provider_answer_invalid" },
  });
});
