"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { SavedToast } from "@/app/_forms/saved-toast";
import { AddButton } from "@/app/_ui/add-button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { refusalText } from "../../../../../_text/refusal-text";
import { useText } from "../../../../../_text/use-text";
import { NewSecret } from "../../../_parts/new-secret";
import { inviteMember } from "../actions";

/** Closes when the mail was sent. Otherwise it shows the link. */
export function InviteDialog({ project }: { project: string }) {
  const t = useText();
  return (
    <FormDialog
      name="new"
      title={t("team.add")}
      description={t("team.addText")}
      trigger={<AddButton>{t("team.add")}</AddButton>}
      action={inviteMember}
      hidden={{ project }}
      submit={t("team.addButton")}
      result={({ link }, close) =>
        link && <NewSecret tone="warning" text={t.group("team.newLink")} secret={link} onDone={close} />
      }
    >
      {(state) => (
        <>
          <SavedToast state={state} text={t("team.invited")} />
          <Field
            label={t("team.email")}
            error={state.violations?.email ?? (state.refusal && refusalText("team", state.refusal, t))}
            required
          >
            <Input name="email" type="email" autoComplete="off" defaultValue={state.fields.email} />
          </Field>
          <RadioGroup
            label={t("team.role")}
            name="role"
            defaultValue={state.fields.role ?? "viewer"}
            options={(["viewer", "support", "admin", "owner"] as const).map((value) => ({
              value,
              label: t(`terms.roles.${value}`),
              hint: t(`team.roleHints.${value}`),
            }))}
          />
        </>
      )}
    </FormDialog>
  );
}
