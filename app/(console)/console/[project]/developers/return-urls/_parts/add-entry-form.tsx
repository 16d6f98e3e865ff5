"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useText } from "../../../../../_text/use-text";
import { addOrigin, addUrl } from "../actions";

/** Adds a URL or an origin to its list. */
export function AddEntryForm({ project, list }: { project: string; list: "returnUrls" | "origins" }) {
  const t = useText();
  const words = t.group(`returnUrls.lists.${list}`);
  return (
    <PageForm
      action={list === "origins" ? addOrigin : addUrl}
      hidden={{ project }}
      submit={words.add}
      className="max-w-xl"
    >
      {({ fields, violations, refusal }) => (
        <Field
          label={words.entry}
          hint={words.hint}
          error={violations?.entry ?? (refusal && t(`returnUrls.lists.${list}.${refusal.code}`))}
          required
        >
          <Input
            name="entry"
            inputMode="url"
            placeholder={words.placeholder}
            autoComplete="off"
            spellCheck={false}
            defaultValue={fields.entry}
          />
        </Field>
      )}
    </PageForm>
  );
}
