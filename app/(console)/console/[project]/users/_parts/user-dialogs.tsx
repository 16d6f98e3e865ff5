"use client";

import { Pencil, Plus } from "lucide-react";
import type { FormState } from "@/app/_forms/action";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { FormDialog } from "../../_parts/form-dialog";
import { addIt, createIt, editIt } from "../actions";
import { sentenceFor, words } from "../words";

const aboutId = (code: string | undefined) => code === "external_id_taken";

/** The refusal, where it belongs: beside the id, or beside the address. */
function errorsOf({ violations = {}, refusal }: FormState) {
  const sentence = refusal && sentenceFor(refusal);
  return {
    name: violations.name,
    externalId: violations.externalId ?? (aboutId(refusal?.code) ? sentence : undefined),
    address: violations.address ?? (aboutId(refusal?.code) ? undefined : sentence),
  };
}

export function NewUserDialog({ project }: { project: string }) {
  return (
    <FormDialog
      title={words.create}
      description={words.createText}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {words.create}
        </Button>
      }
      action={createIt}
      hidden={{ project }}
      submit={words.createButton}
      cancel={words.cancel}
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
      title={words.editTitle}
      trigger={
        <Button size="sm">
          <Pencil aria-hidden />
          {words.edit}
        </Button>
      }
      action={editIt}
      hidden={{ project, user }}
      submit={words.save}
      cancel={words.cancel}
    >
      {(state) => <NameAndId state={state} name={name} externalId={externalId} />}
    </FormDialog>
  );
}

export function AddIdentifierDialog({ project, user }: { project: string; user: string }) {
  return (
    <FormDialog
      title={words.add}
      trigger={
        <Button size="sm">
          <Plus aria-hidden />
          {words.add}
        </Button>
      }
      action={addIt}
      hidden={{ project, user }}
      submit={words.addButton}
      cancel={words.cancel}
    >
      {(state) => <Address state={state} required />}
    </FormDialog>
  );
}

function NameAndId({ state, name, externalId }: { state: FormState; name?: string; externalId?: string }) {
  const errors = errorsOf(state);
  return (
    <>
      <Field label={words.name} error={errors.name}>
        <Input name="name" maxLength={200} autoComplete="off" defaultValue={state.fields.name ?? name} />
      </Field>
      <Field label={words.externalId} hint={words.externalIdHint} error={errors.externalId}>
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
      <Field
        label={words.address}
        hint={words.addressHint}
        error={errorsOf(state).address}
        required={required}
      >
        <Input name="address" maxLength={254} autoComplete="off" defaultValue={state.fields.address} />
      </Field>
      <Checkbox
        name="asserted"
        label={words.asserted}
        hint={words.assertedHint}
        defaultChecked={state.fields.asserted === "on"}
      />
    </>
  );
}
