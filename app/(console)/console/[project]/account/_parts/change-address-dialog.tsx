"use client";

import { type SubmitEvent, useState } from "react";
import { FormDialog } from "@/app/_forms/form-dialog";
import { blank } from "@/app/_forms/form-state";
import { Button } from "@/app/_ui/button";
import { CodeInput } from "@/app/_ui/code-input";
import { DialogButtons } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import type { Refusal } from "@/lib/result";
import { refusalText } from "../../../../_text/refusal-text";
import { useText } from "../../../../_text/use-text";
import { saveAddress, startAddress } from "../actions";

/** Asks for the new address, then for the code that was sent to it. */
export function ChangeAddressDialog() {
  const t = useText();
  return (
    <FormDialog
      title={t("account.changeAddress")}
      description={t("account.changeAddressText")}
      trigger={<Button size="sm">{t("account.changeAddress")}</Button>}
      action={startAddress}
      submit={t("account.sendCode")}
      result={(sent, close) => <AddressCodeForm sent={sent} onDone={close} />}
    >
      {({ fields, violations, refusal }) => (
        <Field
          label={t("account.newEmail")}
          error={violations?.email ?? (refusal && refusalText("signIn", refusal, t))}
          required
        >
          <Input name="email" type="email" autoComplete="email" defaultValue={fields.email} />
        </Field>
      )}
    </FormDialog>
  );
}

function AddressCodeForm({
  sent,
  onDone,
}: {
  sent: { verificationId: string; email: string };
  onDone: () => void;
}) {
  const t = useText();
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    const state = await saveAddress(blank, new FormData(event.currentTarget));
    setPending(false);
    if (state.done) onDone();
    else setRefusal(state.refusal ?? { code: "code_mismatch" });
  }

  const error =
    refusal?.code === "operator_email_taken"
      ? t("account.taken")
      : refusal && refusalText("signIn", refusal, t);
  return (
    <form onSubmit={submit} className="grid gap-5">
      <p className="text-muted">{t("account.codeSent", { email: sent.email })}</p>
      <input type="hidden" name="verificationId" value={sent.verificationId} />
      <CodeInput label={t("account.code")} error={error} autoFocus />
      <DialogButtons>
        <Button type="submit" variant="primary" pending={isPending}>
          {t("account.changeAddress")}
        </Button>
      </DialogButtons>
    </form>
  );
}
