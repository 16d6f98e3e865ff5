"use client";

import { type ReactNode, useActionState, useEffect, useState } from "react";
import { blank, type FormAction, type FormState } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Refusal } from "@/lib/result";

/** A form in a dialog that closes on success. `children` renders the controls from the form's state. */
export function FormDialog<Done, R extends Refusal>({
  title,
  description,
  trigger,
  action,
  hidden,
  submit,
  cancel,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  trigger: ReactNode;
  action: FormAction<Done, R>;
  hidden: Record<string, string>;
  submit: string;
  cancel: string;
  children: (state: FormState<Done, R>) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      trigger={trigger}
      size="sm"
    >
      <DialogForm
        action={action}
        hidden={hidden}
        submit={submit}
        cancel={cancel}
        onDone={() => setOpen(false)}
      >
        {children}
      </DialogForm>
    </Dialog>
  );
}

function DialogForm<Done, R extends Refusal>({
  action,
  hidden,
  submit,
  cancel,
  onDone,
  children,
}: {
  action: FormAction<Done, R>;
  hidden: Record<string, string>;
  submit: string;
  cancel: string;
  onDone: () => void;
  children: (state: FormState<Done, R>) => ReactNode;
}) {
  const [state, send] = useActionState<FormState<Done, R>, FormData>(useStepUpAction(action), blank);
  const isDone = state.done !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes once, on success.
  useEffect(() => {
    if (isDone) onDone();
  }, [isDone]);
  return (
    <form action={send} className="grid gap-5">
      <FocusFirstError when={state} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children(state)}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>{cancel}</Button>
        </DialogClose>
        <SubmitButton>{submit}</SubmitButton>
      </div>
    </form>
  );
}
