import { parseEmail, parsePhone } from "@/lib/users";
import { normalizeCode } from "@/lib/verification";
import type { Rule, RuleResult } from "./body";

/*
 * The vendor's vocabulary. The sentences are those of ozzo-validation, the Go library behind the API; clients compare
 * them, so they are kept to the letter (contract of the Node, Go, PHP and Python SDKs).
 */

/** What is wrong with a text, or null. */
export type Check = (text: string) => string | null;

export const blank = "cannot be blank";
export const badFormat = "must be in a valid format";
export const badEmail = "must be a valid email address";
export const badValue = "must be a valid value";
export const isMissing = "does not exist";
export const isDuplicate = "already exists";

const isBlank = (value: unknown) => value === undefined || value === null || value === "";

function checked(text: unknown, checks: readonly Check[]): RuleResult<string> {
  if (typeof text !== "string") return { message: "must be a string" };
  for (const check of checks) {
    const message = check(text);
    if (message) return { message };
  }
  return { value: text };
}

/** A text that must be there. Blank beats every other rule. */
export function required(...checks: Check[]): Rule<string> {
  return (value) => (isBlank(value) ? { message: blank } : checked(value, checks));
}

/** A text that may be left out; the empty one is no value, but it was given. */
export function optional(...checks: Check[]): Rule<string | undefined> {
  return (value) => {
    if (value === undefined || value === null) return { value: undefined };
    return value === "" ? { value } : checked(value, checks);
  };
}

/** One of a few words. */
export function oneOf<const W extends string>(words: readonly W[]): Rule<W> {
  return required((text) => (words.some((word) => word === text) ? null : badValue)) as Rule<W>;
}

export function optionalOneOf<const W extends string>(words: readonly W[]): Rule<W | undefined> {
  const rule = oneOf(words);
  return (value, others) => (isBlank(value) ? { value: undefined } : rule(value, others));
}

/** Required all the same: `false` is a value here, unlike in the vendor's own validator. */
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

/** Counted in Unicode code points, as Go counts runes. */
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
  return (text) => (pattern.test(text) ? null : badFormat);
}

export const email: Check = (text) => (parseEmail(text).ok ? null : badEmail);

/** A number that exists, in any international spelling. Messages go to it. */
export const phone: Check = (text) => (parsePhone(text).ok ? null : badFormat);

/** ITU-T E.164: a plus, a country code, fifteen digits at most. By form alone: test suites use numbers of no network. */
export const e164: Check = matching(/^\+[1-9]\d{5,14}$/);

/** Digits of any script, and the spaces and dashes that people put between them, are the engine's to read. */
export const sixDigitCode: Check = (text) => lengthExactly(6)(normalizeCode(text));

/** From the vendor's own hint to people who choose one. */
export const username: Check = matching(/^[\p{L}\p{N}_-]{4,32}$/u);

/** Absolute, http or https. */
export const webAddress: Check = (text) => {
  const isWeb = /^https?:\/\/[^\s/]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
  return isWeb ? null : "must be a valid URL";
};
