import { describe, expect, it } from "vitest";

process.env.TRUSTED_PROXIES = "10.0.0.1";
const { requestOrigin } = await import("./client-address");

const forwarded = { "x-forwarded-host": "Verify.acme.example", "x-forwarded-proto": "https" };

describe("the origin that was asked", () => {
  it.each<[string, Record<string, string>, string]>([
    ["is the host's", { host: "Acme.example:8080" }, "http://acme.example:8080"],
    ["is ours where none is named", {}, "http://localhost:3000"],
    [
      "is what a trusted proxy forwards",
      { host: "internal", "x-countersign-peer": "10.0.0.1", ...forwarded },
      "https://verify.acme.example",
    ],
    [
      "is not what anybody else forwards",
      { host: "acme.example", "x-countersign-peer": "10.0.0.2", ...forwarded },
      "http://acme.example",
    ],
    [
      "is not what a caller forwards of itself",
      { host: "acme.example", ...forwarded },
      "http://acme.example",
    ],
    ["is ours where none can be read", { host: "evil host" }, "http://localhost:3000"],
    ["is ours where a path is smuggled in", { host: "evil.example/x?" }, "http://localhost:3000"],
    ["is ours where the port is none", { host: "a.example:99999" }, "http://localhost:3000"],
    [
      "knows no other protocol",
      { host: "a.example", "x-countersign-peer": "10.0.0.1", "x-forwarded-proto": "javascript" },
      "http://a.example",
    ],
  ])("%s", (_, headers, origin) => {
    const { protocol, host } = requestOrigin(new Headers(headers));
    expect(`${protocol}://${host}`).toBe(origin);
  });
});
