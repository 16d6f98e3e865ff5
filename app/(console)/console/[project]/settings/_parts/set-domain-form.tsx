"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { refusalText } from "../../../../_text/refusal-text";
import { useText } from "../../../../_text/use-text";
import { setDomain } from "../actions";

export function SetDomainForm({ project }: { project: string }) {
  const t = useText();
  return (
    <PageForm action={setDomain} hidden={{ project }} submit={t("general.setDomain")} variant="secondary">
      {({ fields, violations, refusal }) => (
        <Field
          label={t("general.host")}
          hint={t("general.hostHint")}
          error={violations?.host ?? (refusal && refusalText("general", refusal, t))}
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
