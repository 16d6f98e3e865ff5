import { describe, expect, it } from "vitest";

process.env.TRUSTED_PROXIES = "10.0.0.1";
const { requestOrigin } = await import("./client-address");

const forwarded = { "x-forwarded-host": "Verify.acme.example", "x-forwarded-proto": "https" };

describe("the requested origin", () => {
  it.each<[string, Record<string, string>, string]>([
    ["is the host's", { host: "Acme.example:8080" }, "http://acme.example:8080"],
    ["is ours without a host", {}, "http://localhost:3000"],
    [
      "is the one that a trusted proxy forwards",
      { host: "internal", "x-countersign-peer": "10.0.0.1", ...forwarded },
      "https://verify.acme.example",
    ],
    [
      "is not the one that anyone else forwards",
      { host: "acme.example", "x-countersign-peer": "10.0.0.2", ...forwarded },
      "http://acme.example",
    ],
    [
      "is not the one that a caller adds itself",
      { host: "acme.example", ...forwarded },
      "http://acme.example",
    ],
    ["is ours if the host is malformed", { host: "evil host" }, "http://localhost:3000"],
    ["is ours if the host contains a path", { host: "evil.example/x?" }, "http://localhost:3000"],
    ["is ours if the port is invalid", { host: "a.example:99999" }, "http://localhost:3000"],
    [
      "has no other protocol than http and https",
      { host: "a.example", "x-countersign-peer": "10.0.0.1", "x-forwarded-proto": "javascript" },
      "http://a.example",
    ],
  ])("%s", (_, headers, origin) => {
    const { protocol, host } = requestOrigin(new Headers(headers));
    expect(`${protocol}://${host}`).toBe(origin);
  });
});
