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
