"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { AddButton } from "@/app/_ui/add-button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { refusalText } from "../../../../_text/refusal-text";
import { useText } from "../../../../_text/use-text";
import { addSuppression } from "../actions";

export function AddDialog({ project }: { project: string }) {
  const t = useText();
  return (
    <FormDialog
      name="new"
      title={t("suppressions.add")}
      description={t("suppressions.addText")}
      trigger={<AddButton>{t("suppressions.add")}</AddButton>}
      action={addSuppression}
      hidden={{ project }}
      submit={t("suppressions.addButton")}
    >
      {({ fields, violations, refusal }) => (
        <>
          <Field
            label={t("suppressions.to")}
            hint={t("suppressions.toHint")}
            error={violations?.to ?? (refusal && refusalText("suppressions", refusal, t))}
            required
          >
            <Input name="to" autoComplete="off" defaultValue={fields.to} />
          </Field>
          <Field label={t("suppressions.channel")}>
            <Select name="channel" options={t.group("terms.channels")} defaultValue={fields.channel ?? ""}>
              <option value="">{t("suppressions.fitting")}</option>
            </Select>
          </Field>
          <Field label={t("suppressions.note")} hint={t("suppressions.noteHint")} error={violations?.note}>
            <Input name="note" maxLength={200} autoComplete="off" defaultValue={fields.note} />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
