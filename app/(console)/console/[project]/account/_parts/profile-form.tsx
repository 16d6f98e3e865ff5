"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { saveProfile } from "../actions";
import { text } from "../text";

export function ProfileForm({ name }: { name: string }) {
  return (
    <PageForm action={saveProfile} submit={text.save} saved={text.saved} isSensitive className="max-w-md">
      {({ fields, violations }) => (
        <Field label={text.name} hint={text.nameHint} error={violations?.name}>
          <Input name="name" autoComplete="name" maxLength={80} defaultValue={fields.name ?? name} />
        </Field>
      )}
    </PageForm>
  );
}
