"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import type { FormState } from "@/app/_forms/form-state";
import { AddButton } from "@/app/_ui/add-button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field, FieldError } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { NewSecret } from "../../../_parts/new-secret";
import { createKey } from "../actions";
import { refusalText, scopeLabels, text } from "../text";

export function NewKeyDialog({ project }: { project: string }) {
  return (
    <FormDialog
      name="new"
      title={text.createTitle}
      size="md"
      trigger={<AddButton>{text.create}</AddButton>}
      action={createKey}
      hidden={{ project }}
      submit={text.createButton}
      result={(secret, close) => <NewSecret text={text} secret={secret} onDone={close} />}
    >
      {(state) => <KeyFields state={state} />}
    </FormDialog>
  );
}

function KeyFields({ state: { fields, violations = {}, refusal } }: { state: FormState }) {
  return (
    <>
      <Field
        label={text.name}
        hint={text.nameHint}
        error={violations.name ?? (refusal && refusalText(refusal))}
        required
      >
        <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name} />
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
        <Select name="expiration" options={text.expirations} defaultValue="none" />
      </Field>
      <Field label={text.allowedIps} hint={text.allowedIpsHint} error={violations.allowedIps}>
        <Textarea name="allowedIps" rows={2} spellCheck={false} defaultValue={fields.allowedIps} />
      </Field>
      <Field label={text.dialect} hint={text.dialectHint}>
        <Select name="dialect" options={text.dialects} defaultValue="none" />
      </Field>
    </>
  );
}
