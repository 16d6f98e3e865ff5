"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { NewSecret } from "../../_parts/new-secret";
import { createInstallationKey } from "../actions";
import { text } from "../text";

export function NewInstallationKeyDialog() {
  return (
    <FormDialog
      title={text.newKey}
      trigger={<Button>{text.newKey}</Button>}
      action={createInstallationKey}
      submit={text.createKey}
      result={(secret, close) => <NewSecret text={text} secret={secret} onDone={close} />}
    >
      {({ fields, violations }) => (
        <>
          <Field label={text.keyName} hint={text.keyNameHint} error={violations?.name} required>
            <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name} />
          </Field>
          <RadioGroup
            label={text.access}
            name="access"
            defaultValue={fields.access ?? "write"}
            options={(["write", "read"] as const).map((value) => ({ value, label: text.accesses[value] }))}
          />
        </>
      )}
    </FormDialog>
  );
}
