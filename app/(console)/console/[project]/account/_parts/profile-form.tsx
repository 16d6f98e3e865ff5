"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { SavedToast } from "../../_parts/saved-toast";
import { saveProfile } from "../actions";
import { text } from "../text";

export function ProfileForm({ name, email }: { name: string; email: string }) {
  const [state, save] = useActionState(useStepUpAction(saveProfile), blank);
  return (
    <form action={save} className="grid max-w-md gap-5">
      <FocusFirstError when={state} />
      <SavedToast state={state} text={text.saved} />
      <Field label={text.name} hint={text.nameHint} error={state.violations?.name}>
        <Input name="name" autoComplete="name" maxLength={80} defaultValue={state.fields.name ?? name} />
      </Field>
      <Field
        label={text.email}
        hint={text.emailHint}
        error={state.violations?.email ?? (state.refusal && text.taken)}
        required
      >
        <Input name="email" type="email" autoComplete="email" defaultValue={state.fields.email ?? email} />
      </Field>
      <SubmitButton className="w-fit">{text.save}</SubmitButton>
    </form>
  );
}
