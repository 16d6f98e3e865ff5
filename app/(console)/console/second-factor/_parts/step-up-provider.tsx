"use client";

import { type ReactNode, type SubmitEvent, useRef, useState } from "react";
import { blank } from "@/app/_forms/form-state";
import { StepUpContext } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogButtons } from "@/app/_ui/dialog";
import { refusalText } from "../../../_text/refusal-text";
import { useText } from "../../../_text/use-text";
import { answerCode } from "../actions";
import { CodeField } from "./code-field";
import { PasskeyButton } from "./passkey-button";

interface Factors {
  hasPasskey: boolean;
  hasTotp: boolean;
}

/** Shows a dialog that asks for the second factor when an action needs it. */
export function StepUpProvider({ children, ...factors }: Factors & { children: ReactNode }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const settle = useRef<(isGiven: boolean) => void>(undefined);

  function ask(): Promise<boolean> {
    setOpen(true);
    return new Promise((resolve) => {
      settle.current = resolve;
    });
  }

  function close(isGiven: boolean) {
    setOpen(false);
    settle.current?.(isGiven);
  }

  return (
    <StepUpContext value={{ ask, notConfirmed: t("secondFactor.notConfirmed") }}>
      {children}
      <Dialog
        open={isOpen}
        onOpenChange={(open) => open || close(false)}
        title={t("secondFactor.confirmTitle")}
        description={t("secondFactor.confirmText")}
        size="sm"
      >
        <StepUpForm {...factors} onDone={() => close(true)} />
      </Dialog>
    </StepUpContext>
  );
}

/**
 * The form has its own state instead of `useActionState`: React shows the result of one action only after those that started
 * before, and the action that waits for this dialog is one of them.
 */
function StepUpForm({ hasPasskey, hasTotp, onDone }: Factors & { onDone: () => void }) {
  const t = useText();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    const state = await answerCode(blank, new FormData(event.currentTarget));
    setPending(false);
    if (state.done) onDone();
    else setError(state.violations?.code ?? refusalText("secondFactor", state.refusal ?? { code: "" }, t));
  }

  return (
    <div className="grid gap-4">
      {hasPasskey && (
        <>
          <PasskeyButton onDone={onDone} />
          <p className="text-center text-muted text-sm">{t("secondFactor.or")}</p>
        </>
      )}
      <form onSubmit={submit} className="grid gap-4">
        <CodeField hasTotp={hasTotp} error={error} />
        <DialogButtons>
          <Button type="submit" variant={hasPasskey ? "secondary" : "primary"} pending={isPending}>
            {t("secondFactor.submit")}
          </Button>
        </DialogButtons>
      </form>
    </div>
  );
}
