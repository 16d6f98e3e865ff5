"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Checkbox } from "@/app/_ui/checkbox";
import { SubmitButton } from "@/app/_ui/submit-button";
import { SavedToast } from "../../../_parts/saved-toast";
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
  const [state, save] = useActionState(useStepUpAction(saveSecondFactor), blank);
  return (
    <form action={save}>
      <SavedToast state={state} text={text.saved} />
      <input type="hidden" name="project" value={project} />
      <fieldset disabled={!mayWrite} className="grid gap-4">
        <Checkbox
          key={String(isRequired)}
          name="required"
          label={text.required}
          defaultChecked={isRequired}
        />
        {mayWrite && (
          <SubmitButton variant="secondary" className="w-fit">
            {text.save}
          </SubmitButton>
        )}
      </fieldset>
    </form>
  );
}
