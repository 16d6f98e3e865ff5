"use client";

import { useActionState, useState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { NewSecret } from "../../_parts/new-secret";
import { rotateKey } from "../actions";
import { refusalText, text } from "../text";

/** Replaces a key. The old one keeps working for the chosen time. */
export function RotateDialog({ project, apiKey, name }: { project: string; apiKey: string; name: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={text.rotateTitle(name)}
      description={text.rotateText}
      size="sm"
      trigger={
        <Button variant="ghost" size="sm">
          {text.rotate}
        </Button>
      }
    >
      <RotateForm project={project} apiKey={apiKey} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function RotateForm({ project, apiKey, onDone }: { project: string; apiKey: string; onDone: () => void }) {
  const [state, rotate] = useActionState(useStepUpAction(rotateKey), blank);
  if (state.done) return <NewSecret text={text} secret={state.done} onDone={onDone} />;
  return (
    <form action={rotate} className="grid gap-5">
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="key" value={apiKey} />
      <Field label={text.overlap} error={state.refusal && refusalText(state.refusal)}>
        <Select name="overlap" defaultValue="86400">
          {Object.entries(text.overlaps).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>{text.cancel}</Button>
        </DialogClose>
        <SubmitButton>{text.rotateButton}</SubmitButton>
      </div>
    </form>
  );
}
