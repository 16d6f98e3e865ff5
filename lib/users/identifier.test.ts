import { expect, it } from "vitest";
import { parseEmail } from "./identifier";

it.each([
  ["spaces and line breaks", " \t jane@example.com\r\n"],
  ["a zero-width space", "\u200bjane@example.com\u200b"],
  ["a byte order mark", "\ufeffjane@example.com"],
  ["direction marks", "\u202ajane@example.com\u202c"],
  ["isolates and a word joiner", "\u2066jane@example.com\u2069\u2060"],
])("an email address between %s is that address", (_, text) => {
  expect(parseEmail(text)).toMatchObject({ ok: true, value: { value: "jane@example.com" } });
});

it("an email address with an invisible character inside is refused, because it could look like another one", () => {
  expect(parseEmail("ja\u200bne@example.com")).toMatchObject({
    ok: false,
    refusal: { code: "email_invalid" },
  });
});
