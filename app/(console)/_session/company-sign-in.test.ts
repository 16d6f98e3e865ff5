import { join } from "node:path";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { findSession, insertOperator, setRole } from "@/lib/access";
import { aProject } from "@/lib/access/testing";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { insertProject } from "@/lib/projects";
import { authOptions } from "./next-auth";
import { sessionSecret } from "./session-secret";

/* next-auth with our options, against the sandbox: `oidc-provider`, a certified implementation. Only Next.js is missing. */

vi.mock("next/headers", () => ({ headers: async () => new Headers({ "user-agent": "Firefox" }) }));

const { startSandboxProvider } = await import(
  join(import.meta.dirname, "../../../scripts/sandbox-provider.mjs")
);
const callback = "http://localhost:3000/api/auth/callback/company";
const client = { id: "countersign", secret: "a secret with: signs + spaces", redirectUri: callback };
const sandbox: { issuer: string; stop: () => Promise<void> } = await startSandboxProvider({
  port: 0,
  client,
});
afterAll(() => sandbox.stop());

vi.stubEnv("OPERATOR_OIDC_ISSUER", sandbox.issuer);
vi.stubEnv("OPERATOR_OIDC_CLIENT_ID", client.id);
vi.stubEnv("OPERATOR_OIDC_CLIENT_SECRET", client.secret);
vi.stubEnv("OPERATOR_OIDC_DOMAINS", "acme.example");
vi.stubEnv("OPERATOR_OIDC_NAME", "Acme");
useTestDatabase();

let projectId: string;
beforeAll(async () => {
  projectId = (await aProject()).id;
  await insertProject("Console", { kind: "reserved" });
});

async function aMember() {
  const operator = await insertOperator(`${newId()}@acme.example`, "");
  await setRole(operator.id, projectId, "viewer");
  return operator;
}

/** A browser at our side: keeps next-auth's cookies. */
function aBrowser() {
  const cookies: Record<string, string> = {};
  async function ask(method: string, action: string, query: Record<string, string> = {}, body = {}) {
    const request = {
      method,
      query: { ...query, nextauth: [action, "company"] },
      body,
      cookies,
      headers: {},
    };
    const headers: Record<string, string | string[]> = {};
    let said: unknown;
    const response = {
      status: () => response,
      getHeader: (name: string) => headers[name],
      setHeader: (name: string, value: string | string[]) => {
        headers[name] = value;
        return response;
      },
      send: (text: unknown) => {
        said = text;
      },
      end: () => {},
    };
    // The way of older applications, because the other one asks Next.js for the request.
    await NextAuth(
      request as unknown as NextApiRequest,
      response as unknown as NextApiResponse,
      authOptions(),
    );
    for (const set of [headers["Set-Cookie"] ?? []].flat()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      cookies[name!] = decodeURIComponent(value!);
    }
    return { said, location: String(headers.Location) };
  }
  return {
    cookies,
    /** Presses the button. Returns the provider's address. */
    async begin() {
      const { csrfToken } = (await ask("GET", "csrf")).said as { csrfToken: string };
      return new URL((await ask("POST", "signin", {}, { csrfToken })).location);
    },
    /** Comes back from the provider. Returns where next-auth leads. */
    async finish(parameters: URLSearchParams) {
      return (await ask("GET", "callback", Object.fromEntries(parameters))).location;
    },
  };
}

/** What a person does at the provider. Returns the parameters of the callback. */
async function atProvider(authorization: URL, form: Record<string, string>): Promise<URLSearchParams> {
  const cookies = new Map<string, string>();
  let at = authorization;
  for (let hop = 0; hop < 6 && !at.href.startsWith(callback); hop++) {
    const isForm = at.pathname.startsWith("/interaction/");
    const response = await fetch(at, {
      redirect: "manual",
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(isForm && { method: "POST", body: new URLSearchParams({ answer: "continue", ...form }) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
      cookies.set(name!, value!);
    }
    at = new URL(response.headers.get("location")!, at);
  }
  return at.searchParams;
}

test("whoever proves a member's address at the provider gets a session of that member", async () => {
  const { id, email } = await aMember();
  const browser = aBrowser();
  const authorization = await browser.begin();
  expect(Object.fromEntries(authorization.searchParams)).toMatchObject({
    response_type: "code",
    scope: "openid email",
    code_challenge_method: "S256",
    redirect_uri: callback,
    state: expect.stringMatching(/^.{43}$/),
    nonce: expect.stringMatching(/^.{43}$/),
  });
  const parameters = await atProvider(authorization, { email, verified: "on" });
  expect(await browser.finish(parameters)).toBe("http://localhost:3000");
  const token = await decode({ token: browser.cookies["next-auth.session-token"], secret: sessionSecret() });
  const session = await findSession(String(token?.sessionId), { address: null, userAgent: null });
  expect(session).toMatchObject({
    operatorId: id,
    userAgent: "Firefox",
    secondFactorAt: null,
    hasCompanyMfa: false,
  });
  // No name, address or token of the provider.
  expect(Object.keys(token ?? {}).sort()).toEqual(["exp", "iat", "jti", "sessionId"]);
});

test("a callback is refused in another browser, with another's state, twice, and after a refusal", async () => {
  const { email } = await aMember();
  const [browser, other] = [aBrowser(), aBrowser()];
  const parameters = await atProvider(await browser.begin(), { email, verified: "on" });
  const failed = expect.stringMatching(/error=OAuthCallback$/);
  expect(await aBrowser().finish(parameters)).toEqual(failed);
  await other.begin();
  expect(await other.finish(parameters)).toEqual(failed);
  const cookies = { ...browser.cookies };
  expect(await browser.finish(parameters)).toBe("http://localhost:3000");
  const again = aBrowser();
  Object.assign(again.cookies, cookies);
  expect(await again.finish(parameters)).toEqual(failed);
  const denied = aBrowser();
  const refused = await denied.finish(await atProvider(await denied.begin(), { answer: "deny" }));
  expect(refused).toMatch(/error=Callback$/);
  for (const { cookies } of [other, denied]) expect(cookies["next-auth.session-token"]).toBeUndefined();
});

test("a refusal names its reason, and nothing else", async () => {
  const { email } = await aMember();
  const browser = aBrowser();
  const parameters = await atProvider(await browser.begin(), { email });
  expect(await browser.finish(parameters)).toMatch(/\/error\?error=company_email_unverified$/);
  expect(browser.cookies["next-auth.session-token"]).toBeUndefined();
});
