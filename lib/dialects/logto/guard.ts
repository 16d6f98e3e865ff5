import type { z } from "zod/v3";
import { ok, type Result } from "@/lib/result";
import { type LogtoError, logtoError } from "./errors";

/** The part of a request that is wrong, as named in the message. */
export type RequestPart = "body" | "query" | "params";

type Invalid = LogtoError<"guard.invalid_input">;

/**
 * Parses a part with its schema. The vendor returns zod 3's errors unchanged, and clients read them. So these schemas
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

/** `guard.invalid_input`, for errors found by a schema or by the endpoint itself. */
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
