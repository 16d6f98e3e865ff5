import type { z } from "zod";
import type { z as three } from "zod/v3";

/** Zod 4's issues in zod 3's format, which the vendor's clients read. `given` is the value that was parsed. */
export function toZodThreeIssues(issues: readonly z.core.$ZodIssue[], given: unknown): three.ZodIssue[] {
  return issues.map((issue) => {
    const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
    return { ...rewrite(issue, valueAt(given, path)), path } as three.ZodIssue;
  });
}

function rewrite(issue: z.core.$ZodIssue, value: unknown): object {
  switch (issue.code) {
    case "invalid_type": {
      const isInteger = issue.expected === "int" || issue.expected === ("integer" as string);
      const expected = isInteger ? "integer" : issue.expected === "record" ? "object" : issue.expected;
      const received = isInteger ? "float" : typeOf(value);
      const message = value === undefined ? "Required" : `Expected ${expected}, received ${received}`;
      return { code: "invalid_type", expected, received, message };
    }
    case "invalid_value": {
      const expected = issue.values.map((one) => `'${String(one)}'`).join(" | ");
      if (typeof value !== "string") {
        const received = typeOf(value);
        const message = value === undefined ? "Required" : `Expected ${expected}, received ${received}`;
        return { code: "invalid_type", expected, received, message };
      }
      const message = `Invalid enum value. Expected ${expected}, received '${value}'`;
      return { code: "invalid_enum_value", received: value, options: issue.values, message };
    }
    case "too_small": {
      const { limit: minimum, type, message } = boundOf(issue.origin, "least", Number(issue.minimum));
      return { code: "too_small", minimum, type, inclusive: true, exact: false, message };
    }
    case "too_big": {
      const { limit: maximum, type, message } = boundOf(issue.origin, "most", Number(issue.maximum));
      return { code: "too_big", maximum, type, inclusive: true, exact: false, message };
    }
    default:
      return { code: "custom", message: issue.message };
  }
}

function boundOf(origin: string, bound: "least" | "most", limit: number) {
  if (origin === "string")
    return { limit, type: "string", message: `String must contain at ${bound} ${limit} character(s)` };
  if (origin === "array")
    return { limit, type: "array", message: `Array must contain at ${bound} ${limit} element(s)` };
  const comparison = bound === "least" ? "greater" : "less";
  return { limit, type: "number", message: `Number must be ${comparison} than or equal to ${limit}` };
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function valueAt(given: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    given,
  );
}
