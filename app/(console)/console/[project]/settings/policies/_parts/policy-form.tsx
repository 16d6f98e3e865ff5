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
import type { Knob } from "../knobs";
import { words } from "../words";

export interface PolicyFormProps {
  project: string;
  purpose: string;
  channel: "email" | "sms";
  values: Record<Knob | "resend" | "recipients", string>;
  bounds: Record<Knob, { least: number; most: number }>;
  warning: string | null;
  mayWrite: boolean;
}

const hints: Partial<Record<Knob, string>> = {
  maxAttempts: words.maxAttemptsHint,
  cooldownSeconds: words.cooldownHint,
};
const numbers: Knob[] = ["lifetimeMinutes", "codeLength", "maxAttempts", "maxSends", "cooldownSeconds"];

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
      <SavedToast state={state} text={words.saved} />
      {Object.entries({ project, purpose, channel }).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {warning && <Callout tone="warning">{warning}</Callout>}
      <fieldset disabled={!mayWrite} className="grid gap-6">
        <div className="grid gap-5 sm:grid-cols-2">
          {numbers.map((name) => (
            <Field
              key={name}
              label={words[name]}
              hint={[words.bounds(bounds[name].least, bounds[name].most), hints[name]]
                .filter(Boolean)
                .join(". ")}
              error={state.violations?.[name]}
            >
              <Input name={name} inputMode="numeric" defaultValue={state.fields[name] ?? values[name]} />
            </Field>
          ))}
        </div>
        <RadioGroup
          label={words.resend}
          name="resend"
          defaultValue={state.fields.resend ?? values.resend}
          options={[
            { value: "same", label: words.resendSame, hint: words.resendSameHint },
            { value: "rotate", label: words.resendRotate, hint: words.resendRotateHint },
          ]}
        />
        <RadioGroup
          label={words.recipients}
          name="recipients"
          defaultValue={state.fields.recipients ?? values.recipients}
          options={[
            { value: "any", label: words.recipientsAny },
            { value: "known", label: words.recipientsKnown, hint: words.recipientsKnownHint },
          ]}
        />
      </fieldset>
      {mayWrite ? (
        <SubmitButton className="w-fit">{words.save}</SubmitButton>
      ) : (
        <p className="text-muted text-sm">{words.readOnly}</p>
      )}
    </form>
  );
}
