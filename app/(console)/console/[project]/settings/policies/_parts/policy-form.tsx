"use client";

import { PageForm } from "@/app/_forms/page-form";
import { Callout } from "@/app/_ui/callout";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { Select } from "@/app/_ui/select";
import type { Channel } from "@/lib/projects";
import { useText } from "../../../../../_text/use-text";
import { savePolicy } from "../actions";
import type { PolicyField } from "../policy-fields";

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
  const t = useText();
  const hints: Partial<Record<PolicyField, string>> = {
    maxAttempts: t("policies.maxAttemptsHint"),
    cooldownSeconds: t("policies.cooldownHint"),
  };
  return (
    <PageForm
      action={savePolicy}
      hidden={{ project, purpose, channel }}
      submit={t("policies.save")}
      saved={t("policies.saved")}
      mayWrite={mayWrite}
      readOnly={t("policies.readOnly")}
      className="max-w-xl"
    >
      {(state) => (
        <>
          {warning && <Callout tone="warning">{warning}</Callout>}
          <div className="grid gap-5 sm:grid-cols-2">
            {numbers.map((name) => (
              <Field
                key={name}
                label={t(`policies.fields.${name}`)}
                hint={[
                  t("policies.bounds", { least: bounds[name].least, most: bounds[name].most }),
                  hints[name],
                ]
                  .filter(Boolean)
                  .join(". ")}
                error={state.violations?.[name]}
              >
                <Input name={name} inputMode="numeric" defaultValue={state.fields[name] ?? values[name]} />
              </Field>
            ))}
          </div>
          <RadioGroup
            label={t("policies.resend")}
            name="resend"
            defaultValue={state.fields.resend ?? values.resend}
            options={[
              { value: "same", label: t("policies.resendSame"), hint: t("policies.resendSameHint") },
              { value: "rotate", label: t("policies.resendRotate"), hint: t("policies.resendRotateHint") },
            ]}
          />
          <RadioGroup
            label={t("policies.recipients")}
            name="recipients"
            defaultValue={state.fields.recipients ?? values.recipients}
            options={[
              { value: "any", label: t("policies.recipientsAny") },
              {
                value: "known",
                label: t("policies.recipientsKnown"),
                hint: t("policies.recipientsKnownHint"),
              },
            ]}
          />
          <RadioGroup
            label={t("policies.answerAfter")}
            name="answerAfter"
            defaultValue={state.fields.answerAfter ?? values.answerAfter}
            options={[
              { value: "commit", label: t("policies.answerAfterCommit") },
              {
                value: "provider",
                label: t("policies.answerAfterProvider"),
                hint: t("policies.answerAfterProviderHint"),
              },
            ]}
          />
          {channel !== "email" && (
            <div className="grid gap-5 sm:grid-cols-2">
              <Field label={t("policies.fallback")} hint={t("policies.fallbackHint")}>
                <Select
                  name="fallbackChannel"
                  options={Object.fromEntries(
                    fallbackChannels
                      .filter((one) => one !== channel)
                      .map((one) => [one, t(`policies.fallbackBy.${one}`)]),
                  )}
                  defaultValue={state.fields.fallbackChannel ?? values.fallbackChannel}
                >
                  <option value="">{t("policies.noFallback")}</option>
                </Select>
              </Field>
              <Field label={t("policies.fallbackWhen")}>
                <Select
                  name="fallbackSeconds"
                  defaultValue={state.fields.fallbackSeconds ?? values.fallbackSeconds}
                >
                  <option value="">{t("policies.fallbackOnFailure")}</option>
                  {secondsOffered(values.fallbackSeconds).map((seconds) => (
                    <option key={seconds} value={seconds}>
                      {t("policies.fallbackAfter", { seconds })}
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
