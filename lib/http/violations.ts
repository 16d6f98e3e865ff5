import type { z } from "zod";
import type { Violation } from "./protocol";

/** One step of a JSON Pointer (RFC 6901 §3). */
export function pointerStep(name: PropertyKey): string {
  return `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export function violation(part: Violation["part"], path: readonly PropertyKey[], message: string): Violation {
  return { part, pointer: path.map(pointerStep).join(""), message };
}

/** Everything that a schema found wrong. Unknown members are named one by one. */
export function violationsOf(error: z.ZodError, part: Violation["part"]): Violation[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") return [violation(part, issue.path, issue.message)];
    return issue.keys.map((key) => violation(part, [...issue.path, key], "Unknown member."));
  });
}
