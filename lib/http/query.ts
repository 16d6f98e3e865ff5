import type { z } from "zod";
import type { Refusal } from "@/lib/result";
import { isStorable, unstorable } from "./body";
import type { Protocol, Violation } from "./protocol";
import { violation, violationsOf } from "./violations";

/**
 * Reads the query by the endpoint's schema. An endpoint without a schema has no parameters: a strict protocol then refuses
 * every one, because an ignored filter would make a list longer than the caller asked for.
 */
export function readQuery<R extends Refusal>(
  parameters: URLSearchParams,
  schema: z.ZodType | undefined,
  { collectQuery, isStrict }: Pick<Protocol<R>, "collectQuery" | "isStrict">,
): { value: unknown; violations: Violation[] } {
  const names = [...new Set(parameters.keys())];
  // Schemas drop `__proto__` without a word.
  const unknown = isStrict ? names.filter((name) => !schema || name === "__proto__") : [];
  const flaws = unknown.map((name) => violation("query", [name], "There is no parameter of this name."));
  if (!schema) return { value: undefined, violations: flaws };

  const query = collectQuery?.(parameters) ?? Object.fromEntries(parameters);
  for (const name of names) {
    const values = parameters.getAll(name);
    if (![name, ...values].every(isStorable)) flaws.push(violation("query", [], unstorable));
    // Two readers of one request (a proxy and us) must not each use another value.
    else if (values.length > 1 && !collectQuery) flaws.push(violation("query", [name], "Send it only once."));
  }
  const parsed = schema.safeParse(query);
  if (parsed.success) return { value: parsed.data, violations: flaws };
  return { value: undefined, violations: [...flaws, ...violationsOf(parsed.error, "query")] };
}
