"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { setDomain } from "../actions";
import { domainRefusalText, text } from "../text";

export function SetDomainForm({ project }: { project: string }) {
  const [state, send] = useActionState(setDomain, blank);
  const error = state.violations?.host ?? (state.refusal && domainRefusalText(state.refusal));
  return (
    <form action={send} className="grid gap-4" noValidate>
      <FocusFirstError when={state} />
      <input type="hidden" name="project" value={project} />
      <Field label={text.host} hint={text.hostHint} error={error}>
        <Input
          name="host"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          defaultValue={state.fields.host}
        />
      </Field>
      <SubmitButton variant="secondary">{text.setDomain}</SubmitButton>
    </form>
  );
}
