import { z } from "zod";
import type { Refusal, Result } from "@/lib/result";
import type { FormAction } from "./form-state";

/** Marks a field whose value is never sent back. Must be the outermost call, because chained methods lose the mark. */
export function secret<T extends z.ZodType>(field: T): T {
  return field.meta({ secret: true }) as T;
}

/** A checkbox field. Its echoed value is `on` or empty, so that an unchecked box stays unchecked. */
export const checkbox = () =>
  z
    .stringbool({ truthy: ["on"], falsy: [] })
    .default(false)
    .meta({ checkbox: true });

/**
 * Builds a server action: `export const createKey = action(CreateKeyForm, async (input) => …)` in a file with
 * "use server". Empty fields count as missing, an array gets all values with its name, and entries outside the schema
 * (React adds its own) are ignored. `required` is the error text of a missing field. `run` must authorize, because an action is a public endpoint. It can redirect.
 */
export function action<S extends z.ZodObject, Done, R extends Refusal>(
  schema: S,
  run: (input: z.output<S>) => Promise<Result<Done, R>>,
  required = "This field is required.",
): FormAction<Done, R> {
  return async (_before, form) => {
    const parsed = schema.safeParse(entriesOf(schema, form), { error: errorIfMissing(required) });
    const fields = echoOf(schema, form);
    if (!parsed.success) return { fields, violations: violationsOf(parsed.error) };
    const result = await run(parsed.data);
    return result.ok ? { fields: {}, done: result.value } : { fields, refusal: result.refusal };
  };
}

/**
 * Builds the action of a `ConfirmDialog`, which shows the returned error text. All its fields are hidden, so values that
 * don't parse were tampered with.
 */
export function confirmed<S extends z.ZodObject>(
  schema: S,
  // biome-ignore lint/suspicious/noConfusingVoidType: nothing is returned on success.
  run: (input: z.output<S>) => Promise<string | undefined | void>,
): (form: FormData) => Promise<string | undefined> {
  return async (form) => {
    const parsed = schema.safeParse(entriesOf(schema, form));
    if (!parsed.success) return Object.values(violationsOf(parsed.error))[0];
    return (await run(parsed.data)) ?? undefined;
  };
}

function entriesOf(schema: z.ZodObject, form: FormData): Record<string, unknown> {
  const entries = Object.entries(schema.shape).map(([name, field]) => {
    const texts = form.getAll(name).filter((value) => typeof value === "string" && value.trim() !== "");
    return [name, isList(field as z.ZodType) ? texts : texts[0]];
  });
  return Object.fromEntries(entries);
}

function echoOf(schema: z.ZodObject, form: FormData): Record<string, string> {
  const echoed = Object.entries(schema.shape).flatMap(([name, field]) => {
    const value = form.get(name) ?? (isCheckbox(field as z.ZodType) ? "" : null);
    return typeof value === "string" && !isSecret(field as z.ZodType) ? [[name, value]] : [];
  });
  return Object.fromEntries(echoed);
}

function isList(field: z.ZodType): boolean {
  if (field instanceof z.ZodOptional || field instanceof z.ZodDefault)
    return isList(field.unwrap() as z.ZodType);
  return field instanceof z.ZodArray;
}

function isSecret(field: z.ZodType): boolean {
  return field.meta()?.secret === true;
}

function isCheckbox(field: z.ZodType): boolean {
  return field.meta()?.checkbox === true;
}

function errorIfMissing(text: string) {
  return (issue: { input?: unknown }) => (issue.input === undefined ? text : undefined);
}

/** The first error of each field. One at a time is enough to fix it. */
function violationsOf(error: z.ZodError): Record<string, string> {
  const violations: Record<string, string> = {};
  for (const { path, message } of error.issues) violations[String(path[0] ?? "")] ??= message;
  return violations;
}
