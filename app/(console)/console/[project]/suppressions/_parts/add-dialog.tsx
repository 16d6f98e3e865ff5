"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { AddButton } from "@/app/_ui/add-button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { channelLabels } from "../../verifications/text";
import { addSuppression } from "../actions";
import { refusalText, text } from "../text";

export function AddDialog({ project }: { project: string }) {
  return (
    <FormDialog
      name="new"
      title={text.add}
      description={text.addText}
      trigger={<AddButton>{text.add}</AddButton>}
      action={addSuppression}
      hidden={{ project }}
      submit={text.addButton}
    >
      {({ fields, violations, refusal }) => (
        <>
          <Field
            label={text.to}
            hint={text.toHint}
            error={violations?.to ?? (refusal && refusalText(refusal))}
            required
          >
            <Input name="to" autoComplete="off" defaultValue={fields.to} />
          </Field>
          <Field label={text.channel}>
            <Select name="channel" options={channelLabels} defaultValue={fields.channel ?? ""}>
              <option value="">{text.fitting}</option>
            </Select>
          </Field>
          <Field label={text.note} hint={text.noteHint} error={violations?.note}>
            <Input name="note" maxLength={200} autoComplete="off" defaultValue={fields.note} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
