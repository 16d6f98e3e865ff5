"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { AddButton } from "@/app/_ui/add-button";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { NewSecret } from "../../../_parts/new-secret";
import { addEndpoint } from "../actions";
import { refusalText, text } from "../text";
import { EndpointFields } from "./endpoint-fields";

export function AddDialog({ project, types }: { project: string; types: Record<string, string> }) {
  return (
    <FormDialog
      name="new"
      title={text.addTitle}
      size="md"
      trigger={<AddButton>{text.add}</AddButton>}
      action={addEndpoint}
      hidden={{ project }}
      submit={text.addButton}
      result={(secret, close) => <NewSecret text={text} secret={secret} onDone={close} />}
    >
      {({ fields, violations, refusal }) => (
        <>
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
            <Select name="format" options={text.formats} defaultValue={fields.format ?? "standard"} />
          </Field>
          <Field label={text.signature}>
            <Select name="signature" options={text.signatures} defaultValue={fields.signature ?? "hmac"} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
