"use client";

import { Plus } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { roleNames } from "../../../_frame/words";
import { FormDialog } from "../../../_parts/form-dialog";
import { addMember } from "../actions";
import { roleHints, sentenceFor, words } from "../words";

export function AddMemberDialog({ project }: { project: string }) {
  return (
    <FormDialog
      title={words.add}
      description={words.addText}
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {words.add}
        </Button>
      }
      action={addMember}
      hidden={{ project }}
      submit={words.addButton}
      cancel={words.cancel}
    >
      {({ fields, violations, refusal }) => (
        <>
          <Field label={words.email} error={violations?.email ?? (refusal && sentenceFor(refusal))} required>
            <Input name="email" type="email" autoComplete="off" defaultValue={fields.email} />
          </Field>
          <RadioGroup
            label={words.role}
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
