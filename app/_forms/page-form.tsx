"use client";

import { type ReactNode, useActionState } from "react";
import type { ButtonProps } from "@/app/_ui/button";
import { classes } from "@/app/_ui/classes";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Refusal } from "@/lib/result";
import { blank, type FormAction, type FormState } from "./form-state";
import { SavedToast } from "./saved-toast";
import { useStepUpAction } from "./step-up";

/** A form on a page, which stays there after it has succeeded. `FormDialog` is the one in a dialog. */
export function PageForm<Done, R extends Refusal>({
  action,
  hidden = {},
  submit,
  variant,
  saved,
  readOnly,
  mayWrite = true,
  isSensitive,
  sections,
  className,
  children,
}: {
  action: FormAction<Done, R>;
  hidden?: Record<string, string | undefined>;
  submit: string;
  variant?: ButtonProps["variant"];
  /** The toast after each success. */
  saved?: string;
  mayWrite?: boolean;
  /** Whether the action can ask for the second factor again (`useStepUp`). Such a form needs JavaScript; others work without. */
  isSensitive?: boolean;
  /** Shown in place of the button if the operator may not write. */
  readOnly?: string;
  /** Whether the children are sections with their own spacing. A line sets off the button. */
  sections?: boolean;
  className?: string;
  /** Renders the controls from the form's state. */
  children: (state: FormState<Done, R>) => ReactNode;
}) {
  const stepUpAction = useStepUpAction(action);
  const [state, send] = useActionState<FormState<Done, R>, FormData>(
    isSensitive ? stepUpAction : action,
    blank,
  );
  const end = mayWrite ? (
    <SubmitButton variant={variant} className="w-fit">
      {submit}
    </SubmitButton>
  ) : (
    readOnly && <p className="text-muted text-sm">{readOnly}</p>
  );
  return (
    <form action={send} noValidate className={classes(!sections && "grid gap-5", className)}>
      <FocusFirstError when={state} />
      {saved && <SavedToast state={state} text={saved} />}
      <HiddenFields values={hidden} />
      <fieldset disabled={!mayWrite} className={classes("min-w-0", !sections && "grid gap-5")}>
        {children(state)}
      </fieldset>
      {sections ? <div className="border-t pt-6">{end}</div> : end}
    </form>
  );
}
