import { expect, it } from "vitest";
import { codeDigits } from "./code-digits";

it.each([
  ["123456", "123456"],
  ["123 456", "123456"],
  ["123-456", "123456"],
  [" 123\u00a0456\n", "123456"],
  ["１２３４５６", "123456"],
  ["٠١٢٣٤٥", "012345"],
  ["۶۷۸۹۰۱", "678901"],
  ["१२३४५६", "123456"],
  ["Your code is 123456.", "123456"],
  ["1234567", "123456"],
  ["12", "12"],
  ["abc", ""],
  ["", ""],
])("reads %j as %s", (text, digits) => expect(codeDigits(text, 6)).toBe(digits));
