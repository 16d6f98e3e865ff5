import { refresh } from "next/cache";
import type { z } from "zod";
import { action, confirmed, type FormAction } from "@/app/_forms/action";
import type { Act } from "@/lib/access";
import type { Refusal, Result } from "@/lib/result";
import { type Entry, requireRole } from "../../../_session/session";

/**
 * Server actions of a project. Each names the act that it is, and nothing is read or done before the role is looked at:
 * an action is a public endpoint, whatever its page shows (docs/security.md #38). Afterwards the page is made again.
 * `lib/access/roles.test.ts` finds every action that is not built here.
 */
export function projectAction<S extends z.ZodObject, Done, R extends Refusal>(
  act: Act,
  fields: S,
  run: (entry: Entry, input: z.output<S>) => Promise<Result<Done, R>>,
): FormAction<Done, R> {
  return projectForm(act, (entry) => action(fields, (input) => run(entry, input)));
}

/** An action whose fields are known only when it runs. */
export function projectForm<Done, R extends Refusal>(
  act: Act,
  formOf: (entry: Entry, form: FormData) => FormAction<Done, R> | Promise<FormAction<Done, R>>,
): FormAction<Done, R> {
  return async (before, form) => {
    const run = await formOf(await entryOf(form, act), form);
    const state = await run(before, form);
    refresh();
    return state;
  };
}

/** The action of a `ConfirmDialog` or an `ActButton`: answers a sentence when it did not work. */
export function projectConfirmed<S extends z.ZodObject>(
  act: Act,
  fields: S,
  // biome-ignore lint/suspicious/noConfusingVoidType: an act that worked has nothing to say.
  run: (entry: Entry, input: z.output<S>) => Promise<string | undefined | void>,
): (form: FormData) => Promise<string | undefined> {
  return async (form) => {
    const entry = await entryOf(form, act);
    const sentence = await confirmed(fields, (input) => run(entry, input))(form);
    refresh();
    return sentence;
  };
}

/** Every form carries its project as its pages' addresses have it. */
function entryOf(form: FormData, act: Act): Promise<Entry> {
  return requireRole(String(form.get("project")), act);
}
