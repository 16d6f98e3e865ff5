import { z } from "zod";

/*
 * The vendor validates with class-validator: each member has several rules, and the response lists every rule it breaks.
 * Texts here follow the member's name, which `refusals.ts` adds.
 */

type Reading<T> = { value: T } | { flaws: readonly string[] };

/** A member parsed by `read`. Absent and null are the same. */
function member<T>(read: (given: unknown) => Reading<T>) {
  return z.unknown().transform((given, context): T => {
    const reading = read(given ?? undefined);
    if ("value" in reading) return reading.value;
    for (const message of reading.flaws) context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

export const isEmpty = "should not be empty";

/** A required text that `parse` accepts. Otherwise `flaw` is reported. */
export function required<T>(flaw: string, parse: (text: string) => T | null) {
  return member<T>((given) => {
    const text = typeof given === "string" ? given.trim() : given;
    const value = typeof text === "string" && text !== "" ? parse(text) : null;
    if (value !== null) return { value };
    return { flaws: text === undefined || text === "" ? [flaw, isEmpty] : [flaw] };
  });
}

/** Like `required`, but optional. */
export function optional<T>(flaw: string, parse: (text: string) => T | null) {
  return member<T | undefined>((given) => {
    if (given === undefined) return { value: undefined };
    const value = typeof given === "string" ? parse(given.trim()) : null;
    return value === null ? { flaws: [flaw] } : { value };
  });
}

/** A required text with any content. */
export const requiredText = member<string>((given) => {
  if (typeof given !== "string") {
    return { flaws: given === undefined ? ["must be a string", isEmpty] : ["must be a string"] };
  }
  const value = given.trim();
  return value === "" ? { flaws: [isEmpty] } : { value };
});

/** A required text of this length in characters, unchanged. */
export function textOfLength(least: number, most: number) {
  return member<string>((given) => {
    if (typeof given !== "string") {
      return { flaws: given === undefined ? ["must be a string", isEmpty] : ["must be a string"] };
    }
    const { length } = [...given];
    if (length < least) return { flaws: [`must be longer than or equal to ${least} characters`] };
    return length > most
      ? { flaws: [`must be shorter than or equal to ${most} characters`] }
      : { value: given };
  });
}

/** An optional text. `flawOf` returns what is wrong with it, or null. An empty text counts as absent. */
export function optionalText(flawOf: (text: string) => string | null = () => null) {
  return member<string | undefined>((given) => {
    if (given === undefined || given === "") return { value: undefined };
    if (typeof given !== "string") return { flaws: ["must be a string"] };
    const flaw = flawOf(given);
    return flaw === null ? { value: given } : { flaws: [flaw] };
  });
}

export const longest = (most: number) => (text: string) =>
  [...text].length > most ? `must be shorter than or equal to ${most} characters` : null;

/** A boolean, false by default. */
export const flag = member<boolean>((given = false) =>
  typeof given === "boolean" ? { value: given } : { flaws: ["must be a boolean value"] },
);

/** A required boolean. */
export const requiredFlag = member<boolean>((given) =>
  typeof given === "boolean" ? { value: given } : { flaws: ["must be a boolean value"] },
);

/** Any JSON object, or nothing. */
export const optionalJson = member<Record<string, unknown> | undefined>((given) => {
  if (given === undefined) return { value: undefined };
  return isObject(given) ? { value: given } : { flaws: ["must be an object"] };
});

/** An optional list of texts. */
export function optionalList<T>(flaw: string, parse: (text: string) => T | null) {
  return member<T[] | undefined>((given) => {
    if (given === undefined) return { value: undefined };
    const parsed = Array.isArray(given) && given.length <= longestList ? given.map(parsedText) : [null];
    return parsed.includes(null) ? { flaws: [flaw] } : { value: parsed as T[] };
  });

  function parsedText(text: unknown): T | null {
    return typeof text === "string" ? parse(text.trim()) : null;
  }
}

const longestList = 20;

/** One of these words, or nothing. */
export function optionalOneOf<const W extends string>(words: readonly W[]) {
  return member<W | undefined>((given) => {
    if (given === undefined) return { value: undefined };
    const value = words.find((word) => word === given);
    return value ? { value } : { flaws: [`must be one of the following values: ${words.join(", ")}`] };
  });
}

/** A whole number of minutes, or nothing. */
export function optionalMinutes(most: number) {
  return member<number | undefined>((given) => {
    if (given === undefined) return { value: undefined };
    const isWhole = typeof given === "number" && Number.isInteger(given) && given >= 1 && given <= most;
    return isWhole ? { value: given } : { flaws: [`must be an integer number between 1 and ${most}`] };
  });
}

/** A member whose only accepted value is the default, because ignoring another would skip a check that the caller asked for. */
export const notSupported = member<undefined>((given) =>
  given === undefined || given === false || given === ""
    ? { value: undefined }
    : { flaws: ["is not supported"] },
);

/** A number of rows in a query: `otherwise` by default, at most `most`. */
export function rows(otherwise: number, least: number, most: number) {
  return member<number>((given = String(otherwise)) => {
    const count = typeof given === "string" && /^\d{1,7}$/.test(given) ? Number(given) : -1;
    return count >= least
      ? { value: Math.min(count, most) }
      : { flaws: [`must be an integer number between ${least} and ${most}`] };
  });
}

/** One of these words. */
export function oneOf<const W extends string>(words: readonly W[]) {
  return member<W>((given) => {
    const value = words.find((word) => word === given);
    return value ? { value } : { flaws: [`must be one of the following values: ${words.join(", ")}`] };
  });
}

/** A body with these members. Anything but an object counts as empty; unknown members are ignored. */
export function body<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess((given) => filled(shape, isObject(given) ? given : {}), z.object(shape));
}

/** An optional object with these members. Null counts as absent. */
export function optionalObject<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(
    (given) => (isObject(given) ? filled(shape, given) : (given ?? undefined)),
    z.object(shape, { error: "must be an object" }).optional(),
  );
}

/** With all members, undefined if absent, because zod skips absent ones. */
function filled(shape: z.ZodRawShape, given: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(shape).map((name) => [name, given[name]]));
}

export function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === "object" && given !== null && !Array.isArray(given);
}
