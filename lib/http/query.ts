import type { z } from "zod";
import { isStorable, unstorable } from "./body";
import type { Violation } from "./protocol";
import { violation, violationsOf } from "./violations";

/** Reads the query by its schema. Where an endpoint has none, parameters are not looked at. */
export function readQuery(
  parameters: URLSearchParams,
  schema: z.ZodType | undefined,
  collect?: (parameters: URLSearchParams) => Record<string, unknown>,
): { value: unknown; violations: Violation[] } {
  if (!schema) return { value: undefined, violations: [] };
  const given = collect?.(parameters) ?? Object.fromEntries(parameters);
  const flaws = [...new Set(parameters.keys())].flatMap((name) => {
    const values = parameters.getAll(name);
    if (![name, ...values].every(isStorable)) return [violation("query", [], unstorable)];
    // Two readers of one request must not each believe another value.
    return values.length > 1 && !collect ? [violation("query", [name], "Give it once.")] : [];
  });
  const parsed = schema.safeParse(given);
  if (parsed.success) return { value: parsed.data, violations: flaws };
  return { value: undefined, violations: [...flaws, ...violationsOf(parsed.error, "query")] };
}
