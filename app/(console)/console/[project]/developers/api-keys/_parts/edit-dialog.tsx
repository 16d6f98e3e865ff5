"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Textarea } from "@/app/_ui/textarea";
import { editKey } from "../actions";
import { refusalText, text } from "../text";

/** Changes a key's name and where it may be used from. The secret and the permissions stay as they are. */
export function EditDialog({
  project,
  apiKey,
  name,
  allowedIps,
}: {
  project: string;
  apiKey: string;
  name: string;
  allowedIps: string[];
}) {
  return (
    <FormDialog
      title={text.editTitle(name)}
      trigger={<Button size="sm">{text.edit}</Button>}
      action={editKey}
      hidden={{ project, key: apiKey }}
      submit={text.save}
    >
      {({ fields, violations = {}, refusal }) => (
        <>
          <Field label={text.name} error={violations.name ?? (refusal && refusalText(refusal))} required>
            <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name ?? name} />
          </Field>
          <Field label={text.allowedIps} hint={text.allowedIpsHint} error={violations.allowedIps}>
            <Textarea
              name="allowedIps"
              rows={4}
              spellCheck={false}
              defaultValue={fields.allowedIps ?? allowedIps.join("\n")}
            />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
