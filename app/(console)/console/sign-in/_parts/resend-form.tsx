"use client";

import { useActionState, useEffect, useState } from "react";
import { blank } from "@/app/_forms/form-state";
import { Button } from "@/app/_ui/button";
import { Countdown } from "@/app/_ui/countdown";
import { refusalText } from "../../../_text/refusal-text";
import { useText } from "../../../_text/use-text";
import { resendCode } from "../actions";

/** Resends the code after the wait. Without JavaScript the server enforces the wait. */
export function ResendForm({ waitSeconds }: { waitSeconds: number }) {
  const t = useText();
  const [state, send, isPending] = useActionState(resendCode, blank);
  const [isWaiting, setWaiting] = useState(false);
  useEffect(() => {
    setWaiting(waitSeconds > 0);
    const timer = setTimeout(() => setWaiting(false), waitSeconds * 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);

  return (
    <form action={send} className="grid gap-1">
      {isWaiting ? (
        <p className="flex min-h-8 items-center gap-1 text-muted">
          {t("signIn.resendIn")} <Countdown seconds={waitSeconds} />
        </p>
      ) : (
        <Button type="submit" variant="ghost" size="sm" className="-ms-3" pending={isPending}>
          {t("signIn.resend")}
        </Button>
      )}
      <p role="status" className={state.refusal ? "text-danger" : "text-muted"}>
        {state.refusal ? refusalText("signIn", state.refusal, t) : state.done && t("signIn.resent")}
      </p>
    </form>
  );
}
