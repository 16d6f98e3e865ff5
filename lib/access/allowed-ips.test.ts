import { describe, expect, test } from "vitest";
import { allowedIp, isAllowedIp } from "./allowed-ips";

describe("allowed addresses", () => {
  test.each([
    ["203.0.113.0/24", "203.0.113.9", true],
    ["203.0.113.0/24", "203.0.114.9", false],
    ["203.0.113.7", "203.0.113.7", true],
    ["2001:db8::/32", "2001:db8:1::1", true],
    ["2001:db8::/32", "2001:db9::1", false],
    ["203.0.113.0/24", "2001:db8::1", false],
    ["203.0.113.0/24", null, false],
  ])("%s and %s: %s", (range, address, isAllowed) => {
    expect(isAllowedIp([range], address)).toBe(isAllowed);
  });

  test("an empty list allows every address, even an unknown one", () => {
    expect(isAllowedIp([], null)).toBe(true);
  });

  test.each([
    "",
    "203.0.113.0/33",
    "203.0.113",
    "2001:db8::/129",
    "fe80::1%eth0",
    "1.2.3.4/8/8",
    "example.com",
  ])("refuses %j", (text) => expect(allowedIp.safeParse(text).success).toBe(false));
});
