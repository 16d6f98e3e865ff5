"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/form-state";
import { Callout } from "@/app/_ui/callout";
import { Field } from "@/app/_ui/field";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { Input } from "@/app/_ui/input";
import { Select } from "@/app/_ui/select";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { ChallengeView } from "../../../_parts/challenge-view";
import { submitIdentifier } from "../actions";
import { ChallengeSlot, fieldErrorOf } from "./challenge-slot";

interface Props {
  id: string;
  locale: string;
  page: string;
  by: "email" | "phone";
  text: Record<"email" | "phone" | "country" | "phoneHint" | "send" | "useSuggestion", string>;
  countries: readonly CountryOption[];
  challenge: ChallengeView | null;
}

export interface CountryOption {
  code: string;
  label: string;
  isLikely: boolean;
}

/** Asks for an email address, or for a country and a phone number. */
export function IdentifierForm({ id, locale, page, by, text, countries, challenge }: Props) {
  const [state, action] = useActionState(submitIdentifier, blank);
  const suggestion = state.refusal?.suggestion;
  return (
    <form action={action} className="mt-6 grid gap-4">
      <HiddenFields values={{ id, locale, page }} />
      {by === "email" ? (
        <Field label={text.email} error={suggestion ? undefined : fieldErrorOf(state.refusal)}>
          <Input
            name="email"
            defaultValue={state.fields.email}
            type="email"
            dir="ltr"
            autoComplete="email"
            inputMode="email"
            maxLength={254}
            required
            autoFocus
          />
        </Field>
      ) : (
        <>
          <Field label={text.country}>
            <Select
              name="country"
              autoComplete="country"
              defaultValue={state.fields.country ?? countries.find((country) => country.isLikely)?.code}
            >
              {countries.map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={text.phone} hint={text.phoneHint} error={fieldErrorOf(state.refusal)}>
            <Input
              name="phone"
              defaultValue={state.fields.phone}
              type="tel"
              dir="ltr"
              autoComplete="tel"
              inputMode="tel"
              maxLength={40}
              required
            />
          </Field>
        </>
      )}
      {suggestion && (
        <Callout
          live
          action={
            // The first button, so that Enter presses it.
            <SubmitButton name="suggestion" value={suggestion.email}>
              {text.useSuggestion}
            </SubmitButton>
          }
        >
          <p className="break-words">{state.refusal?.sentence}</p>
          <input type="hidden" name="suggestedFor" value={state.fields.email} />
        </Callout>
      )}
      <ChallengeSlot id={id} locale={locale} given={challenge} refusal={state.refusal} />
      <SubmitButton size="lg" variant={suggestion ? "secondary" : "primary"} className="w-full">
        {suggestion?.sendAnyway ?? text.send}
      </SubmitButton>
    </form>
  );
}
