"use client";

import { useActionState, useState } from "react";
import { blank } from "@/app/_forms/action";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { SubmitButton } from "@/app/_ui/submit-button";
import { NewSecret } from "../../developers/_parts/new-secret";
import { createInstallationKey } from "../actions";
import { text } from "../text";

export function NewInstallationKeyDialog() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={text.newKey}
      size="sm"
      trigger={<Button>{text.newKey}</Button>}
    >
      {/* Unmounts when the dialog closes, which also removes the secret from memory. */}
      <NewKeyForm onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function NewKeyForm({ onDone }: { onDone: () => void }) {
  const [state, send] = useActionState(createInstallationKey, blank);
  if (state.done) return <NewSecret text={text} secret={state.done} onDone={onDone} />;
  return (
    <form action={send} className="grid gap-5">
      <FocusFirstError when={state} />
      <Field label={text.keyName} hint={text.keyNameHint} error={state.violations?.name} required>
        <Input name="name" maxLength={60} autoComplete="off" defaultValue={state.fields.name} />
      </Field>
      <RadioGroup
        label={text.access}
        name="access"
        defaultValue={state.fields.access ?? "write"}
        options={(["write", "read"] as const).map((value) => ({ value, label: text.accesses[value] }))}
      />
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>{text.cancel}</Button>
        </DialogClose>
        <SubmitButton>{text.createKey}</SubmitButton>
      </div>
    </form>
  );
}
