"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { SavedToast } from "@/app/_forms/saved-toast";
import { AddButton } from "@/app/_ui/add-button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { roleNames } from "../../../_frame/text";
import { NewSecret } from "../../../_parts/new-secret";
import { inviteMember } from "../actions";
import { refusalText, roleHints, text } from "../text";

/** Closes when the mail was sent. Otherwise it shows the link. */
export function InviteDialog({ project }: { project: string }) {
  return (
    <FormDialog
      name="new"
      title={text.add}
      description={text.addText}
      trigger={<AddButton>{text.add}</AddButton>}
      action={inviteMember}
      hidden={{ project }}
      submit={text.addButton}
      result={({ link }, close) =>
        link && <NewSecret tone="warning" text={text.newLink} secret={link} onDone={close} />
      }
    >
      {(state) => (
        <>
          <SavedToast state={state} text={text.invited} />
          <Field
            label={text.email}
            error={state.violations?.email ?? (state.refusal && refusalText(state.refusal))}
            required
          >
            <Input name="email" type="email" autoComplete="off" defaultValue={state.fields.email} />
          </Field>
          <RadioGroup
            label={text.role}
            name="role"
            defaultValue={state.fields.role ?? "viewer"}
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
