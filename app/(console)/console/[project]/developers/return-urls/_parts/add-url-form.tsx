"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { addUrl } from "../actions";
import { refusalText, text } from "../text";

export function AddUrlForm({ project }: { project: string }) {
  const [state, add] = useActionState(addUrl, blank);
  const error = state.violations?.url ?? (state.refusal && refusalText(state.refusal));
  return (
    <form action={add} className="grid max-w-xl gap-2">
      <FocusFirstError when={state} />
      <input type="hidden" name="project" value={project} />
      <Field label={text.url} hint={text.urlHint} error={error} required>
        <Input
          name="url"
          inputMode="url"
          placeholder="https://app.example.com/verified"
          autoComplete="off"
          spellCheck={false}
          defaultValue={state.fields.url}
        />
      </Field>
      <SubmitButton className="w-fit">{text.add}</SubmitButton>
    </form>
  );
}
