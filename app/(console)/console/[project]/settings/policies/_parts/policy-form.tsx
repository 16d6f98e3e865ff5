"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { Callout } from "@/app/_ui/callout";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { SubmitButton } from "@/app/_ui/submit-button";
import { SavedToast } from "../../../_parts/saved-toast";
import { savePolicy } from "../actions";
import type { PolicyField } from "../policy-fields";
import { text } from "../text";

export interface PolicyFormProps {
  project: string;
  purpose: string;
  channel: "email" | "sms";
  values: Record<PolicyField | "resend" | "recipients", string>;
  bounds: Record<PolicyField, { least: number; most: number }>;
  warning: string | null;
  mayWrite: boolean;
}

const hints: Partial<Record<PolicyField, string>> = {
  maxAttempts: text.maxAttemptsHint,
  cooldownSeconds: text.cooldownHint,
};
const numbers: PolicyField[] = [
  "lifetimeMinutes",
  "codeLength",
  "maxAttempts",
  "maxSends",
  "cooldownSeconds",
];

export function PolicyForm({
  project,
  purpose,
  channel,
  values,
  bounds,
  warning,
  mayWrite,
}: PolicyFormProps) {
  const [state, save] = useActionState(savePolicy, blank);
  return (
    <form action={save} className="grid max-w-xl gap-6">
      <FocusFirstError when={state} />
      <SavedToast state={state} text={text.saved} />
      {Object.entries({ project, purpose, channel }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {warning && <Callout tone="warning">{warning}</Callout>}
      <fieldset disabled={!mayWrite} className="grid gap-6">
        <div className="grid gap-5 sm:grid-cols-2">
          {numbers.map((name) => (
            <Field
              key={name}
              label={text[name]}
              hint={[text.bounds(bounds[name].least, bounds[name].most), hints[name]]
                .filter(Boolean)
                .join(". ")}
              error={state.violations?.[name]}
            >
              <Input name={name} inputMode="numeric" defaultValue={state.fields[name] ?? values[name]} />
            </Field>
          ))}
        </div>
        <RadioGroup
          label={text.resend}
          name="resend"
          defaultValue={state.fields.resend ?? values.resend}
          options={[
            { value: "same", label: text.resendSame, hint: text.resendSameHint },
            { value: "rotate", label: text.resendRotate, hint: text.resendRotateHint },
          ]}
        />
        <RadioGroup
          label={text.recipients}
          name="recipients"
          defaultValue={state.fields.recipients ?? values.recipients}
          options={[
            { value: "any", label: text.recipientsAny },
            { value: "known", label: text.recipientsKnown, hint: text.recipientsKnownHint },
          ]}
        />
      </fieldset>
      {mayWrite ? (
        <SubmitButton className="w-fit">{text.save}</SubmitButton>
      ) : (
        <p className="text-muted text-sm">{text.readOnly}</p>
      )}
    </form>
  );
}
