"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Checkbox } from "@/app/_ui/checkbox";
import { useText } from "../../../../../_text/use-text";
import { saveSecondFactor } from "../actions";

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
  const t = useText();
  return (
    <PageForm
      action={saveSecondFactor}
      hidden={{ project }}
      submit={t("team.save")}
      variant="secondary"
      saved={t("team.saved")}
      mayWrite={mayWrite}
      isSensitive
    >
      {() => (
        <Checkbox
          key={String(isRequired)}
          name="required"
          label={t("team.required")}
          defaultChecked={isRequired}
        />
      )}
    </PageForm>
  );
}
