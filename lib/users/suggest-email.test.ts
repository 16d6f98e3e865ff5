import { expect, it } from "vitest";
import { suggestEmail } from "./suggest-email";

it.each([
  ["jane@gmial.com", "jane@gmail.com"],
  ["Jane@Gmail.con", "Jane@gmail.com"],
  ["jane@gmail.co", "jane@gmail.com"],
  ["jane@gmaill.com", "jane@gmail.com"],
  ["jane@hotmial.com", "jane@hotmail.com"],
  ["jane@yaho.co.uk", "jane@yahoo.co.uk"],
  ["jane@gmail.com", null],
  ["jane@outlook.fr", null],
  ["jane@ymail.com", null],
  ["jane@mail.com", null],
  ["jane@acme.example", null],
  ["jane@gmx.de", null],
  ["jane", null],
])("for %s, %s is suggested", (address, suggestion) => {
  expect(suggestEmail(address)).toBe(suggestion);
});
