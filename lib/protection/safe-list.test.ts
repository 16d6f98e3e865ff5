import { expect, it } from "vitest";
import { isSafe } from "./safe-list";

const list = ["+4930", "jane@example.com", "corp.example"];
const phone = (normalized: string) => ({ type: "phone", normalized, country: "DE", channel: "sms" }) as const;
const email = (normalized: string) =>
  ({ type: "email", normalized, country: null, channel: "email" }) as const;

it.each([
  [phone("+493012345"), true],
  [phone("+4940123456"), false],
  [email("jane@example.com"), true],
  [email("joe@example.com"), false],
  [email("joe@corp.example"), true],
  [email("joe@mail.corp.example"), true],
  [email("joe@notcorp.example"), false],
])("%o: %s", (subject, safe) => {
  expect(isSafe(list, subject)).toBe(safe);
});
