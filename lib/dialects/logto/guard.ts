import type { z } from "zod/v3";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "./errors";

/** Which part of a request is wrong: the noun of the sentence. */
export type RequestPart = "body" | "query" | "params";

type Invalid = LogtoError<"guard.invalid_input">;

/**
 * Reads a part by its schema. The vendor answers zod 3's own errors as they are, and clients look into them: so these schemas
 * use zod 3, unlike the rest of the product.
 */
export function read<S extends z.ZodTypeAny>(
  part: RequestPart,
  schema: S,
  given: unknown,
): Result<z.output<S>, Invalid> {
  const parsed = schema.safeParse(given);
  return parsed.success ? ok(parsed.data) : invalidInput(part, parsed.error.issues);
}

/** `guard.invalid_input`, for what a schema found or what only its endpoint can see. */
export function invalidInput(part: RequestPart, issues: readonly z.ZodIssue[]) {
  return logtoError("guard.invalid_input", {
    data: { issues, name: "ZodError" },
    details: issues.map(lineOf).join("\n"),
    slots: { type: part },
  });
}

function lineOf(issue: z.ZodIssue): string {
  const where = `Error in key path "${issue.path.map(String).join(".")}": (${issue.code})`;
  return issue.code === "invalid_type"
    ? `${where} Expected ${issue.expected} but received ${issue.received}.`
    : `${where} ${issue.message}`;
}
