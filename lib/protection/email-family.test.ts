import { expect, it } from "vitest";
import { emailFamily } from "./email-family";

it.each([
  ["jane@example.com", "jane@example.com"],
  ["jane+news@example.com", "jane@example.com"],
  ["jane+a+b@example.com", "jane@example.com"],
  ["j.a.n.e+x@googlemail.com", "jane@gmail.com"],
  ["j.ane@example.com", "j.ane@example.com"],
  ["jane-shop@yahoo.co.uk", "jane@yahoo.co.uk"],
  ["jane-shop@example.com", "jane-shop@example.com"],
  ["+jane@example.com", "+jane@example.com"],
])("%s belongs to %s", (address, family) => {
  expect(emailFamily(address)).toBe(family);
});
