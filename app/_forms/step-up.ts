"use client";

import { createContext, useContext } from "react";
import { type FormAction, type FormState, secondFactorNeeded } from "@/app/_forms/form-state";
import type { Refusal } from "@/lib/result";

interface StepUp {
  /** Asks for the second factor and resolves to whether it was given. */
  ask: () => Promise<boolean>;
  /** The error text if it was not. */
  notConfirmed: string;
}

/** Null where no action needs it. */
export const StepUpContext = createContext<StepUp | null>(null);

/** Runs an action of a `ConfirmDialog` or an `ActionButton`. If it needs the second factor, asks for it and runs it again. */
export function useStepUp() {
  const stepUp = useContext(StepUpContext);
  return async <T>(run: () => Promise<T>): Promise<T | string> => {
    const first = await run();
    if (!stepUp || !isHeldBack(first)) return first;
    if (await stepUp.ask()) return run();
    return first === secondFactorNeeded ? stepUp.notConfirmed : first;
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
