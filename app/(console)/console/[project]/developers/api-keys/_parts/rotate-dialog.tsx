"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { refusalText } from "../../../../../_text/refusal-text";
import { useText } from "../../../../../_text/use-text";
import { NewSecret } from "../../../_parts/new-secret";
import { rotateKey } from "../actions";

/** Replaces a key. The old one keeps working for the chosen time. */
export function RotateDialog({ project, apiKey, name }: { project: string; apiKey: string; name: string }) {
  const t = useText();
  return (
    <FormDialog
      title={t("apiKeys.rotateTitle", { name })}
      description={t("apiKeys.rotateText")}
      trigger={
        <Button variant="ghost" size="sm">
          {t("apiKeys.rotate")}
        </Button>
      }
      action={rotateKey}
      hidden={{ project, key: apiKey }}
      submit={t("apiKeys.rotateButton")}
      result={(secret, close) => (
        <NewSecret text={t.group("apiKeys.newSecret")} secret={secret} onDone={close} />
      )}
    >
      {({ refusal }) => (
        <Field label={t("apiKeys.overlap")} error={refusal && refusalText("apiKeys", refusal, t)}>
          <Select name="overlap" options={t.group("apiKeys.overlaps")} defaultValue="86400" />
        </Field>
      )}
    </FormDialog>
  );
}
