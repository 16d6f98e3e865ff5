"use client";

import { Pencil } from "lucide-react";
import { FormDialog } from "@/app/_forms/form-dialog";
import type { FormState } from "@/app/_forms/form-state";
import { AddButton } from "@/app/_ui/add-button";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { submitIdentifier, submitNewUser, submitUser } from "../actions";
import { refusalText, text } from "../text";

const isAboutExternalId = (code: string | undefined) => code === "external_id_taken";

/** Assigns a refusal to its field: the external ID or the address. */
function errorsOf({ violations = {}, refusal }: FormState) {
  const error = refusal && refusalText(refusal);
  return {
    name: violations.name,
    externalId: violations.externalId ?? (isAboutExternalId(refusal?.code) ? error : undefined),
    address: violations.address ?? (isAboutExternalId(refusal?.code) ? undefined : error),
  };
}

export function NewUserDialog({ project }: { project: string }) {
  return (
    <FormDialog
      name="new"
      title={text.create}
      description={text.createText}
      trigger={<AddButton>{text.create}</AddButton>}
      action={submitNewUser}
      hidden={{ project }}
      submit={text.createButton}
    >
      {(state) => (
        <>
          <NameAndId state={state} />
          <Address state={state} />
        </>
      )}
    </FormDialog>
  );
}

export function EditUserDialog({
  project,
  user,
  name,
  externalId,
}: {
  project: string;
  user: string;
  name: string;
  externalId: string;
}) {
  return (
    <FormDialog
      title={text.editTitle}
      trigger={
        <Button size="sm">
          <Pencil aria-hidden />
          {text.edit}
        </Button>
      }
      action={submitUser}
      hidden={{ project, user }}
      submit={text.save}
    >
      {(state) => <NameAndId state={state} name={name} externalId={externalId} />}
    </FormDialog>
  );
}

export function AddIdentifierDialog({ project, user }: { project: string; user: string }) {
  return (
    <FormDialog
      title={text.add}
      trigger={
        <AddButton variant="secondary" size="sm">
          {text.add}
        </AddButton>
      }
      action={submitIdentifier}
      hidden={{ project, user }}
      submit={text.addButton}
    >
      {(state) => <Address state={state} required />}
    </FormDialog>
  );
}

function NameAndId({ state, name, externalId }: { state: FormState; name?: string; externalId?: string }) {
  const errors = errorsOf(state);
  return (
    <>
      <Field label={text.name} error={errors.name}>
        <Input name="name" maxLength={200} autoComplete="off" defaultValue={state.fields.name ?? name} />
      </Field>
      <Field label={text.externalId} hint={text.externalIdHint} error={errors.externalId}>
        <Input
          name="externalId"
          maxLength={200}
          autoComplete="off"
          defaultValue={state.fields.externalId ?? externalId}
        />
      </Field>
    </>
  );
}

function Address({ state, required }: { state: FormState; required?: boolean }) {
  return (
    <>
      <Field label={text.address} hint={text.addressHint} error={errorsOf(state).address} required={required}>
        <Input name="address" maxLength={254} autoComplete="off" defaultValue={state.fields.address} />
      </Field>
      <Checkbox
        name="asserted"
        label={text.asserted}
        hint={text.assertedHint}
        defaultChecked={state.fields.asserted === "on"}
      />
    </>
  );
}
