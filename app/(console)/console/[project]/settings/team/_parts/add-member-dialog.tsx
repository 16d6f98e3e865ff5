"use client";

import { Plus } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { roleNames } from "../../../_frame/text";
import { FormDialog } from "../../../_parts/form-dialog";
import { addMember } from "../actions";
import { refusalText, roleHints, text } from "../text";

export function AddMemberDialog({ project }: { project: string }) {
  return (
    <FormDialog
      title={text.add}
      description={text.addText}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {text.add}
        </Button>
      }
      action={addMember}
      hidden={{ project }}
      submit={text.addButton}
      cancel={text.cancel}
    >
      {({ fields, violations, refusal }) => (
        <>
          <Field label={text.email} error={violations?.email ?? (refusal && refusalText(refusal))} required>
            <Input name="email" type="email" autoComplete="off" defaultValue={fields.email} />
          </Field>
          <RadioGroup
            label={text.role}
            name="role"
            defaultValue={fields.role ?? "viewer"}
            options={(["viewer", "support", "admin", "owner"] as const).map((value) => ({
              value,
              label: roleNames[value],
              hint: roleHints[value],
            }))}
          />
        </>
      )}
    </FormDialog>
  );
}
