"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useText } from "../../../../_text/use-text";
import { saveProfile } from "../actions";

export function ProfileForm({ name }: { name: string }) {
  const t = useText();
  return (
    <PageForm
      action={saveProfile}
      submit={t("account.save")}
      saved={t("account.saved")}
      isSensitive
      className="max-w-md"
    >
      {({ fields, violations }) => (
        <Field label={t("account.name")} hint={t("account.nameHint")} error={violations?.name}>
          <Input name="name" autoComplete="name" maxLength={80} defaultValue={fields.name ?? name} />
        </Field>
      )}
    </PageForm>
  );
}
