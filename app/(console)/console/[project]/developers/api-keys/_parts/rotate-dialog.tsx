"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { NewSecret } from "../../../_parts/new-secret";
import { rotateKey } from "../actions";
import { refusalText, text } from "../text";

/** Replaces a key. The old one keeps working for the chosen time. */
export function RotateDialog({ project, apiKey, name }: { project: string; apiKey: string; name: string }) {
  return (
    <FormDialog
      title={text.rotateTitle(name)}
      description={text.rotateText}
      trigger={
        <Button variant="ghost" size="sm">
          {text.rotate}
        </Button>
      }
      action={rotateKey}
      hidden={{ project, key: apiKey }}
      submit={text.rotateButton}
      result={(secret, close) => <NewSecret text={text} secret={secret} onDone={close} />}
    >
      {({ refusal }) => (
        <Field label={text.overlap} error={refusal && refusalText(refusal)}>
          <Select name="overlap" options={text.overlaps} defaultValue="86400" />
        </Field>
      )}
    </FormDialog>
  );
}
