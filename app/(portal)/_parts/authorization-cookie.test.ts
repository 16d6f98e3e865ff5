import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

async function cookiesUnder(publicUrl: string) {
  vi.resetModules();
  vi.stubEnv("PUBLIC_URL", publicUrl);
  return import("./authorization-cookie");
}

const asking = (cookie = "") => new Request("http://localhost/", { headers: { cookie } });

test("over https no sibling host can plant it, and no page can read it", async () => {
  const { setCookieHeader, authorizationCookieFor } = await cookiesUnder("https://verify.example.com");
  const header = setCookieHeader(authorizationCookieFor(asking(), "de"));
  expect(header).toMatch(/^__Host-countersign-visit=[\w-]{43}\.de; Path=\/; Max-Age=900;/);
  for (const attribute of ["HttpOnly", "SameSite=Lax", "Secure"])
    expect(header.split("; ")).toContain(attribute);
  expect(header).not.toContain("Domain");
});

test("on this machine, over http, it has a name that browsers take", async () => {
  const { setCookieHeader, authorizationCookieFor } = await cookiesUnder("http://localhost:3000");
  const header = setCookieHeader(authorizationCookieFor(asking(), "en"));
  expect(header).toMatch(/^countersign-visit=/);
  expect(header).not.toContain("Secure");
});

test("a second window keeps the browser's secret; what nobody of us wrote is replaced", async () => {
  const { readAuthorizationCookie, setCookieHeader, authorizationCookieFor } =
    await cookiesUnder("http://localhost:3000");
  const first = authorizationCookieFor(asking(), "de");
  const cookie = `other=1; ${setCookieHeader(first).split(";")[0]}; last=2`;
  expect(readAuthorizationCookie(asking(cookie))).toEqual(first);
  expect(authorizationCookieFor(asking(cookie), "en")).toEqual({ secret: first.secret, locale: "en" });
  for (const made of [
    "countersign-visit=",
    "countersign-visit=short.de",
    "xcountersign-visit=a",
    "__proto__=x",
  ])
    expect(readAuthorizationCookie(asking(made))).toBeNull();
  expect(authorizationCookieFor(asking(), "en").secret).not.toBe(first.secret);
});
