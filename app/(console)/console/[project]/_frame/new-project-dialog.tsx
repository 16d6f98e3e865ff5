"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { createProject } from "./actions";
import { text } from "./text";

export function NewProjectDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [state, create] = useActionState(createProject, blank);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={text.newProject}
      description={text.newProjectText}
      size="sm"
    >
      <form action={create} className="grid gap-5">
        <FocusFirstError when={state} />
        <Field label={text.projectName} hint={text.projectNameHint} error={state.violations?.name} required>
          <Input name="name" maxLength={60} autoComplete="off" defaultValue={state.fields.name} />
        </Field>
        <div className="flex justify-end gap-2">
          <DialogClose>
            <Button>{text.cancel}</Button>
          </DialogClose>
          <SubmitButton>{text.create}</SubmitButton>
        </div>
      </form>
    </Dialog>
  );
}
