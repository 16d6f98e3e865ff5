"use client";

import type { ReactNode } from "react";
import type { FormAction } from "@/app/_forms/form-state";
import { PageForm } from "@/app/_forms/page-form";
import { Callout } from "@/app/_ui/callout";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field, FieldError } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { RadioGroup, type RadioOption } from "@/app/_ui/radio-group";
import { Section } from "@/app/_ui/section";
import { Textarea } from "@/app/_ui/textarea";
import type { Refusal } from "@/lib/result";
import { useText } from "../../../../_text/use-text";

/** One control of a settings form, as data: the page's server part decides what there is. */
export type Setting = { name: string; label: string; hint?: string } & (
  | { kind: "number" | "text" | "password"; value: string }
  | { kind: "lines"; value: string }
  | { kind: "choice"; value: string; options: RadioOption[] }
  | { kind: "checks"; values: string[]; options: { value: string; label: string; hint?: string }[] }
);

export interface SettingGroup {
  title: string;
  description?: string;
  settings: Setting[];
  /** Anything that isn't a control, shown below them. */
  children?: ReactNode;
}

/** A form of settings in groups, with one button that saves all of them. */
export function SettingsForm({
  save,
  project,
  groups,
  mayWrite,
  refusalText,
}: {
  save: FormAction<boolean, Refusal>;
  project: string;
  groups: SettingGroup[];
  mayWrite: boolean;
  /** Shown if the settings are refused as a whole. */
  refusalText?: string;
}) {
  const t = useText();
  return (
    <PageForm
      action={save}
      hidden={{ project }}
      submit={t("protection.form.save")}
      saved={t("protection.form.saved")}
      mayWrite={mayWrite}
      readOnly={t("protection.form.readOnly")}
      sections
    >
      {(state) => (
        <>
          {state.refusal && refusalText && (
            <Callout tone="danger" live className="mb-6">
              {refusalText}
            </Callout>
          )}
          {groups.map(({ title, description, settings, children }) => (
            <Section key={title} split title={title} description={description}>
              <div className="grid max-w-xl gap-5">
                <div className="grid items-start gap-5 sm:grid-cols-2">
                  {settings.map((setting) => (
                    <Control
                      key={setting.name}
                      setting={setting}
                      entered={state.fields[setting.name]}
                      error={state.violations?.[setting.name]}
                    />
                  ))}
                </div>
                {children}
              </div>
            </Section>
          ))}
        </>
      )}
    </PageForm>
  );
}

function Control({ setting, entered, error }: { setting: Setting; entered?: string; error?: string }) {
  const { name, label, hint } = setting;
  switch (setting.kind) {
    case "choice":
      return (
        <RadioGroup
          className="sm:col-span-2"
          name={name}
          label={label}
          hint={hint}
          error={error}
          defaultValue={entered ?? setting.value}
          options={setting.options}
        />
      );
    case "checks":
      return (
        <fieldset className="grid gap-2 sm:col-span-2">
          <legend className="mb-1.5 font-medium text-sm">{label}</legend>
          {hint && <p className="-mt-1 mb-1 text-muted text-sm">{hint}</p>}
          {setting.options.map((option) => (
            <Checkbox
              key={option.value}
              name={name}
              value={option.value}
              label={option.label}
              hint={option.hint}
              defaultChecked={setting.values.includes(option.value)}
            />
          ))}
          <FieldError id={`${name}-error`}>{error}</FieldError>
        </fieldset>
      );
    case "lines":
      return (
        <Field className="sm:col-span-2" label={label} hint={hint} error={error}>
          <Textarea name={name} mono spellCheck={false} defaultValue={entered ?? setting.value} />
        </Field>
      );
    default:
      return (
        <Field
          label={label}
          hint={hint}
          error={error}
          className={setting.kind === "number" ? undefined : "sm:col-span-2"}
        >
          <Input
            name={name}
            type={setting.kind === "password" ? "password" : "text"}
            inputMode={setting.kind === "number" ? "decimal" : undefined}
            autoComplete="off"
            spellCheck={false}
            defaultValue={entered ?? setting.value}
          />
        </Field>
      );
  }
}
