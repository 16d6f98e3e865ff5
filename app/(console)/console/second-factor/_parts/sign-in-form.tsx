"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/form-state";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { SubmitButton } from "@/app/_ui/submit-button";
import { refusalText } from "../../../_text/refusal-text";
import { useText } from "../../../_text/use-text";
import { signInWithCode } from "../actions";
import { CodeField } from "./code-field";
import { PasskeyButton } from "./passkey-button";

/** The second step of signing in. The code works before JavaScript loads. */
export function SecondFactorForm({ hasPasskey, hasTotp }: { hasPasskey: boolean; hasTotp: boolean }) {
  const t = useText();
  const [state, send] = useActionState(signInWithCode, blank);
  return (
    <div className="grid gap-5">
      {hasPasskey && (
        <>
          <PasskeyButton onDone={() => location.assign("/console")} />
          <p className="text-center text-muted text-sm">{t("secondFactor.or")}</p>
        </>
      )}
      <form action={send} className="grid gap-4">
        <FocusFirstError when={state} />
        <CodeField
          hasTotp={hasTotp}
          error={state.violations?.code ?? (state.refusal && refusalText("secondFactor", state.refusal, t))}
        />
        <SubmitButton variant={hasPasskey ? "secondary" : "primary"}>{t("secondFactor.submit")}</SubmitButton>
      </form>
    </div>
  );
}
