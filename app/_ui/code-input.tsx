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
  /** Submits the form when the last digit is entered, each code at most once. */
  autoSubmit?: boolean;
  /** Asks the browser for the code of an SMS (WebOTP), if supported. */
  webOtp?: boolean;
  /** The id of an element that describes the field, such as the sentence that says where the code was sent. */
  describedBy?: string;
  className?: string;
}

/**
 * An input for a one-time code: one real text field over slots drawn by `.code-input` in globals.css, so that autofill, paste
 * and password managers work. Without JavaScript it is a plain field, and the server ignores separators.
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
  /** The digits entered so far. Null until hydration. */
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
    // The person may have typed, or the browser restored a value, before hydration.
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
      // Dismissed or timed out, or the page was left: the person types the code.
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
            // Without JavaScript the server removes separators. Only letters are refused here.
            pattern={`(?:[^\\p{L}\\p{N}]*\\p{Nd}){${length}}[^\\p{L}\\p{N}]*`}
            required
            readOnly={pending}
            // biome-ignore lint/a11y/noAutofocus: entering the code is the page's only purpose.
            autoFocus={autoFocus}
            aria-invalid={error ? true : undefined}
            aria-describedby={descriptions || undefined}
            onInput={(event) => {
              // An input method is still composing, and its end fires another event.
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
