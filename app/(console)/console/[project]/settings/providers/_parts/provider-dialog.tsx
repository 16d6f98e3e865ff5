"use client";

import { Pencil, Plus } from "lucide-react";
import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Checkbox } from "@/app/_ui/checkbox";
import { CopyField } from "@/app/_ui/copy-field";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { refusalText } from "../../../../../_text/refusal-text";
import { useText } from "../../../../../_text/use-text";
import { ConfigControl } from "../../../_parts/config-control";
import { fieldOf, type Member } from "../../../_parts/config-members";
import { saveProvider } from "../actions";
import { CountryChoice } from "./country-choice";

/** A provider's form values. For secrets, only which ones are set. */
export interface ProviderFormValues {
  id: string;
  name: string;
  isEnabled: boolean;
  config: Record<string, string>;
  secretsSet: string[];
  statusCallbackUrl: string | null;
}

/** Adds a provider, or edits `provider`. The controls come from the kind's schema. */
export function ProviderDialog({
  project,
  kind,
  members,
  provider,
  suggestedCountries,
  asksForCountries,
}: {
  project: string;
  kind: { kind: string; title: string; description: string };
  members: Member[];
  provider?: ProviderFormValues;
  /** Their names. */
  suggestedCountries: string;
  /** Whether the project must choose countries to add this kind. Other kinds can need them because of their config. */
  asksForCountries: boolean;
}) {
  const t = useText();
  const callbackLater = t.find(`providers.callbackLater.${kind.kind}`);
  return (
    <FormDialog
      title={
        provider
          ? t("providers.editTitle", { name: provider.name })
          : t("providers.add", { kind: kind.title })
      }
      description={kind.description}
      trigger={
        <Button size={provider ? "sm" : "md"}>
          {provider ? <Pencil aria-hidden /> : <Plus aria-hidden />}
          {provider ? t("providers.edit") : t("providers.add", { kind: kind.title })}
        </Button>
      }
      action={saveProvider}
      hidden={{ project, kind: kind.kind, provider: provider?.id ?? "" }}
      submit={provider ? t("providers.save") : t("providers.create")}
    >
      {({ fields, violations, refusal }) => (
        <>
          {refusal && <Callout tone="danger">{refusalText("providers", refusal, t)}</Callout>}
          <Field label={t("providers.name")} error={violations?.name} required>
            <Input
              name="name"
              maxLength={80}
              autoComplete="off"
              defaultValue={fields.name ?? provider?.name ?? kind.title}
            />
          </Field>
          {members.map((member) => (
            <ConfigControl
              key={member.name}
              member={member}
              value={fields[fieldOf(member.name)] ?? provider?.config[member.name] ?? ""}
              isSet={provider?.secretsSet.includes(member.name) ?? false}
              error={violations?.[fieldOf(member.name)]}
            />
          ))}
          {(asksForCountries || refusal?.code === "countries_required" || fields.countries) && (
            <CountryChoice suggested={suggestedCountries} value={fields.countries} />
          )}
          {provider?.statusCallbackUrl ? (
            <CopyField
              label={t("providers.callbackUrl")}
              value={provider.statusCallbackUrl}
              hint={t.find(`providers.callbackHint.${kind.kind}`)}
            />
          ) : (
            callbackLater && <p className="text-muted text-sm">{callbackLater}</p>
          )}
          <Checkbox
            name="isEnabled"
            label={t("providers.enabledLabel")}
            defaultChecked={
              fields.isEnabled === undefined ? (provider?.isEnabled ?? true) : fields.isEnabled === "on"
            }
          />
        </>
      )}
    </FormDialog>
  );
}
