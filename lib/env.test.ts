import { afterEach, describe, expect, it, vi } from "vitest";

async function publicUrl(given: string): Promise<string> {
  vi.resetModules();
  vi.stubEnv("PUBLIC_URL", given);
  const { env } = await import("./env");
  return env.PUBLIC_URL;
}

afterEach(() => vi.unstubAllEnvs());

describe("PUBLIC_URL", () => {
  it.each([
    ["https://verify.example.com", "https://verify.example.com"],
    ["https://verify.example.com/", "https://verify.example.com"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["https://[::1]:8443/", "https://[::1]:8443"],
  ])("%s is an address to serve at", async (given, used) => {
    expect(await publicUrl(given)).toBe(used);
  });

  it.each([
    ["https://example.com/verify", "without a path"],
    ["https://example.com?tenant=1", "without a path"],
    ["https://user:password@example.com", "without a path"],
    ["example.com", "expected an address such as https://verify.example.com"],
  ])("%s stops the start with a reason", async (given, reason) => {
    await expect(publicUrl(given)).rejects.toThrow(reason);
  });
});

describe("the company's sign-in", () => {
  const whole = {
    OPERATOR_OIDC_ISSUER: "https://login.example.com/",
    OPERATOR_OIDC_CLIENT_ID: "countersign",
    OPERATOR_OIDC_CLIENT_SECRET: "secret",
    OPERATOR_OIDC_DOMAINS: "Example.com, bücher.example",
    OPERATOR_OIDC_NAME: "Example",
  };

  async function parsed(given: Record<string, string>) {
    vi.resetModules();
    for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
    const { env } = await import("./env");
    return [env.OPERATOR_OIDC_ISSUER, env.OPERATOR_OIDC_DOMAINS];
  }

  it("is off without variables, and takes all of them together", async () => {
    expect(await parsed({})).toEqual([undefined, undefined]);
    expect(await parsed(whole)).toEqual([
      "https://login.example.com/",
      ["example.com", "xn--bcher-kva.example"],
    ]);
  });

  it.each([
    ...Object.keys(whole).map((name) => ({ ...whole, [name]: "" })),
    { OPERATOR_OIDC_REQUIRED: "on" },
  ])("half of it stops the start and names what is missing: %o", async (given) => {
    await expect(parsed(given)).rejects.toThrow(/OPERATOR_OIDC_\w+: missing: .*together/);
  });

  it.each([
    ["OPERATOR_OIDC_ISSUER", "http://login.example.com"],
    ["OPERATOR_OIDC_ISSUER", "https://me:secret@login.example.com"],
    ["OPERATOR_OIDC_ISSUER", "https://login.example.com?tenant=1"],
    ["OPERATOR_OIDC_ISSUER", "login.example.com"],
    ["OPERATOR_OIDC_DOMAINS", "*.example.com"],
    ["OPERATOR_OIDC_DOMAINS", "example.com,"],
    ["OPERATOR_OIDC_DOMAINS", "jane@example.com"],
  ])("%s=%s stops the start", async (name, value) => {
    await expect(parsed({ ...whole, [name]: value })).rejects.toThrow(`${name}: expected`);
  });
});
