"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { addOrigin, addUrl } from "../actions";
import { refusalText, text } from "../text";

/** Adds a URL or an origin to its list. */
export function AddEntryForm({ project, list }: { project: string; list: "returnUrls" | "origins" }) {
  const [state, add] = useActionState(list === "origins" ? addOrigin : addUrl, blank);
  const words = text[list];
  const error = state.violations?.entry ?? (state.refusal && refusalText(state.refusal, list));
  return (
    <form action={add} className="grid max-w-xl gap-2">
      <FocusFirstError when={state} />
      <input type="hidden" name="project" value={project} />
      <Field label={words.entry} hint={words.hint} error={error} required>
        <Input
          name="entry"
          inputMode="url"
          placeholder={words.placeholder}
          autoComplete="off"
          spellCheck={false}
          defaultValue={state.fields.entry}
        />
      </Field>
      <SubmitButton className="w-fit">{words.add}</SubmitButton>
    </form>
  );
}
