"use client";

import type { ReactNode } from "react";
import { FormDialog } from "@/app/_forms/form-dialog";
import type { FormAction, FormState } from "@/app/_forms/form-state";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import type { ProviderTest } from "@/lib/delivery";
import type { Channel } from "@/lib/projects";
import type { Refusal } from "@/lib/result";
import { useText } from "../../../_text/use-text";

const tones = { accepted: "success", refused: "danger", unavailable: "warning" } as const;

/** Sends a test message to the operator, or to somebody else, and shows the provider’s response. */
export function TestMessageDialog<R extends Refusal>({
  title,
  description,
  label,
  action,
  hidden,
  email,
  phoneChannels,
  anyChannel,
  errorText,
  children,
}: {
  title: string;
  description: string;
  label: string;
  action: FormAction<ProviderTest, R>;
  hidden: Record<string, string>;
  /** The operator's. */
  email: string;
  phoneChannels: Channel[];
  /** The label of leaving the channel to the provider, if it can choose. */
  anyChannel?: string;
  errorText: (refusal: R) => string;
  children?: (state: FormState<ProviderTest, R>) => ReactNode;
}) {
  const t = useText();
  return (
    <FormDialog
      title={title}
      description={description}
      trigger={<Button size="sm">{label}</Button>}
      action={action}
      hidden={hidden}
      submit={t("testMessage.submit")}
      cancel={t("testMessage.close")}
      staysOpen
    >
      {(state) => (
        <>
          <Field
            label={t("testMessage.to")}
            hint={t("testMessage.toHint")}
            error={state.violations?.to ?? (state.refusal && errorText(state.refusal))}
            required
          >
            <Input name="to" defaultValue={state.fields.to ?? email} autoComplete="off" />
          </Field>
          {phoneChannels.length > 1 && (
            <Field label={t("testMessage.phoneChannel")}>
              <Select
                name="channel"
                options={Object.fromEntries(phoneChannels.map((one) => [one, t(`terms.channels.${one}`)]))}
                defaultValue={state.fields.channel ?? (anyChannel ? "" : "sms")}
              >
                {anyChannel && <option value="">{anyChannel}</option>}
              </Select>
            </Field>
          )}
          {children?.(state)}
          {state.done && <Outcome test={state.done} />}
        </>
      )}
    </FormDialog>
  );
}

function Outcome({ test: { outcome, explanation, meaning } }: { test: ProviderTest }) {
  const t = useText();
  return (
    <Callout tone={tones[outcome]} title={t(`testMessage.outcomes.${outcome}`)} live>
      <p className="break-words">{explanation}</p>
      {meaning && <p className="mt-1">{meaning}</p>}
    </Callout>
  );
}
