"use client";

import { useState } from "react";
import { PageForm } from "@/app/_forms/page-form";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { Section } from "@/app/_ui/section";
import { Select } from "@/app/_ui/select";
import { useText } from "../../../../_text/use-text";
import { saveGeneral } from "../actions";
import { BrandPreview } from "./brand-preview";
import { ContrastNote } from "./contrast-note";
import { LogoField } from "./logo-field";
import { MailPreview } from "./mail-preview";

export interface General {
  name: string;
  brandName: string;
  accent: string;
  darkAccent: string;
  radius: string;
  logoUrl: string;
  supportEmail: string;
  locale: string;
  usePaidProviders: boolean;
}

type TextField = Exclude<keyof General, "usePaidProviders">;

const brandFields = [
  ["brandName", "text"],
  ["accent", "text"],
  ["darkAccent", "text"],
  ["radius", "text"],
  ["logoUrl", "url"],
  ["supportEmail", "email"],
] as const;

export function GeneralForm({
  project,
  languages,
  general,
  logo,
  mayWrite,
  isTest,
}: {
  project: string;
  /** Names by locale. */
  languages: Record<string, string>;
  general: General;
  /** The uploaded logo's path. */
  logo: string | null;
  mayWrite: boolean;
  isTest: boolean;
}) {
  const t = useText();
  const [values, setValues] = useState(general);
  const control = (name: TextField) => ({
    name,
    value: values[name],
    onChange: (event: { target: { value: string } }) => setValues({ ...values, [name]: event.target.value }),
  });
  return (
    <PageForm
      action={saveGeneral}
      hidden={{ project }}
      submit={t("general.save")}
      saved={t("general.saved")}
      mayWrite={mayWrite}
      readOnly={t("general.readOnly")}
      sections
    >
      {({ violations = {} }) => (
        <>
          <Section split title={t("general.project")} description={t("general.projectText")}>
            <div className="grid max-w-md gap-5">
              <Field label={t("general.name")} error={violations.name} required>
                <Input {...control("name")} maxLength={60} autoComplete="off" />
              </Field>
              <Field label={t("general.locale")} error={violations.locale}>
                <Select {...control("locale")} options={languages} />
              </Field>
              {isTest && (
                <Checkbox
                  name="usePaidProviders"
                  defaultChecked={general.usePaidProviders}
                  label={t("general.usePaidProviders")}
                  hint={t("general.usePaidProvidersHint")}
                />
              )}
            </div>
          </Section>
          <Section split anchor="branding" title={t("general.brand")} description={t("general.brandText")}>
            <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_20rem]">
              <div className="grid max-w-md content-start gap-5">
                <LogoField project={project} logo={logo} mayWrite={mayWrite} />
                {brandFields.map(([name, type]) => (
                  <div key={name} className="grid gap-1.5">
                    <Field
                      label={t(`general.brandFields.${name}.label`)}
                      hint={t(`general.brandFields.${name}.hint`)}
                      error={violations[name]}
                    >
                      <Input {...control(name)} type={type} autoComplete="off" spellCheck={false} />
                    </Field>
                    {name === "accent" && <ContrastNote accent={values.accent} theme="light" />}
                    {name === "darkAccent" && (
                      <ContrastNote accent={values.darkAccent || values.accent} theme="dark" />
                    )}
                  </div>
                ))}
              </div>
              <div className="grid content-start gap-6">
                <BrandPreview
                  name={values.brandName || values.name}
                  logo={logo}
                  accent={values.accent}
                  darkAccent={values.darkAccent}
                  radius={values.radius}
                />
                <MailPreview
                  project={project}
                  values={{
                    name: values.brandName || values.name,
                    accent: values.accent,
                    supportEmail: values.supportEmail,
                    logoUrl: values.logoUrl,
                    locale: values.locale,
                  }}
                />
              </div>
            </div>
          </Section>
        </>
      )}
    </PageForm>
  );
}
