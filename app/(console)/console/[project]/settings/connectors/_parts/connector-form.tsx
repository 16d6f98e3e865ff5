"use client";

import { useActionState } from "react";
import { blank, type FormAction } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Callout } from "@/app/_ui/callout";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { SubmitButton } from "@/app/_ui/submit-button";
import type { Refusal } from "@/lib/result";
import { ConfigControl } from "../../../_parts/config-control";
import { fieldOf, type Member } from "../../../_parts/config-members";
import { SavedToast } from "../../../_parts/saved-toast";
import { refusalText, text } from "../text";

/** A connector's form values. For secrets, only which ones are set. */
export interface ConnectorFormValues {
  name: string;
  logoUrl: string;
  /** Null for an existing connector, whose short name can't change. */
  target: string | null;
  isEnabled: boolean;
  config: Record<string, string>;
  secretsSet: string[];
}

/** Creates or edits a connector. The controls come from the kind's schema. */
export function ConnectorForm({
  action,
  hidden,
  connector,
  members,
  submit,
  mayWrite,
}: {
  action: FormAction<true, Refusal>;
  hidden: Record<string, string>;
  connector: ConnectorFormValues;
  members: Member[];
  submit: string;
  mayWrite: boolean;
}) {
  const [state, send] = useActionState(useStepUpAction(action), blank);
  const { fields, violations = {}, refusal } = state;
  const isTaken = refusal?.code === "connector_target_taken";
  return (
    <form action={send} noValidate className="max-w-xl">
      <FocusFirstError when={state} />
      <SavedToast state={state} text={text.saved} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <fieldset disabled={!mayWrite} className="grid gap-5">
        {refusal && !isTaken && (
          <Callout tone="danger" live>
            {refusalText(refusal)}
          </Callout>
        )}
        <Field label={text.name} hint={text.nameHint} error={violations.name} required>
          <Input name="name" maxLength={80} autoComplete="off" defaultValue={fields.name ?? connector.name} />
        </Field>
        {connector.target !== null && (
          <Field
            label={text.target}
            hint={text.targetHint}
            error={violations.target ?? (isTaken ? refusalText(refusal) : undefined)}
            required
          >
            <Input
              name="target"
              maxLength={40}
              autoComplete="off"
              spellCheck={false}
              defaultValue={fields.target ?? connector.target}
            />
          </Field>
        )}
        {members.map((member) => (
          <ConfigControl
            key={member.name}
            member={member}
            value={fields[fieldOf(member.name)] ?? connector.config[member.name] ?? ""}
            isSet={connector.secretsSet.includes(member.name)}
            error={violations[fieldOf(member.name)]}
          />
        ))}
        <Field label={text.logoUrl} hint={text.logoUrlHint} error={violations.logoUrl}>
          <Input
            name="logoUrl"
            type="url"
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            defaultValue={fields.logoUrl ?? connector.logoUrl}
          />
        </Field>
        <Checkbox
          name="isEnabled"
          label={text.enabledLabel}
          defaultChecked={fields.isEnabled === undefined ? connector.isEnabled : fields.isEnabled === "on"}
        />
        {mayWrite && <SubmitButton className="w-fit">{submit}</SubmitButton>}
      </fieldset>
    </form>
  );
}
