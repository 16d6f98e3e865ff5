"use client";

import { useActionState, useEffect, useState } from "react";
import { blank } from "@/app/_forms/form-state";
import { Button } from "@/app/_ui/button";
import { Countdown } from "@/app/_ui/countdown";
import { resendCode } from "../actions";
import { refusalText, text } from "../text";

/** Resends the code after the wait. Without JavaScript the server enforces the wait. */
export function ResendForm({ waitSeconds }: { waitSeconds: number }) {
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
          {text.resendIn} <Countdown seconds={waitSeconds} />
        </p>
      ) : (
        <Button type="submit" variant="ghost" size="sm" className="-ms-3" pending={isPending}>
          {text.resend}
        </Button>
      )}
      <p role="status" className={state.refusal ? "text-danger" : "text-muted"}>
        {state.refusal ? refusalText(state.refusal) : state.done && text.resent}
      </p>
    </form>
  );
}
