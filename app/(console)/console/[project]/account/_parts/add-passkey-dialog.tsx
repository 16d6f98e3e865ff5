"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { blank, type FormState } from "@/app/_forms/form-state";
import { AddButton } from "@/app/_ui/add-button";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { refusalText } from "../../../../_text/refusal-text";
import { useText } from "../../../../_text/use-text";
import { savePasskey, startPasskey } from "../actions";
import { RecoveryCodes } from "./recovery-codes";

type PasskeyState = FormState<{ recoveryCodes: string[] | null }>;

export function AddPasskeyDialog() {
  const t = useText();
  return (
    <FormDialog
      title={t("account.addPasskey")}
      description={t("account.passkeysText")}
      trigger={
        <AddButton variant="secondary" size="sm">
          {t("account.addPasskey")}
        </AddButton>
      }
      action={addPasskey}
      submit={t("account.continue")}
      result={({ recoveryCodes }, close) =>
        recoveryCodes && <RecoveryCodes codes={recoveryCodes} onDone={close} />
      }
    >
      {({ fields, violations, refusal }) => (
        <Field
          label={t("account.passkeyName")}
          hint={t("account.passkeyNameHint")}
          error={violations?.name ?? (refusal && refusalText("secondFactor", refusal, t))}
          required
        >
          <Input name="name" maxLength={60} autoComplete="off" defaultValue={fields.name} />
        </Field>
      )}
    </FormDialog>
  );
}

/** Names the passkey, then lets the browser create it. The library is loaded when it is needed. */
async function addPasskey(_before: PasskeyState, form: FormData): Promise<PasskeyState> {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const { done, ...begun } = await startPasskey(blank, form);
  if (!done) return begun;
  // Rejected if the person cancels, or the device already has a passkey.
  const response = await startRegistration({ optionsJSON: done.options }).catch(() => null);
  if (!response) return { fields: { name: done.name }, refusal: { code: "passkey_not_created" } };
  form.set("response", JSON.stringify(response));
  return savePasskey(blank, form);
}
