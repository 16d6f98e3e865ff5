import { z } from "zod";

/** The member's value, or the vendor's message. `at`: the field to blame, if it is not the member. */
export type RuleResult<T> = { value: T } | { message: string; at?: string };

/** Reads one member. `others`: the whole body, for rules that depend on another member. */
export type Rule<T> = (value: unknown, others: Record<string, unknown>) => RuleResult<T>;

// biome-ignore lint/suspicious/noExplicitAny: a body has rules of different types.
type Rules = Record<string, Rule<any>>;
type Values<R extends Rules> = {
  [Name in keyof R]: R[Name] extends Rule<infer T> ? T : never;
};

/**
 * A body as the vendor's validator reads it. Reports every member that fails, in the order of the schema, each with the
 * first rule that it breaks. Ignores unknown members.
 */
export function body<R extends Rules>(rules: R) {
  return z.unknown().transform((input, context): Values<R> => {
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
      context.addIssue({ code: "custom", message: "The body must be a JSON object." });
      return z.NEVER;
    }
    const members = input as Record<string, unknown>;
    const values: Record<string, unknown> = {};
    for (const [name, rule] of Object.entries(rules)) {
      const result = rule(Object.hasOwn(members, name) ? members[name] : undefined, members);
      if ("value" in result) values[name] = result.value;
      else context.addIssue({ code: "custom", message: result.message, path: [result.at ?? name] });
    }
    return values as Values<R>;
  });
}
