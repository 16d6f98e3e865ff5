"use client";

import { Pencil } from "lucide-react";
import { FormDialog } from "@/app/_forms/form-dialog";
import type { FormState } from "@/app/_forms/form-state";
import { AddButton } from "@/app/_ui/add-button";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { Translator } from "../../../../_text/translator";
import { useText } from "../../../../_text/use-text";
import { submitIdentifier, submitNewUser, submitUser } from "../actions";
import { userRefusalText } from "../user-refusal-text";

const isAboutExternalId = (code: string | undefined) => code === "external_id_taken";

/** Assigns a refusal to its field: the external ID or the address. */
function errorsOf({ violations = {}, refusal }: FormState, t: Translator) {
  const error = refusal && userRefusalText(refusal, t);
  return {
    name: violations.name,
    externalId: violations.externalId ?? (isAboutExternalId(refusal?.code) ? error : undefined),
    address: violations.address ?? (isAboutExternalId(refusal?.code) ? undefined : error),
  };
}

export function NewUserDialog({ project }: { project: string }) {
  const t = useText();
  return (
    <FormDialog
      name="new"
      title={t("users.create")}
      description={t("users.createText")}
      trigger={<AddButton>{t("users.create")}</AddButton>}
      action={submitNewUser}
      hidden={{ project }}
      submit={t("users.createButton")}
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
  const t = useText();
  return (
    <FormDialog
      title={t("users.editTitle")}
      trigger={
        <Button size="sm">
          <Pencil aria-hidden />
          {t("users.edit")}
        </Button>
      }
      action={submitUser}
      hidden={{ project, user }}
      submit={t("users.save")}
    >
      {(state) => <NameAndId state={state} name={name} externalId={externalId} />}
    </FormDialog>
  );
}

export function AddIdentifierDialog({ project, user }: { project: string; user: string }) {
  const t = useText();
  return (
    <FormDialog
      title={t("users.add")}
      trigger={
        <AddButton variant="secondary" size="sm">
          {t("users.add")}
        </AddButton>
      }
      action={submitIdentifier}
      hidden={{ project, user }}
      submit={t("users.addButton")}
    >
      {(state) => <Address state={state} required />}
    </FormDialog>
  );
}

function NameAndId({ state, name, externalId }: { state: FormState; name?: string; externalId?: string }) {
  const t = useText();
  const errors = errorsOf(state, t);
  return (
    <>
      <Field label={t("users.name")} error={errors.name}>
        <Input name="name" maxLength={200} autoComplete="off" defaultValue={state.fields.name ?? name} />
      </Field>
      <Field label={t("users.externalId")} hint={t("users.externalIdHint")} error={errors.externalId}>
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
  const t = useText();
  return (
    <>
      <Field
        label={t("users.address")}
        hint={t("users.addressHint")}
        error={errorsOf(state, t).address}
        required={required}
      >
        <Input name="address" maxLength={254} autoComplete="off" defaultValue={state.fields.address} />
      </Field>
      <Checkbox
        name="asserted"
        label={t("users.asserted")}
        hint={t("users.assertedHint")}
        defaultChecked={state.fields.asserted === "on"}
      />
    </>
  );
}
