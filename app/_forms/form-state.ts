import type { Refusal } from "@/lib/result";

// Browsers load this module, so it must not import what parses forms on the server.

/** A form's state after it was submitted. */
export interface FormState<Done = unknown, R extends Refusal = Refusal> {
  /** The entered values, for the form to show again. Secrets are left out. */
  fields: Record<string, string>;
  /** Error texts by field name. */
  violations?: Record<string, string>;
  /** Why the engine refused. */
  refusal?: R;
  /** The result on success. */
  done?: Done;
  /** Nothing was done, because the second factor has to be given again first. `useStepUp` asks for it. */
  needsSecondFactor?: boolean;
}

/** The same as `needsSecondFactor`, from an action that returns an error text. */
export const secondFactorNeeded = "second_factor_needed";

/** A server action for `useActionState`. */
export type FormAction<Done, R extends Refusal> = (
  before: FormState<Done, R>,
  form: FormData,
) => Promise<FormState<Done, R>>;

/** The initial state of a form: `useActionState(createKey, blank)`. */
export const blank: FormState<never, never> = { fields: {} };
