"use client";

import { type CSSProperties, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useFormStatus } from "react-dom";
import { classes } from "./classes";
import { codeDigits } from "./code-digits";
import { FieldError } from "./field";

export interface CodeInputProps {
  label: ReactNode;
  name?: string;
  length?: number;
  hint?: ReactNode;
  error?: ReactNode;
  hideLabel?: boolean;
  autoFocus?: boolean;
  /** Submits the form when the last digit arrives; each code at most once. */
  autoSubmit?: boolean;
  /** Asks the browser for the code of an SMS (WebOTP), where it can. */
  webOtp?: boolean;
  /** Id of something outside that describes the field, such as the sentence that says where the code went. */
  describedBy?: string;
  className?: string;
}

/**
 * A one-time code: one real input, over slots drawn by `.code-input` in globals.css. Autofill, paste and password
 * managers work, and without JavaScript it is a plain field (the server drops spaces as this does).
 */
export function CodeInput({
  label,
  name = "code",
  length = 6,
  hint,
  error,
  hideLabel,
  autoFocus,
  autoSubmit,
  webOtp,
  describedBy,
  className,
}: CodeInputProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const submitted = useRef("");
  const { pending } = useFormStatus();
  /** Digits so far; null until the browser runs this. */
  const [count, setCount] = useState<number | null>(null);

  function read(element: HTMLInputElement, typed: boolean) {
    const digits = codeDigits(element.value, length);
    if (digits !== element.value) element.value = digits;
    setCount(digits.length);
    if (!typed || !autoSubmit || digits.length < length || digits === submitted.current) return;
    submitted.current = digits;
    element.form?.requestSubmit();
  }

  useEffect(() => {
    const element = input.current!;
    // Something may have been typed, or restored by the browser, before this ran.
    setCount(element.value.length);
    const form = element.form;
    const onReset = () => {
      submitted.current = "";
      setCount(0);
    };
    form?.addEventListener("reset", onReset);
    return () => form?.removeEventListener("reset", onReset);
  }, []);

  useEffect(() => {
    if (!error) return;
    input.current?.focus();
    input.current?.select();
  }, [error]);

  useEffect(() => {
    if (!webOtp || !("OTPCredential" in window)) return;
    const stop = new AbortController();
    const request = { otp: { transport: ["sms"] }, signal: stop.signal } as CredentialRequestOptions;
    navigator.credentials.get(request).then(
      (credential) => {
        if (!input.current || !credential) return;
        input.current.value = (credential as unknown as { code: string }).code;
        input.current.dispatchEvent(new Event("input", { bubbles: true }));
      },
      // Dismissed, timed out or left: the person types.
      () => undefined,
    );
    return () => stop.abort();
  }, [webOtp]);

  const descriptions = [describedBy, hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={classes("grid gap-2", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-medium text-sm"}>
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1.5 text-muted text-sm">
          {hint}
        </p>
      )}
      <div className="code-input" style={{ "--length": length } as CSSProperties}>
        <div
          className="code-input-row"
          data-enhanced={count === null ? undefined : ""}
          data-invalid={error ? "" : undefined}
          data-pending={pending ? "" : undefined}
        >
          <input
            ref={input}
            id={id}
            name={name}
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            autoCorrect="off"
            spellCheck={false}
            // Without JavaScript the server removes whatever is not a digit of some script. Only letters are refused here.
            pattern={`(?:[^\\p{L}\\p{N}]*\\p{Nd}){${length}}[^\\p{L}\\p{N}]*`}
            required
            readOnly={pending}
            // biome-ignore lint/a11y/noAutofocus: the field is what the page is for.
            autoFocus={autoFocus}
            aria-invalid={error ? true : undefined}
            aria-describedby={descriptions || undefined}
            onInput={(event) => {
              // An input method is still composing; its end comes as an event of its own.
              if (!(event.nativeEvent as InputEvent).isComposing) read(event.currentTarget, true);
            }}
            onCompositionEnd={(event) => read(event.currentTarget, true)}
          />
          {Array.from({ length }, (_, slot) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its position.
              key={slot}
              aria-hidden
              className="code-input-slot"
              data-active={count !== null && slot === Math.min(count, length - 1) ? "" : undefined}
            />
          ))}
        </div>
      </div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
