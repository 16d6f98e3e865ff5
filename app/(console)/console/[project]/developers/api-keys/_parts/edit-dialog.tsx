"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Textarea } from "@/app/_ui/textarea";
import { refusalText } from "../../../../../_text/refusal-text";
import { useText } from "../../../../../_text/use-text";
import { editKey } from "../actions";

/** Changes a key's name and where it may be used from. The secret and the permissions stay as they are. */
export function EditDialog({
  project,
  apiKey,
  name,
  allowedIps,
}: {
  project: string;
  apiKey: string;
  name: string;
  allowedIps: string[];
}) {
  const t = useText();
  return (
    <FormDialog
      title={t("apiKeys.editTitle", { name })}
      trigger={<Button size="sm">{t("apiKeys.edit")}</Button>}
      action={editKey}
      hidden={{ project, key: apiKey }}
      submit={t("apiKeys.save")}
    >
      {({ fields, violations = {}, refusal }) => (
        <>
          <Field
            label={t("apiKeys.name")}
            error={violations.name ?? (refusal && refusalText("apiKeys", refusal, t))}
            required
          >
            <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name ?? name} />
          </Field>
          <Field
            label={t("apiKeys.allowedIps")}
            hint={t("apiKeys.allowedIpsHint")}
            error={violations.allowedIps}
          >
            <Textarea
              name="allowedIps"
              rows={4}
              spellCheck={false}
              defaultValue={fields.allowedIps ?? allowedIps.join("\n")}
            />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
