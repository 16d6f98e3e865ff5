"use client";

import { Plus } from "lucide-react";
import { useActionState, useState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { NewSecret } from "../../_parts/new-secret";
import { addEndpoint } from "../actions";
import { refusalText, text } from "../text";
import { EndpointFields } from "./endpoint-fields";

export function AddDialog({ project, types }: { project: string; types: Record<string, string> }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={text.addTitle}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {text.add}
        </Button>
      }
    >
      {/* Unmounts when the dialog closes, which also removes the secret from memory. */}
      <AddForm project={project} types={types} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function AddForm({
  project,
  types,
  onDone,
}: {
  project: string;
  types: Record<string, string>;
  onDone: () => void;
}) {
  const [state, add] = useActionState(useStepUpAction(addEndpoint), blank);
  if (state.done) return <NewSecret text={text} secret={state.done} onDone={onDone} />;
  const { fields, violations, refusal } = state;
  return (
    <form action={add} className="grid gap-5">
      <FocusFirstError when={state} />
      <input type="hidden" name="project" value={project} />
      <EndpointFields
        values={{
          url: fields.url ?? "",
          description: fields.description ?? "",
          types: [],
          payload: fields.payload ?? "full",
        }}
        types={types}
        violations={violations}
        refusal={refusal && refusalText(refusal)}
      />
      <Field label={text.format} hint={text.formatHint}>
        <Select name="format" defaultValue={fields.format ?? "standard"}>
          {Object.entries(text.formats).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.signature}>
        <Select name="signature" defaultValue={fields.signature ?? "hmac"}>
          {Object.entries(text.signatures).map(([value, label]) => (
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
        <SubmitButton>{text.addButton}</SubmitButton>
      </div>
    </form>
  );
}
