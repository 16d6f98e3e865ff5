"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { useText } from "../../../../_text/use-text";
import { NewSecret } from "../../_parts/new-secret";
import { createInstallationKey } from "../actions";

export function NewInstallationKeyDialog() {
  const t = useText();
  return (
    <FormDialog
      title={t("projects.newKey")}
      trigger={<Button>{t("projects.newKey")}</Button>}
      action={createInstallationKey}
      submit={t("projects.createKey")}
      result={(secret, close) => (
        <NewSecret text={t.group("projects.newSecret")} secret={secret} onDone={close} />
      )}
    >
      {({ fields, violations }) => (
        <>
          <Field
            label={t("projects.keyName")}
            hint={t("projects.keyNameHint")}
            error={violations?.name}
            required
          >
            <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name} />
          </Field>
          <RadioGroup
            label={t("projects.access")}
            name="access"
            defaultValue={fields.access ?? "write"}
            options={(["write", "read"] as const).map((value) => ({
              value,
              label: t(`projects.accesses.${value}`),
            }))}
          />
        </>
      )}
    </FormDialog>
  );
}
