import { z } from "zod";
import type { Refusal, Result } from "@/lib/result";

/** What a form knows after it was sent. */
export interface FormState<Done = unknown, R extends Refusal = Refusal> {
  /** What was entered, for the form to show again. Secrets are left out. */
  fields: Record<string, string>;
  /** What is wrong with a field, by its name. */
  violations?: Record<string, string>;
  /** The engine's "no". */
  refusal?: R;
  /** What it answered when it went well. */
  done?: Done;
}

/** A server action as `useActionState` takes it. */
export type FormAction<Done, R extends Refusal> = (
  before: FormState<Done, R>,
  form: FormData,
) => Promise<FormState<Done, R>>;

/** The state of a form that nobody has sent yet: `useActionState(createKey, blank)`. */
export const blank: FormState<never, never> = { fields: {} };

/** Marks a field whose value is never sent back. The outermost call: what is chained after it loses the mark. */
export function secret<T extends z.ZodType>(field: T): T {
  return field.meta({ secret: true }) as T;
}

/** A checkbox: present or not. Shown again it is `on` or empty, so that one which was taken away stays so. */
export const checkbox = () =>
  z
    .stringbool({ truthy: ["on"], falsy: [] })
    .default(false)
    .meta({ checkbox: true });

/**
 * Builds a server action: `export const createKey = action(CreateKeyForm, async (input) => …)` in a file with
 * "use server". Fields left empty count as absent; a list is every value of its name; the form's other entries (React's
 * own) are ignored. `run` authorises by itself: an action is a public endpoint. It may redirect.
 */
export function action<S extends z.ZodObject, Done, R extends Refusal>(
  schema: S,
  run: (input: z.output<S>) => Promise<Result<Done, R>>,
): FormAction<Done, R> {
  return async (_before, form) => {
    const parsed = schema.safeParse(entriesOf(schema, form), { error: whatIsMissing });
    const fields = echoOf(schema, form);
    if (!parsed.success) return { fields, violations: violationsOf(parsed.error) };
    const result = await run(parsed.data);
    return result.ok ? { fields: {}, done: result.value } : { fields, refusal: result.refusal };
  };
}

/**
 * Builds the action of a `ConfirmDialog`, which shows the sentence that it answers. Its fields are hidden ones: when
 * they do not parse, somebody made them up.
 */
export function confirmed<S extends z.ZodObject>(
  schema: S,
  // biome-ignore lint/suspicious/noConfusingVoidType: an act that worked has nothing to say.
  run: (input: z.output<S>) => Promise<string | undefined | void>,
): (form: FormData) => Promise<string | undefined> {
  return async (form) => {
    const parsed = schema.safeParse(entriesOf(schema, form), { error: whatIsMissing });
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
  const shown = Object.entries(schema.shape).flatMap(([name, field]) => {
    const value = form.get(name) ?? (isCheckbox(field as z.ZodType) ? "" : null);
    return typeof value === "string" && !isSecret(field as z.ZodType) ? [[name, value]] : [];
  });
  return Object.fromEntries(shown);
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

function whatIsMissing(issue: { input?: unknown }): string | undefined {
  return issue.input === undefined ? "Fill this in." : undefined;
}

/** The first complaint about each field: one sentence at a time is enough to mend it. */
function violationsOf(error: z.ZodError): Record<string, string> {
  const violations: Record<string, string> = {};
  for (const { path, message } of error.issues) violations[String(path[0] ?? "")] ??= message;
  return violations;
}
