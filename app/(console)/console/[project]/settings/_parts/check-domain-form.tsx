"use client";

import { useActionState } from "react";
import { blank } from "@/app/_forms/action";
import { Callout } from "@/app/_ui/callout";
import { SubmitButton } from "@/app/_ui/submit-button";
import { runDomainCheck } from "../actions";
import { text } from "../text";

/** Asks the domain, and shows what was found. */
export function CheckDomainForm({ project }: { project: string }) {
  const [state, check] = useActionState(runDomainCheck, blank);
  return (
    <form action={check} className="grid gap-4">
      <input type="hidden" name="project" value={project} />
      {state.done && (
        <Callout tone={state.done.isVerified ? "success" : "warning"} live>
          {state.done.explanation}
        </Callout>
      )}
      <SubmitButton variant="secondary">{text.checkDomain}</SubmitButton>
    </form>
  );
}
