"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Checkbox } from "@/app/_ui/checkbox";
import { saveSecondFactor } from "../actions";
import { text } from "../text";

/** Whether everyone on the team needs a second factor. */
export function SecondFactorForm({
  project,
  isRequired,
  mayWrite,
}: {
  project: string;
  isRequired: boolean;
  mayWrite: boolean;
}) {
  return (
    <PageForm
      action={saveSecondFactor}
      hidden={{ project }}
      submit={text.save}
      variant="secondary"
      saved={text.saved}
      mayWrite={mayWrite}
      isSensitive
    >
      {() => (
        <Checkbox
          key={String(isRequired)}
          name="required"
          label={text.required}
          defaultChecked={isRequired}
        />
      )}
    </PageForm>
  );
}
