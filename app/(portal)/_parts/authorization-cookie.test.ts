import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

async function cookiesUnder(publicUrl: string) {
  vi.resetModules();
  vi.stubEnv("PUBLIC_URL", publicUrl);
  return import("./authorization-cookie");
}

const requestWith = (cookie = "") => new Request("http://localhost/", { headers: { cookie } });

test("over https no sibling host can set the cookie, and no script can read it", async () => {
  const { setCookieHeader, authorizationCookieFor } = await cookiesUnder("https://verify.example.com");
  const header = setCookieHeader(authorizationCookieFor(requestWith(), "de"));
  expect(header).toMatch(/^__Host-countersign-authorization=[\w-]{43}\.de; Path=\/; Max-Age=900;/);
  for (const attribute of ["HttpOnly", "SameSite=Lax", "Secure"])
    expect(header.split("; ")).toContain(attribute);
  expect(header).not.toContain("Domain");
});

test("over http on localhost the cookie has a name that browsers accept", async () => {
  const { setCookieHeader, authorizationCookieFor } = await cookiesUnder("http://localhost:3000");
  const header = setCookieHeader(authorizationCookieFor(requestWith(), "en"));
  expect(header).toMatch(/^countersign-authorization=/);
  expect(header).not.toContain("Secure");
});

test("a second window keeps the browser's secret, and a malformed cookie is replaced", async () => {
  const { readAuthorizationCookie, setCookieHeader, authorizationCookieFor } =
    await cookiesUnder("http://localhost:3000");
  const first = authorizationCookieFor(requestWith(), "de");
  const cookie = `other=1; ${setCookieHeader(first).split(";")[0]}; last=2`;
  expect(readAuthorizationCookie(requestWith(cookie))).toEqual(first);
  expect(authorizationCookieFor(requestWith(cookie), "en")).toEqual({ secret: first.secret, locale: "en" });
  for (const malformed of [
    "countersign-authorization=",
    "countersign-authorization=short.de",
    "xcountersign-authorization=a",
    "__proto__=x",
  ])
    expect(readAuthorizationCookie(requestWith(malformed))).toBeNull();
  expect(authorizationCookieFor(requestWith(), "en").secret).not.toBe(first.secret);
});
