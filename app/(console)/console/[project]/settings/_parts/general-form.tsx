"use client";

import { useActionState, useState } from "react";
import { blank } from "@/app/_forms/action";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { Section } from "@/app/_ui/section";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import { SavedToast } from "../../_parts/saved-toast";
import { saveGeneral } from "../actions";
import { text } from "../text";
import { BrandPreview } from "./brand-preview";

export interface General {
  name: string;
  brandName: string;
  accent: string;
  radius: string;
  logoUrl: string;
  supportEmail: string;
  locale: string;
  usePaidProviders: boolean;
}

type TextField = Exclude<keyof General, "usePaidProviders">;

const brandFields = [
  { name: "brandName", label: text.brandName, hint: text.brandNameHint, type: "text" },
  { name: "accent", label: text.accent, hint: text.accentHint, type: "text" },
  { name: "radius", label: text.radius, hint: text.radiusHint, type: "text" },
  { name: "logoUrl", label: text.logoUrl, hint: text.logoUrlHint, type: "url" },
  { name: "supportEmail", label: text.supportEmail, hint: text.supportEmailHint, type: "email" },
] as const;

export function GeneralForm({
  project,
  languages,
  general,
  mayWrite,
  isTest,
}: {
  project: string;
  languages: readonly { locale: string; name: string }[];
  general: General;
  mayWrite: boolean;
  isTest: boolean;
}) {
  const [state, save] = useActionState(saveGeneral, blank);
  const [values, setValues] = useState(general);
  const violations = state.violations ?? {};
  const control = (name: TextField) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <form action={save} noValidate>
      <FocusFirstError when={state} />
      <SavedToast state={state} text={text.saved} />
      <input type="hidden" name="project" value={project} />
      <fieldset disabled={!mayWrite}>
        <Section split title={text.project} description={text.projectText}>
          <div className="grid max-w-md gap-5">
            <Field label={text.name} error={violations.name} required>
              <Input {...control("name")} maxLength={60} autoComplete="off" />
            </Field>
            <Field label={text.locale} error={violations.locale}>
              <Select {...control("locale")}>
                {languages.map(({ locale, name }) => (
                  <option key={locale} value={locale}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
            {isTest && (
              <Checkbox
                name="usePaidProviders"
                defaultChecked={general.usePaidProviders}
                label={text.usePaidProviders}
                hint={text.usePaidProvidersHint}
              />
            )}
          </div>
        </Section>
        <Section split title={text.brand} description={text.brandText}>
          <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="grid max-w-md gap-5">
              {brandFields.map(({ name, label, hint, type }) => (
                <Field key={name} label={label} hint={hint} error={violations[name]}>
                  <Input {...control(name)} type={type} autoComplete="off" spellCheck={false} />
                </Field>
              ))}
            </div>
            <BrandPreview
              name={values.brandName || values.name}
              accent={values.accent}
              radius={values.radius}
            />
          </div>
        </Section>
      </fieldset>
      {mayWrite ? (
        <div className="border-t pt-6">
          <SubmitButton>{text.save}</SubmitButton>
        </div>
      ) : (
        <p className="border-t pt-6 text-muted text-sm">{text.readOnly}</p>
      )}
    </form>
  );
}
