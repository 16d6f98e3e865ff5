import { normalizeCode } from "@/lib/digits";
import { parseEmail, parsePhone } from "@/lib/users";
import type { Rule, RuleResult } from "./body";

/*
 * The vendor's vocabulary: messages of ozzo-validation, the Go library behind the API. The tests of the Node, Go, PHP
 * and Python SDKs compare them letter by letter.
 */

/** The message for a wrong text, or null. */
export type Check = (text: string) => string | null;

export const blank = "cannot be blank";
export const invalidFormat = "must be in a valid format";
export const invalidEmail = "must be a valid email address";
export const invalidValue = "must be a valid value";
export const doesNotExist = "does not exist";
export const alreadyExists = "already exists";
export const isDisabledMessage = "is disabled";

const isBlank = (value: unknown) => value === undefined || value === null || value === "";

function checked(text: unknown, checks: readonly Check[]): RuleResult<string> {
  if (typeof text !== "string") return { message: "must be a string" };
  for (const check of checks) {
    const message = check(text);
    if (message) return { message };
  }
  return { value: text };
}

/** A required text. "cannot be blank" comes before every other rule. */
export function required(...checks: Check[]): Rule<string> {
  return (value) => (isBlank(value) ? { message: blank } : checked(value, checks));
}

/** An optional text. An empty one skips the checks, and is returned as it is. */
export function optional(...checks: Check[]): Rule<string | undefined> {
  return (value) => {
    if (value === undefined || value === null) return { value: undefined };
    return value === "" ? { value } : checked(value, checks);
  };
}

export function oneOf<const W extends string>(words: readonly W[]): Rule<W> {
  return required((text) => (words.some((word) => word === text) ? null : invalidValue)) as Rule<W>;
}

export function optionalOneOf<const W extends string>(words: readonly W[]): Rule<W | undefined> {
  const rule = oneOf(words);
  return (value, others) => (isBlank(value) ? { value: undefined } : rule(value, others));
}

/** Required, but unlike in ozzo-validation `false` is not blank. */
export const flag: Rule<boolean> = (value) => {
  if (isBlank(value)) return { message: blank };
  return typeof value === "boolean" ? { value } : { message: "must be a boolean" };
};

export const optionalFlag: Rule<boolean | undefined> = (value, others) =>
  isBlank(value) ? { value: undefined } : flag(value, others);

export const optionalObject: Rule<Record<string, unknown> | undefined> = (value) => {
  if (value === undefined || value === null) return { value: undefined };
  if (typeof value !== "object" || Array.isArray(value)) return { message: "must be an object" };
  return { value: value as Record<string, unknown> };
};

/** In Unicode code points, as Go counts runes. */
export function lengthBetween(least: number, most: number): Check {
  return (text) => {
    const { length } = [...text];
    return length < least || length > most ? `the length must be between ${least} and ${most}` : null;
  };
}

export function lengthExactly(length: number): Check {
  return (text) => ([...text].length === length ? null : `the length must be exactly ${length}`);
}

export function matching(pattern: RegExp): Check {
  return (text) => (pattern.test(text) ? null : invalidFormat);
}

export const email: Check = (text) => (parseEmail(text).ok ? null : invalidEmail);

/** A number that exists, in any international spelling. Messages go to it. */
export const phone: Check = (text) => (parsePhone(text).ok ? null : invalidFormat);

/** ITU-T E.164: a plus and at most fifteen digits. Checks the form only: SDK tests use numbers that no network has. */
export const e164: Check = matching(/^\+[1-9]\d{5,14}$/);

/** Counts as the engine does: without the separators and invisible characters that people type or paste. */
export const sixDigitCode: Check = (text) => lengthExactly(6)(normalizeCode(text));

/** As the vendor's sign-up form asks for it. */
export const username: Check = matching(/^[\p{L}\p{N}_-]{4,32}$/u);

/** Absolute, http or https. */
export const webAddress: Check = (text) => {
  const isWeb = /^https?:\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
  return isWeb ? null : "must be a valid URL";
};
