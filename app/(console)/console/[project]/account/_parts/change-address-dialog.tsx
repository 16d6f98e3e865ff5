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
import { refusalText } from "../../../sign-in/text";
import { saveAddress, startAddress } from "../actions";
import { text } from "../text";

/** Asks for the new address, then for the code that was sent to it. */
export function ChangeAddressDialog() {
  return (
    <FormDialog
      title={text.changeAddress}
      description={text.changeAddressText}
      trigger={<Button size="sm">{text.changeAddress}</Button>}
      action={startAddress}
      submit={text.sendCode}
      result={(sent, close) => <AddressCodeForm sent={sent} onDone={close} />}
    >
      {({ fields, violations, refusal }) => (
        <Field label={text.newEmail} error={violations?.email ?? (refusal && refusalText(refusal))} required>
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

  const error = refusal?.code === "operator_email_taken" ? text.taken : refusal && refusalText(refusal);
  return (
    <form onSubmit={submit} className="grid gap-5">
      <p className="text-muted">{text.codeSent(sent.email)}</p>
      <input type="hidden" name="verificationId" value={sent.verificationId} />
      <CodeInput label={text.code} error={error} autoFocus />
      <DialogButtons>
        <Button type="submit" variant="primary" pending={isPending}>
          {text.changeAddress}
        </Button>
      </DialogButtons>
    </form>
  );
}
