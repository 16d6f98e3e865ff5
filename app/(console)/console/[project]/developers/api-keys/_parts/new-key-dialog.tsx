"use client";

import { Plus } from "lucide-react";
import { useActionState, useState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field, FieldError } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { Textarea } from "@/app/_ui/textarea";
import { NewSecret } from "../../_parts/new-secret";
import { createKey } from "../actions";
import { refusalText, scopeLabels, text } from "../text";

export function NewKeyDialog({ project }: { project: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={text.createTitle}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {text.create}
        </Button>
      }
    >
      {/* Unmounts when the dialog closes, which also removes the secret from memory. */}
      <NewKeyForm project={project} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function NewKeyForm({ project, onDone }: { project: string; onDone: () => void }) {
  const [state, create] = useActionState(useStepUpAction(createKey), blank);
  if (state.done) return <NewSecret text={text} secret={state.done} onDone={onDone} />;
  const violations = state.violations ?? {};
  return (
    <form action={create} className="grid gap-5">
      <FocusFirstError when={state} />
      <input type="hidden" name="project" value={project} />
      <Field
        label={text.name}
        hint={text.nameHint}
        error={violations.name ?? (state.refusal && refusalText(state.refusal))}
        required
      >
        <Input name="name" maxLength={60} autoComplete="off" defaultValue={state.fields.name} />
      </Field>
      <fieldset className="grid gap-2" aria-describedby="scopes-error">
        <legend className="mb-2 font-medium text-sm">{text.scopes}</legend>
        {Object.entries(scopeLabels).map(([scope, label]) => (
          <Checkbox
            key={scope}
            name="scopes"
            value={scope}
            defaultChecked={scope.startsWith("verifications:")}
            label={
              <>
                {label} <code className="font-mono text-muted text-xs">{scope}</code>
              </>
            }
          />
        ))}
        <FieldError id="scopes-error">{violations.scopes}</FieldError>
      </fieldset>
      <Field label={text.expiration}>
        <Select name="expiration" defaultValue="none">
          {Object.entries(text.expirations).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={text.allowedIps} hint={text.allowedIpsHint} error={violations.allowedIps}>
        <Textarea name="allowedIps" rows={2} spellCheck={false} defaultValue={state.fields.allowedIps} />
      </Field>
      <Field label={text.dialect} hint={text.dialectHint}>
        <Select name="dialect" defaultValue="none">
          {Object.entries(text.dialects).map(([value, label]) => (
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
        <SubmitButton>{text.createButton}</SubmitButton>
      </div>
    </form>
  );
}
