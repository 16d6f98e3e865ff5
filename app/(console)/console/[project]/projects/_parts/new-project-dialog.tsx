"use client";

import { Plus } from "lucide-react";
import { useActionState, useState } from "react";
import { blank } from "@/app/_forms/action";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { create } from "../actions";
import { text } from "../text";

interface Copyable {
  id: string;
  name: string;
}

export function NewProjectDialog({ copyable }: { copyable: readonly Copyable[] }) {
  return (
    <Dialog
      title={text.newProject}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {text.newProject}
        </Button>
      }
    >
      <NewProjectForm copyable={copyable} />
    </Dialog>
  );
}

/** On success, the action opens the new project. */
function NewProjectForm({ copyable }: { copyable: readonly Copyable[] }) {
  const [state, send] = useActionState(create, blank);
  const [source, setSource] = useState("");
  return (
    <form action={send} className="grid gap-5">
      <FocusFirstError when={state} />
      {state.refusal && (
        <Callout tone="danger" live>
          {text.cannotCreate}
        </Callout>
      )}
      <Field label={text.name} hint={text.nameHint} error={state.violations?.name} required>
        <Input name="name" maxLength={60} autoComplete="off" defaultValue={state.fields.name} />
      </Field>
      <RadioGroup
        label={text.environment}
        name="environment"
        defaultValue={state.fields.environment ?? "test"}
        options={(["test", "live"] as const).map((value) => ({
          value,
          label: text.environments[value],
          hint: text.environmentHints[value],
        }))}
        error={state.violations?.environment}
        cards
      />
      <Field label={text.copyFrom} hint={text.copyFromHint}>
        <Select name="copyFrom" value={source} onChange={(event) => setSource(event.target.value)}>
          <option value="">{text.copyNothing}</option>
          {copyable.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {source && (
        <Field label={text.providers}>
          <Select name="providers" defaultValue="none">
            {Object.entries(text.providerChoices).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>{text.cancel}</Button>
        </DialogClose>
        <SubmitButton>{text.create}</SubmitButton>
      </div>
    </form>
  );
}
