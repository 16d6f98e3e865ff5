"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/form-state";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { refusalText } from "../../../_text/refusal-text";
import { useText } from "../../../_text/use-text";
import { requestCode } from "../actions";

/** `isSecondary`: below another way to sign in, which gets the attention. */
export function EmailForm({ isSecondary }: { isSecondary: boolean }) {
  const t = useText();
  const [state, send] = useActionState(requestCode, blank);
  const error = state.violations?.email ?? (state.refusal && refusalText("signIn", state.refusal, t));
  return (
    <form action={send} className="grid gap-4">
      <FocusFirstError when={state} />
      <Field label={t("signIn.email")} error={error} required>
        <Input
          name="email"
          type="email"
          autoComplete="email"
          defaultValue={state.fields.email}
          autoFocus={!isSecondary}
        />
      </Field>
      <SubmitButton variant={isSecondary ? "secondary" : "primary"}>{t("signIn.sendCode")}</SubmitButton>
    </form>
  );
}
