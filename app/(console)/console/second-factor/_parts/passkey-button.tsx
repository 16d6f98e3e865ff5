"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { FieldError } from "@/app/_ui/field";
import type { Translator } from "../../../_text/translator";
import { useText } from "../../../_text/use-text";
import { answerPasskey, startPasskey } from "../actions";

/** Gives the second factor with a passkey. The library is loaded when the button is pressed. */
export function PasskeyButton({ onDone }: { onDone: () => void }) {
  const t = useText();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();

  async function sign() {
    setPending(true);
    setError(await signWithPasskey(onDone, t));
    setPending(false);
  }

  return (
    <div className="grid gap-1.5">
      <Button variant="primary" pending={isPending} onClick={sign}>
        <KeyRound aria-hidden />
        {t("secondFactor.usePasskey")}
      </Button>
      <FieldError id="passkey-error">{error}</FieldError>
    </div>
  );
}

async function signWithPasskey(onDone: () => void, t: Translator): Promise<string | undefined> {
  const { startAuthentication } = await import("@simplewebauthn/browser");
  // Rejected if the person cancels, or the browser has no such passkey.
  const response = await startPasskey()
    .then((optionsJSON) => startAuthentication({ optionsJSON }))
    .catch(() => null);
  if (!response) return t("secondFactor.passkeyFailed");
  const error = await answerPasskey(response);
  if (!error) onDone();
  return error;
}
