import type { z } from "zod";
import { action } from "@/app/_forms/action";
import type { FormAction } from "@/app/_forms/form-state";
import type { Refusal, Result } from "@/lib/result";
import { getText } from "./get-text";
import type { Translator } from "./translator";

/** The fields of a form, or a function that returns them, if they have error texts of their own. */
export type Fields<S extends z.ZodObject> = S | ((t: Translator) => S);

/** The same as `action`, with error texts in the console's language. */
export function consoleAction<S extends z.ZodObject, Done, R extends Refusal>(
  fields: Fields<S>,
  run: (input: z.output<S>) => Promise<Result<Done, R>>,
): FormAction<Done, R> {
  return async (before, form) => {
    const t = await getText();
    const schema = typeof fields === "function" ? fields(t) : fields;
    return action(schema, run, t("controls.required"))(before, form);
  };
}
