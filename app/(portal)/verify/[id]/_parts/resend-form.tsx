"use client";

import { type ReactNode, useActionState, useEffect, useState } from "react";
import { blank } from "@/app/_forms/form-state";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { SubmitButton } from "@/app/_ui/submit-button";
import { submitResend } from "../actions";

interface Props {
  id: string;
  locale: string;
  page: string;
  waitSeconds: number;
  resend: string;
  /** Shown during the wait, with the remaining time. */
  resendIn: ReactNode;
  /** Other channels for the same code, with the texts of their buttons. */
  others: { channel: string; text: string }[];
}

/** Resends the code after the wait, on the same channel or another one. Without JavaScript the button is always visible, and the server enforces the wait. */
export function ResendForm({ id, locale, page, waitSeconds, resend, resendIn, others }: Props) {
  const [state, action] = useActionState(submitResend, blank);
  const [isWaiting, setWaiting] = useState(false);
  useEffect(() => {
    setWaiting(waitSeconds > 0);
    const timer = setTimeout(() => setWaiting(false), waitSeconds * 1000);
    return () => clearTimeout(timer);
  }, [waitSeconds]);
  return (
    <form action={action} className="grid justify-items-start gap-1">
      <HiddenFields values={{ id, locale, page }} />
      {isWaiting ? (
        <p className="flex min-h-control items-center text-muted text-sm">
          <span>{resendIn}</span>
        </p>
      ) : (
        <>
          <SubmitButton variant="ghost" size="md" className="-ms-4">
            {resend}
          </SubmitButton>
          {others.map(({ channel, text }) => (
            <SubmitButton
              key={channel}
              name="channel"
              value={channel}
              variant="ghost"
              size="md"
              className="-ms-4"
            >
              {text}
            </SubmitButton>
          ))}
        </>
      )}
      <p role="alert" className="text-danger text-sm empty:hidden">
        {state.refusal?.sentence}
      </p>
    </form>
  );
}
