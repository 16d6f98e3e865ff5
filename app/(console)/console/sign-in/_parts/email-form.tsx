"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/form-state";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { requestCode } from "../actions";
import { refusalText, text } from "../text";

/** `isSecondary`: below another way to sign in, which gets the attention. */
export function EmailForm({ isSecondary }: { isSecondary: boolean }) {
  const [state, send] = useActionState(requestCode, blank);
  const error = state.violations?.email ?? (state.refusal && refusalText(state.refusal));
  return (
    <form action={send} className="grid gap-4">
      <FocusFirstError when={state} />
      <Field label={text.email} error={error} required>
        <Input
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={state.fields.email}
          autoFocus={!isSecondary}
        />
      </Field>
      <SubmitButton variant={isSecondary ? "secondary" : "primary"}>{text.sendCode}</SubmitButton>
    </form>
  );
}
