import { refresh } from "next/cache";
import type { z } from "zod";
import { confirmed } from "@/app/_forms/action";
import { type FormAction, secondFactorNeeded } from "@/app/_forms/form-state";
import { type Act, isSensitive, needsStepUp } from "@/lib/access";
import type { Refusal, Result } from "@/lib/result";
import { type ProjectAccess, requireRole } from "../../../_session/session";
import { consoleAction, type Fields } from "../../../_text/console-action";

/**
 * Builds a server action of a project. The role is checked for `act` before anything is read or changed, because an action
 * is a public endpoint, whatever its page shows (docs/security.md #38). For a sensitive act, an old second factor has to be given again first
 * (`useStepUp`). Afterwards the page is refreshed.
 * `lib/access/roles.test.ts` fails for an action that isn't built here.
 */
export function projectAction<S extends z.ZodObject, Done, R extends Refusal>(
  act: Act,
  fields: Fields<S>,
  run: (access: ProjectAccess, input: z.output<S>) => Promise<Result<Done, R>>,
): FormAction<Done, R> {
  return projectForm(act, (access) => consoleAction(fields, (input) => run(access, input)));
}

/** The same for an action that changes nothing, so the page is not refreshed. */
export function projectQuery<S extends z.ZodObject, Done, R extends Refusal>(
  act: Act,
  fields: Fields<S>,
  run: (access: ProjectAccess, input: z.output<S>) => Promise<Result<Done, R>>,
): FormAction<Done, R> {
  return async (before, form) => {
    const access = await accessFor(form, act);
    return consoleAction(fields, (input) => run(access, input))(before, form);
  };
}

/** The same for a form whose fields depend on the submitted data. */
export function projectForm<Done, R extends Refusal>(
  act: Act,
  formOf: (access: ProjectAccess, form: FormData) => FormAction<Done, R> | Promise<FormAction<Done, R>>,
): FormAction<Done, R> {
  return async (before, form) => {
    const access = await accessFor(form, act);
    if (isSensitive(act) && needsStepUp(access.session)) return { ...before, needsSecondFactor: true };
    const run = await formOf(access, form);
    const state = await run(before, form);
    refresh();
    return state;
  };
}

/** Builds the action of a `ConfirmDialog` or an `ActionButton`. It returns an error text if it fails. */
export function projectConfirmed<S extends z.ZodObject>(
  act: Act,
  fields: S,
  // biome-ignore lint/suspicious/noConfusingVoidType: nothing is returned on success.
  run: (access: ProjectAccess, input: z.output<S>) => Promise<string | undefined | void>,
): (form: FormData) => Promise<string | undefined> {
  return async (form) => {
    const access = await accessFor(form, act);
    if (isSensitive(act) && needsStepUp(access.session)) return secondFactorNeeded;
    const error = await confirmed(fields, (input) => run(access, input))(form);
    refresh();
    return error;
  };
}

/** Every form has a `project` field with the project's ID from the URL. */
function accessFor(form: FormData, act: Act): Promise<ProjectAccess> {
  return requireRole(String(form.get("project")), act);
}
