"use client";

import { createContext, useContext } from "react";
import { type FormAction, type FormState, secondFactorNeeded } from "@/app/_forms/form-state";
import type { Refusal } from "@/lib/result";

/** Asks for the second factor and resolves to whether it was given. Null where no action needs it. */
export const StepUpContext = createContext<(() => Promise<boolean>) | null>(null);

const notConfirmed = "Nothing was changed, because you didn’t confirm that it’s you.";

/** Runs an action of a `ConfirmDialog` or an `ActionButton`. If it needs the second factor, asks for it and runs it again. */
export function useStepUp() {
  const ask = useContext(StepUpContext);
  return async <T>(run: () => Promise<T>): Promise<T | string> => {
    const first = await run();
    if (!ask || !isHeldBack(first)) return first;
    if (await ask()) return run();
    return first === secondFactorNeeded ? notConfirmed : first;
  };
}

/** The same for a form's action: `useActionState(useStepUpAction(createKey), blank)`. */
export function useStepUpAction<Done, R extends Refusal>(action: FormAction<Done, R>): FormAction<Done, R> {
  const stepUp = useStepUp();
  return async (before, form) => (await stepUp(() => action(before, form))) as FormState<Done, R>;
}

function isHeldBack(result: unknown): boolean {
  return result === secondFactorNeeded || (result as FormState | undefined)?.needsSecondFactor === true;
}
