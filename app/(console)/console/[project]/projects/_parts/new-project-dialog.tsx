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
import { useText } from "../../../../_text/use-text";
import { create } from "../actions";

/** The names, by id, of the projects whose settings can be copied. */
type Copyable = Record<string, string>;

/** On success, the action opens the new project. */
export function NewProjectDialog({ copyable }: { copyable: Copyable }) {
  const t = useText();
  return (
    <FormDialog
      title={t("projects.newProject")}
      size="md"
      trigger={<AddButton>{t("projects.newProject")}</AddButton>}
      action={create}
      submit={t("projects.create")}
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
  const t = useText();
  const [source, setSource] = useState("");
  return (
    <>
      {refusal && (
        <Callout tone="danger" live>
          {t("projects.cannotCreate")}
        </Callout>
      )}
      <Field label={t("projects.name")} hint={t("projects.nameHint")} error={violations?.name} required>
        <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name} />
      </Field>
      <RadioGroup
        label={t("projects.environment")}
        name="environment"
        defaultValue={fields.environment ?? "test"}
        options={(["test", "live", "shadow"] as const).map((value) => ({
          value,
          label: t(`projects.environments.${value}`),
          hint: t(`projects.environmentHints.${value}`),
        }))}
        error={violations?.environment}
        cards
      />
      <Field label={t("projects.copyFrom")} hint={t("projects.copyFromHint")}>
        <Select
          name="copyFrom"
          options={copyable}
          value={source}
          onChange={(event) => setSource(event.target.value)}
        >
          <option value="">{t("projects.copyNothing")}</option>
        </Select>
      </Field>
      {source && (
        <Field label={t("projects.providers")}>
          <Select name="providers" options={t.group("projects.providerChoices")} defaultValue="none" />
        </Field>
      )}
    </>
  );
}
