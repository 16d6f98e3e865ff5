import { expect, test } from "vitest";
import { redact } from "./redact";

test.each([
  ["550 blocked: 048213 is your Acme code", ["048213"], "550 blocked: [redacted] is your Acme code"],
  ["see http://x/#token or token", ["token", "http://x/#token"], "see [redacted] or [redacted]"],
  ["a\u0000b\r\n\u001b[31mc\t d ", [], "a b [31mc d"],
  ["nothing to hide", [""], "nothing to hide"],
])("%j without %j is %j", (words, secrets, safe) => {
  expect(redact(words, secrets)).toBe(safe);
});

test("a long reply is cut", () => {
  expect(redact("x".repeat(10_000), [])).toHaveLength(500);
});
