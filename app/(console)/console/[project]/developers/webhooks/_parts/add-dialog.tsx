"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { AddButton } from "@/app/_ui/add-button";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { useText } from "../../../../../_text/use-text";
import { NewSecret } from "../../../_parts/new-secret";
import { addEndpoint } from "../actions";
import { webhookRefusalText } from "../webhook-refusal-text";
import { EndpointFields } from "./endpoint-fields";

export function AddDialog({ project, types }: { project: string; types: Record<string, string> }) {
  const t = useText();
  return (
    <FormDialog
      name="new"
      title={t("webhooks.addTitle")}
      size="md"
      trigger={<AddButton>{t("webhooks.add")}</AddButton>}
      action={addEndpoint}
      hidden={{ project }}
      submit={t("webhooks.addButton")}
      result={(secret, close) => (
        <NewSecret text={t.group("webhooks.newSecret")} secret={secret} onDone={close} />
      )}
    >
      {({ fields, violations, refusal }) => (
        <>
          <EndpointFields
            values={{
              url: fields.url ?? "",
              description: fields.description ?? "",
              types: [],
              payload: fields.payload ?? "full",
            }}
            types={types}
            violations={violations}
            refusal={refusal && webhookRefusalText(refusal, t)}
          />
          <Field label={t("webhooks.format")} hint={t("webhooks.formatHint")}>
            <Select
              name="format"
              options={t.group("webhooks.formats")}
              defaultValue={fields.format ?? "standard"}
            />
          </Field>
          <Field label={t("webhooks.signature")}>
            <Select
              name="signature"
              options={t.group("webhooks.signatures")}
              defaultValue={fields.signature ?? "hmac"}
            />
          </Field>
        </>
      )}
    </FormDialog>
  );
}
