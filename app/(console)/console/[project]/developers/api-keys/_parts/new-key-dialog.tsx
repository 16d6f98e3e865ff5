"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import type { FormState } from "@/app/_forms/form-state";
import { AddButton } from "@/app/_ui/add-button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field, FieldError } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { Textarea } from "@/app/_ui/textarea";
import { refusalText } from "../../../../../_text/refusal-text";
import { useText } from "../../../../../_text/use-text";
import { NewSecret } from "../../../_parts/new-secret";
import { createKey } from "../actions";

export function NewKeyDialog({ project }: { project: string }) {
  const t = useText();
  return (
    <FormDialog
      name="new"
      title={t("apiKeys.createTitle")}
      size="md"
      trigger={<AddButton>{t("apiKeys.create")}</AddButton>}
      action={createKey}
      hidden={{ project }}
      submit={t("apiKeys.createButton")}
      result={(secret, close) => (
        <NewSecret text={t.group("apiKeys.newSecret")} secret={secret} onDone={close} />
      )}
    >
      {(state) => <KeyFields state={state} />}
    </FormDialog>
  );
}

function KeyFields({ state: { fields, violations = {}, refusal } }: { state: FormState }) {
  const t = useText();
  return (
    <>
      <Field
        label={t("apiKeys.name")}
        hint={t("apiKeys.nameHint")}
        error={violations.name ?? (refusal && refusalText("apiKeys", refusal, t))}
        required
      >
        <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name} />
      </Field>
      <fieldset className="grid gap-2" aria-describedby="scopes-error">
        <legend className="mb-2 font-medium text-sm">{t("apiKeys.scopes")}</legend>
        {Object.entries(t.group("apiKeys.scopeNames")).map(([scope, label]) => (
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
      <Field label={t("apiKeys.expiration")}>
        <Select name="expiration" options={t.group("apiKeys.expirations")} defaultValue="none" />
      </Field>
      <Field label={t("apiKeys.allowedIps")} hint={t("apiKeys.allowedIpsHint")} error={violations.allowedIps}>
        <Textarea name="allowedIps" rows={2} spellCheck={false} defaultValue={fields.allowedIps} />
      </Field>
      <Field label={t("apiKeys.dialect")} hint={t("apiKeys.dialectHint")}>
        <Select name="dialect" options={t.group("apiKeys.dialects")} defaultValue="none" />
      </Field>
    </>
  );
}
