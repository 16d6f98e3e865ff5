"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { addUrl } from "../actions";
import { refusalText, text } from "../text";

export function AddUrlForm({ project }: { project: string }) {
  return (
    <PageForm action={addUrl} hidden={{ project }} submit={text.add} className="max-w-xl">
      {({ fields, violations, refusal }) => (
        <Field
          label={text.url}
          hint={text.urlHint}
          error={violations?.url ?? (refusal && refusalText(refusal))}
          required
        >
          <Input
            name="url"
            inputMode="url"
            placeholder="https://app.example.com/verified"
            autoComplete="off"
            spellCheck={false}
            defaultValue={fields.url}
          />
        </Field>
      )}
    </PageForm>
  );
}
