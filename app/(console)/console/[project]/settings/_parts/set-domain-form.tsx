"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { setDomain } from "../actions";
import { domainRefusalText, text } from "../text";

export function SetDomainForm({ project }: { project: string }) {
  return (
    <PageForm action={setDomain} hidden={{ project }} submit={text.setDomain} variant="secondary">
      {({ fields, violations, refusal }) => (
        <Field
          label={text.host}
          hint={text.hostHint}
          error={violations?.host ?? (refusal && domainRefusalText(refusal))}
        >
          <Input
            name="host"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            defaultValue={fields.host}
          />
        </Field>
      )}
    </PageForm>
  );
}
