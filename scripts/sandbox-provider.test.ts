import http from "node:http";
import path from "node:path";
import * as oidc from "openid-client";
import { afterAll, beforeAll, expect, test } from "vitest";

interface Sandbox {
  issuer: string;
  stop: () => Promise<void>;
}
const { startSandboxProvider } = (await import(path.join(import.meta.dirname, "sandbox-provider.mjs"))) as {
  startSandboxProvider: (options: { port: number; client: Record<string, string> }) => Promise<Sandbox>;
};

const redirectUri = "http://localhost:3999/verify/callback";
const client = { id: "countersign", secret: "sandbox", redirectUri };
const verifier = oidc.randomPKCECodeVerifier();

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandboxProvider({ port: 0, client });
});
afterAll(() => sandbox.stop());

/** A browser without windows: keeps cookies, follows no redirect by itself. */
function aBrowser() {
  const cookies = new Map<string, string>();
  return async (url: URL | string, form?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; "), accept: "text/html" },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      cookies.set(name!, value!);
    }
    const { status } = response;
    const location = response.headers.get("location");
    return {
      status,
      location: location ? new URL(location, url) : null,
      text: await response.text(),
      response,
    };
  };
}

async function connect() {
  return oidc.discovery(new URL(sandbox.issuer), client.id, client.secret, undefined, {
    execute: [oidc.allowInsecureRequests],
  });
}

async function authorizationUrl(change: Record<string, string> = {}) {
  return oidc.buildAuthorizationUrl(await connect(), {
    redirect_uri: redirectUri,
    scope: "openid profile email",
    state: "a-state",
    nonce: "a-nonce",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...change,
  });
}

/** From the authorization request to the address that leads back to the application. */
async function signIn(form: Record<string, string>, visit = aBrowser()) {
  const asked = await visit(await authorizationUrl());
  const shown = await visit(asked.location!);
  expect(shown.text).toContain("Who do you want to be?");
  const answered = await visit(asked.location!, form);
  expect(answered.status).toBe(303);
  return (await visit(answered.location!)).location!;
}

test("whoever signs in is who they say, over the whole protocol", async () => {
  const back = await signIn({
    name: "Jane",
    email: "Jane@Example.com",
    verified: "on",
    answer: "continue",
  });
  expect(back.href).toContain(redirectUri);
  expect(back.searchParams.get("iss")).toBe(sandbox.issuer);
  const tokens = await oidc.authorizationCodeGrant(await connect(), back, {
    expectedState: "a-state",
    expectedNonce: "a-nonce",
    pkceCodeVerifier: verifier,
  });
  expect(tokens.claims()).toMatchObject({ name: "Jane", email: "Jane@Example.com", email_verified: true });
});

test("the same address is the same account, and somebody else is asked for each time", async () => {
  const visit = aBrowser();
  const subjects = [];
  for (const email of ["a@example.com", "b@example.com", "A@example.com"]) {
    const back = await signIn({ email, answer: "continue" }, visit);
    const tokens = await oidc.authorizationCodeGrant(await connect(), back, {
      expectedState: "a-state",
      expectedNonce: "a-nonce",
      pkceCodeVerifier: verifier,
    });
    expect(tokens.claims()).toMatchObject({ email, email_verified: false });
    subjects.push(tokens.claims()!.sub);
  }
  expect(subjects[0]).toBe(subjects[2]);
  expect(subjects[0]).not.toBe(subjects[1]);
});

test("a no goes back as access_denied", async () => {
  const back = await signIn({ email: "", answer: "deny" });
  expect(back.searchParams.get("error")).toBe("access_denied");
});

test("what is no address is asked for again, and what was typed is shown as text", async () => {
  const visit = aBrowser();
  const { location } = await visit(await authorizationUrl());
  const again = await visit(location!, { name: '"><b>x', email: "nowhere", answer: "continue" });
  expect(again.status).toBe(422);
  expect(again.text).toContain("&quot;&gt;&lt;b&gt;x");
});

test("codes go to the registered address and to loopback, and without PKCE to nobody", async () => {
  const visit = aBrowser();
  const elsewhere = await visit(await authorizationUrl({ redirect_uri: "https://evil.example/" }));
  expect(elsewhere).toMatchObject({ status: 400, location: null });
  const local = await visit(await authorizationUrl({ redirect_uri: "http://localhost:5173/back" }));
  expect(local.location?.pathname).toContain("/interaction/");
  const bare = new URL(await authorizationUrl());
  bare.searchParams.delete("code_challenge");
  bare.searchParams.delete("code_challenge_method");
  expect((await visit(bare)).location?.searchParams.get("error")).toBe("invalid_request");
});

test("another browser cannot take over a sign-in, and a page that is over says so", async () => {
  const { location } = await aBrowser()(await authorizationUrl());
  const other = await aBrowser()(location!, { email: "x@example.com", answer: "continue" });
  expect(other.status).toBe(400);
  expect(other.text).toContain("another browser");
});

test("asked by any other name it answers only with its own", async () => {
  const status = await new Promise((resolve, reject) => {
    const { port } = new URL(sandbox.issuer);
    const options = { port, path: "/.well-known/openid-configuration", headers: { host: "evil.example" } };
    http
      .get({ host: "127.0.0.1", ...options }, (response) => resolve(response.statusCode))
      .on("error", reject);
  });
  expect(status).toBe(307);
});

test("a taken port is no reason to fail", async () => {
  const port = Number(new URL(sandbox.issuer).port);
  const second = await startSandboxProvider({ port, client });
  expect(second.issuer).not.toBe(sandbox.issuer);
  expect((await fetch(`${second.issuer}/`)).status).toBe(200);
  await second.stop();
});
