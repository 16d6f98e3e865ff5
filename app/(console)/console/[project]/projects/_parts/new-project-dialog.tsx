"use client";

import { useState } from "react";
import { FormDialog } from "@/app/_forms/form-dialog";
import type { FormState } from "@/app/_forms/form-state";
import { AddButton } from "@/app/_ui/add-button";
import { Callout } from "@/app/_ui/callout";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select } from "@/app/_ui/select";
import { create } from "../actions";
import { text } from "../text";

/** The names, by id, of the projects whose settings can be copied. */
type Copyable = Record<string, string>;

/** On success, the action opens the new project. */
export function NewProjectDialog({ copyable }: { copyable: Copyable }) {
  return (
    <FormDialog
      title={text.newProject}
      size="md"
      trigger={<AddButton>{text.newProject}</AddButton>}
      action={create}
      submit={text.create}
    >
      {(state) => <ProjectFields state={state} copyable={copyable} />}
    </FormDialog>
  );
}

function ProjectFields({
  state: { fields, violations, refusal },
  copyable,
}: {
  state: FormState;
  copyable: Copyable;
}) {
  const [source, setSource] = useState("");
  return (
    <>
      {refusal && (
        <Callout tone="danger" live>
          {text.cannotCreate}
        </Callout>
      )}
      <Field label={text.name} hint={text.nameHint} error={violations?.name} required>
        <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name} />
      </Field>
      <RadioGroup
        label={text.environment}
        name="environment"
        defaultValue={fields.environment ?? "test"}
        options={(["test", "live", "shadow"] as const).map((value) => ({
          value,
          label: text.environments[value],
          hint: text.environmentHints[value],
        }))}
        error={violations?.environment}
        cards
      />
      <Field label={text.copyFrom} hint={text.copyFromHint}>
        <Select
          name="copyFrom"
          options={copyable}
          value={source}
          onChange={(event) => setSource(event.target.value)}
        >
          <option value="">{text.copyNothing}</option>
        </Select>
      </Field>
      {source && (
        <Field label={text.providers}>
          <Select name="providers" options={text.providerChoices} defaultValue="none" />
        </Field>
      )}
    </>
  );
}
