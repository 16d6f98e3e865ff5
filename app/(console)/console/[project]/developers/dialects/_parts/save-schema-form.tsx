"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Textarea } from "@/app/_ui/textarea";
import { useText } from "../../../../../_text/use-text";
import { saveSchema } from "../actions";

/** Adds an identity schema, or replaces the one with the same id. */
export function SaveSchemaForm({ project }: { project: string }) {
  const t = useText();
  return (
    <PageForm action={saveSchema} hidden={{ project }} submit={t("dialects.saveSchema")}>
      {({ fields, violations, refusal }) => (
        <>
          <Field
            label={t("dialects.schemaId")}
            hint={t("dialects.schemaIdHint")}
            error={violations?.id}
            required
          >
            <Input
              name="id"
              placeholder="person"
              autoComplete="off"
              spellCheck={false}
              defaultValue={fields.id}
            />
          </Field>
          <Field
            label={t("dialects.schema")}
            error={violations?.schema ?? (refusal?.code === "schema_refused" ? refusal.reason : undefined)}
            required
          >
            <Textarea name="schema" rows={8} mono spellCheck={false} defaultValue={fields.schema} />
          </Field>
        </>
      )}
    </PageForm>
  );
}
