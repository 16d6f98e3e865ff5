import { z } from "zod";

/** What a rule makes of one member: its value, or the vendor's sentence. */
export type RuleResult<T> = { value: T } | { message: string; at?: string };

/** Reads one member. The others are at hand for rules that depend on them. */
export type Rule<T> = (value: unknown, others: Record<string, unknown>) => RuleResult<T>;

// biome-ignore lint/suspicious/noExplicitAny: rules of any values stand side by side in a body.
type Rules = Record<string, Rule<any>>;
type Values<R extends Rules> = {
  [Name in keyof R]: R[Name] extends Rule<infer T> ? T : never;
};

/**
 * A body as the vendor's validator reads it: every member that fails is named, each with the first rule that it breaks,
 * in the order of the schema. Unknown members are ignored.
 */
export function body<R extends Rules>(rules: R) {
  return z.unknown().transform((given, context): Values<R> => {
    if (typeof given !== "object" || given === null || Array.isArray(given)) {
      context.addIssue({ code: "custom", message: "The body must be a JSON object." });
      return z.NEVER;
    }
    const members = given as Record<string, unknown>;
    const read: Record<string, unknown> = {};
    for (const [name, rule] of Object.entries(rules)) {
      const ruled = rule(Object.hasOwn(members, name) ? members[name] : undefined, members);
      if ("value" in ruled) read[name] = ruled.value;
      else context.addIssue({ code: "custom", message: ruled.message, path: [ruled.at ?? name] });
    }
    return read as Values<R>;
  });
}
