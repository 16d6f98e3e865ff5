"use client";

import type { FormAction, FormState } from "@/app/_forms/form-state";
import { PageForm } from "@/app/_forms/page-form";
import { Callout } from "@/app/_ui/callout";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { Refusal } from "@/lib/result";
import { refusalText } from "../../../../../_text/refusal-text";
import { useText } from "../../../../../_text/use-text";
import { ConfigControl } from "../../../_parts/config-control";
import { fieldOf, type Member } from "../../../_parts/config-members";

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
  const t = useText();
  return (
    <PageForm
      action={action}
      hidden={hidden}
      submit={submit}
      saved={t("connectors.saved")}
      mayWrite={mayWrite}
      isSensitive
      className="max-w-xl"
    >
      {(state) => <ConnectorFields state={state} connector={connector} members={members} />}
    </PageForm>
  );
}

function ConnectorFields({
  state: { fields, violations = {}, refusal },
  connector,
  members,
}: {
  state: FormState;
  connector: ConnectorFormValues;
  members: Member[];
}) {
  const t = useText();
  const isTaken = refusal?.code === "connector_target_taken";
  return (
    <>
      {refusal && !isTaken && (
        <Callout tone="danger" live>
          {refusalText("connectors", refusal, t)}
        </Callout>
      )}
      <Field label={t("connectors.name")} hint={t("connectors.nameHint")} error={violations.name} required>
        <Input name="name" maxLength={80} autoComplete="off" defaultValue={fields.name ?? connector.name} />
      </Field>
      {connector.target !== null && (
        <Field
          label={t("connectors.target")}
          hint={t("connectors.targetHint")}
          error={violations.target ?? (isTaken ? refusalText("connectors", refusal, t) : undefined)}
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
      <Field label={t("connectors.logoUrl")} hint={t("connectors.logoUrlHint")} error={violations.logoUrl}>
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
        label={t("connectors.enabledLabel")}
        defaultChecked={fields.isEnabled === undefined ? connector.isEnabled : fields.isEnabled === "on"}
      />
    </>
  );
}
