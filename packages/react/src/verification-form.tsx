"use client";

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { defaultTexts, type VerificationTexts } from "./texts.js";
import {
  type Recipient,
  type UseVerificationOptions,
  useVerification,
  type VerificationControl,
} from "./use-verification.js";

export interface VerificationFormProps extends UseVerificationOptions {
  /** The address or number in the field at first. */
  defaultValue?: string;
  /** How many digits a code has: the policy's `codeLength`. 6 by default. */
  codeLength?: number;
  texts?: Partial<VerificationTexts>;
  className?: string;
}

/** Verifies an email address by code. */
export function VerifyEmail(props: VerificationFormProps) {
  return <VerificationForm {...props} kind="email" toRecipient={(email) => ({ email })} />;
}

/** Verifies a phone number by code. Numbers without + are read as national ones of `country` (ISO 3166-1 alpha-2). */
export function VerifyPhone({ country, ...props }: VerificationFormProps & { country?: string }) {
  const toRecipient = (phone: string): Recipient =>
    country && !phone.trim().startsWith("+") ? { phone, country } : { phone };
  return <VerificationForm {...props} kind="phone" toRecipient={toRecipient} />;
}

interface FormProps extends VerificationFormProps {
  kind: "email" | "phone";
  toRecipient: (entered: string) => Recipient;
}

function VerificationForm({
  kind,
  toRecipient,
  defaultValue,
  codeLength = 6,
  className,
  ...props
}: FormProps) {
  const control = useVerification(props);
  const texts = { ...defaultTexts, ...props.texts };
  const [entered, setEntered] = useState(defaultValue ?? "");
  return (
    <div className={["countersign", className].filter(Boolean).join(" ")} aria-busy={control.isBusy}>
      {control.step === "start" && (
        <RecipientForm
          kind={kind}
          control={control}
          texts={texts}
          entered={entered}
          setEntered={setEntered}
          toRecipient={toRecipient}
        />
      )}
      {control.step === "code" && (
        <CodeForm control={control} texts={texts} sentTo={entered} codeLength={codeLength} />
      )}
      {control.step === "ended" && (
        <>
          <p role="alert">{control.failure ? texts.failure(control.failure) : texts.ended}</p>
          <button type="button" onClick={control.reset}>
            {texts.again}
          </button>
        </>
      )}
      <p role="status" className="countersign-status">
        {control.step === "verified" && texts.verified}
      </p>
    </div>
  );
}

interface StepProps {
  control: VerificationControl;
  texts: VerificationTexts;
}

function RecipientForm({
  kind,
  control,
  texts,
  entered,
  setEntered,
  toRecipient,
}: StepProps &
  Pick<FormProps, "kind" | "toRecipient"> & { entered: string; setEntered: (text: string) => void }) {
  const form = useRef<HTMLFormElement>(null);
  const [isReady, setReady] = useState(false);
  // A form that the server rendered can be filled in before this script runs. Sent then, it would put the address into the URL.
  useEffect(() => {
    const typed = form.current?.querySelector("input")?.value;
    if (typed) setEntered(typed);
    setReady(true);
  }, [setEntered]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!control.isBusy) void control.start(toRecipient(entered));
  };
  return (
    <form ref={form} onSubmit={submit}>
      <TextField
        control={control}
        texts={texts}
        label={texts[kind]}
        type={kind === "email" ? "email" : "tel"}
        autoComplete={kind === "email" ? "email" : "tel"}
        value={entered}
        onChange={setEntered}
      />
      <button type="submit" disabled={control.isBusy || !isReady}>
        {texts.send}
      </button>
    </form>
  );
}

function CodeForm({
  control,
  texts,
  sentTo,
  codeLength,
}: StepProps & { sentTo: string; codeLength: number }) {
  const [code, setCode] = useState("");
  const submitted = useRef("");
  const { resendInSeconds, isBusy } = control;

  function change(text: string) {
    // Pasted codes come with spaces, dashes and words, and digits of every script are understood.
    const digits = [...text.normalize("NFKC")]
      .filter((c) => /\p{Nd}/u.test(c))
      .slice(0, codeLength)
      .join("");
    setCode(digits);
    // Each code at most once: a wrong one must not be sent again when the field gets the focus.
    if (digits.length < codeLength || digits === submitted.current || isBusy) return;
    submitted.current = digits;
    void control.check(digits);
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void control.check(code);
      }}
    >
      <p>
        {texts.sentTo(sentTo)}{" "}
        <button type="button" className="countersign-link" onClick={control.reset}>
          {texts.change}
        </button>
      </p>
      <TextField
        control={control}
        texts={texts}
        label={texts.code}
        type="text"
        inputMode="numeric"
        autoComplete="one-time-code"
        className="countersign-code"
        value={code}
        onChange={change}
        isFocused
      />
      <button type="submit" disabled={isBusy}>
        {texts.confirm}
      </button>
      {resendInSeconds !== null && (
        <button
          type="button"
          className="countersign-link"
          disabled={isBusy || resendInSeconds > 0}
          onClick={() => void control.resend()}
        >
          {resendInSeconds > 0 ? texts.resendIn(resendInSeconds) : texts.resend}
        </button>
      )}
    </form>
  );
}

interface FieldProps extends StepProps {
  label: ReactNode;
  type: "email" | "tel" | "text";
  inputMode?: "numeric";
  autoComplete: string;
  className?: string;
  value: string;
  onChange: (text: string) => void;
  /** Whether it takes the focus at once, because the person has just asked for it. */
  isFocused?: boolean;
}

/** A labelled field that shows the last failure and takes the focus with it. */
function TextField({ control, texts, label, onChange, isFocused = false, ...input }: FieldProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { failure } = control;
  useEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused]);
  useEffect(() => {
    if (!failure?.attempt) return;
    field.current?.focus();
    field.current?.select();
  }, [failure?.attempt]);
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        {...input}
        ref={field}
        id={id}
        required
        spellCheck={false}
        aria-invalid={failure ? true : undefined}
        aria-describedby={failure ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-error`} role="alert" className="countersign-error">
        {failure && texts.failure(failure)}
      </p>
    </>
  );
}
