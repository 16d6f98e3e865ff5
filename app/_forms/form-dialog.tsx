"use client";

import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, useActionState, useEffect, useState } from "react";
import { Dialog, DialogButtons, type DialogProps } from "@/app/_ui/dialog";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Refusal } from "@/lib/result";
import { blank, type FormAction, type FormState } from "./form-state";
import { useStepUpAction } from "./step-up";

interface FormProps<Done, R extends Refusal> {
  action: FormAction<Done, R>;
  hidden?: Record<string, string | undefined>;
  submit: string;
  cancel?: string;
  tone?: "primary" | "danger";
  /** Shown instead of the form after it succeeded, such as a secret that can be seen only once. */
  result?: (done: Done, close: () => void) => ReactNode;
  /** Whether the form is still shown after it succeeded, because it shows the result itself. */
  staysOpen?: boolean;
  /** Renders the controls from the form's state. */
  children?: (state: FormState<Done, R>) => ReactNode;
}

/**
 * A form in a dialog. The dialog closes when the form has succeeded, unless there is a `result` to show or it `staysOpen`.
 * Closing removes the form, and secrets that it has shown, from memory. With a `name`, `?open=<name>` opens it, too.
 */
export function FormDialog<Done, R extends Refusal>({
  title,
  description,
  trigger,
  size = "sm",
  name,
  ...form
}: Pick<DialogProps, "title" | "description" | "trigger" | "size"> & FormProps<Done, R> & { name?: string }) {
  const [open, setOpen] = useState(false);
  const isNamed = useSearchParams().get("open") === name;
  const path = usePathname();
  const router = useRouter();

  function change(next: boolean) {
    setOpen(next);
    if (!next && isNamed) router.replace(path as Route, { scroll: false });
  }

  return (
    <Dialog
      open={open || isNamed}
      onOpenChange={change}
      title={title}
      description={description}
      trigger={trigger}
      size={size}
    >
      <DialogForm {...form} close={() => change(false)} />
    </Dialog>
  );
}

function DialogForm<Done, R extends Refusal>({
  action,
  hidden = {},
  submit,
  cancel,
  tone,
  result,
  staysOpen,
  close,
  children,
}: FormProps<Done, R> & { close: () => void }) {
  const [state, send] = useActionState<FormState<Done, R>, FormData>(useStepUpAction(action), blank);
  const shown = state.done !== undefined && result?.(state.done, close);
  const isOver = state.done !== undefined && !shown && !staysOpen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes once, on success.
  useEffect(() => {
    if (isOver) close();
  }, [isOver]);
  if (shown) return shown;
  return (
    <form action={send} className="grid gap-5">
      <FocusFirstError when={state} />
      <HiddenFields values={hidden} />
      {children?.(state)}
      <DialogButtons cancel={cancel}>
        <SubmitButton variant={tone}>{submit}</SubmitButton>
      </DialogButtons>
    </form>
  );
}
