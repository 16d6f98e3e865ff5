import { refresh } from "next/cache";
import type { z } from "zod";
import { confirmed } from "@/app/_forms/action";
import { type FormAction, secondFactorNeeded } from "@/app/_forms/form-state";
import { type Ctx, needsStepUp, type Session } from "@/lib/access";
import type { Refusal, Result } from "@/lib/result";
import { consoleAction, type Fields } from "../_text/console-action";
import { accountCtx } from "./console-ctx";
import { requireSession } from "./session";

export interface AccountAccess {
  ctx: Ctx;
  session: Session;
}

/**
 * Builds a server action on the operator's own account. An old second factor has to be given again first. Afterwards the page
 * is refreshed.
 */
export function accountAction<S extends z.ZodObject, Done, R extends Refusal>(
  fields: Fields<S>,
  run: (access: AccountAccess, input: z.output<S>) => Promise<Result<Done, R>>,
): FormAction<Done, R> {
  return async (before, form) => {
    const session = await requireSession();
    if (needsStepUp(session)) return { ...before, needsSecondFactor: true };
    const ctx = await accountCtx(session.operatorId);
    const state = await consoleAction(fields, (input) => run({ ctx, session }, input))(before, form);
    refresh();
    return state;
  };
}

/** The same for a `ConfirmDialog` or an `ActionButton`. It returns an error text if it fails. */
export function accountConfirmed<S extends z.ZodObject>(
  fields: S,
  // biome-ignore lint/suspicious/noConfusingVoidType: nothing is returned on success.
  run: (access: AccountAccess, input: z.output<S>) => Promise<string | undefined | void>,
): (form: FormData) => Promise<string | undefined> {
  return async (form) => {
    const session = await requireSession();
    if (needsStepUp(session)) return secondFactorNeeded;
    const ctx = await accountCtx(session.operatorId);
    const error = await confirmed(fields, (input) => run({ ctx, session }, input))(form);
    refresh();
    return error;
  };
}
