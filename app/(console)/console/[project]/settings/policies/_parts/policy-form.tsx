"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Callout } from "@/app/_ui/callout";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select } from "@/app/_ui/select";
import type { Channel } from "@/lib/projects";
import { savePolicy } from "../actions";
import type { PolicyField } from "../policy-fields";
import { text } from "../text";

export interface PolicyFormProps {
  project: string;
  purpose: string;
  channel: Channel;
  values: Record<
    PolicyField | "resend" | "recipients" | "answerAfter" | "fallbackChannel" | "fallbackSeconds",
    string
  >;
  bounds: Record<PolicyField, { least: number; most: number }>;
  warning: string | null;
  mayWrite: boolean;
}

const hints: Partial<Record<PolicyField, string>> = {
  maxAttempts: text.maxAttemptsHint,
  cooldownSeconds: text.cooldownHint,
};
const fallbackChannels: Channel[] = ["sms", "voice", "whatsapp"];

/** The usual waits, and the one that is set. */
function secondsOffered(set: string): number[] {
  const all = new Set([15, 30, 60, 120, ...(set ? [Number(set)] : [])]);
  return [...all].sort((a, b) => a - b);
}

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
  return (
    <PageForm
      action={savePolicy}
      hidden={{ project, purpose, channel }}
      submit={text.save}
      saved={text.saved}
      mayWrite={mayWrite}
      readOnly={text.readOnly}
      className="max-w-xl"
    >
      {(state) => (
        <>
          {warning && <Callout tone="warning">{warning}</Callout>}
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
          <RadioGroup
            label={text.answerAfter}
            name="answerAfter"
            defaultValue={state.fields.answerAfter ?? values.answerAfter}
            options={[
              { value: "commit", label: text.answerAfterCommit },
              { value: "provider", label: text.answerAfterProvider, hint: text.answerAfterProviderHint },
            ]}
          />
          {channel !== "email" && (
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label={text.fallback} hint={text.fallbackHint}>
                <Select
                  name="fallbackChannel"
                  options={Object.fromEntries(
                    fallbackChannels
                      .filter((one) => one !== channel)
                      .map((one) => [one, text.fallbackBy(one)]),
                  )}
                  defaultValue={state.fields.fallbackChannel ?? values.fallbackChannel}
                >
                  <option value="">{text.noFallback}</option>
                </Select>
              </Field>
              <Field label={text.fallbackWhen}>
                <Select
                  name="fallbackSeconds"
                  defaultValue={state.fields.fallbackSeconds ?? values.fallbackSeconds}
                >
                  <option value="">{text.fallbackOnFailure}</option>
                  {secondsOffered(values.fallbackSeconds).map((seconds) => (
                    <option key={seconds} value={seconds}>
                      {text.fallbackAfter(seconds)}
                    </option>
                  ))}
                </Select>
              </Field>
            </div>
          )}
        </>
      )}
    </PageForm>
  );
}
