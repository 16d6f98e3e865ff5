"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/form-state";
import { CodeInput } from "@/app/_ui/code-input";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ChallengeView } from "../../../_parts/challenge-view";
import { submitCode } from "../actions";
import { ChallengeSlot, fieldErrorOf } from "./challenge-slot";

interface Props {
  id: string;
  locale: string;
  page: string;
  length: number;
  isSms: boolean;
  label: string;
  submit: string;
  challenge: ChallengeView | null;
}

/** The code field. The last digit submits the form once; without JavaScript the button does. */
export function CodeForm({ id, locale, page, length, isSms, label, submit, challenge }: Props) {
  const [state, action] = useActionState(submitCode, blank);
  return (
    <form action={action} className="mt-6 grid gap-4">
      <HiddenFields values={{ id, locale, page }} />
      <CodeInput
        label={label}
        length={length}
        error={fieldErrorOf(state.refusal)}
        autoFocus
        autoSubmit
        webOtp={isSms}
      />
      <ChallengeSlot id={id} locale={locale} given={challenge} refusal={state.refusal} />
      <SubmitButton size="lg" className="w-full">
        {submit}
      </SubmitButton>
    </form>
  );
}
