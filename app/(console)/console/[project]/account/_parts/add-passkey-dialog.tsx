"use client";

import { Plus } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUp } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { refusalText } from "../../../second-factor/text";
import { savePasskey, startPasskey } from "../actions";
import { text } from "../text";
import { RecoveryCodes } from "./recovery-codes";

export function AddPasskeyDialog() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={text.addPasskey}
      description={text.passkeysText}
      size="sm"
      trigger={
        <Button size="sm">
          <Plus aria-hidden />
          {text.addPasskey}
        </Button>
      }
    >
      <AddPasskeyForm onDone={() => setOpen(false)} />
    </Dialog>
  );
}

/** Names the passkey, then lets the browser create it. The library is loaded when it is needed. */
function AddPasskeyForm({ onDone }: { onDone: () => void }) {
  const stepUp = useStepUp();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const [codes, setCodes] = useState<string[]>();

  async function add(form: FormData): Promise<string | undefined> {
    const { startRegistration } = await import("@simplewebauthn/browser");
    const begun = await stepUp(() => startPasskey(blank, form));
    if (typeof begun === "string" || !begun.done)
      return Object.values(violationsOf(begun))[0] ?? text.passkeyFailed;
    // Rejected if the person cancels, or the device already has a passkey.
    const response = await startRegistration({ optionsJSON: begun.done.options }).catch(() => null);
    if (!response) return text.passkeyFailed;
    form.set("response", JSON.stringify(response));
    const saved = await savePasskey(blank, form);
    if (!saved.done) return refusalText(saved.refusal ?? { code: "passkey_invalid" });
    if (saved.done.recoveryCodes) setCodes(saved.done.recoveryCodes);
    else onDone();
  }

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setPending(true);
    setError(await add(new FormData(event.currentTarget)));
    setPending(false);
  }

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <form onSubmit={submit} className="grid gap-5">
      <Field label={text.passkeyName} hint={text.passkeyNameHint} error={error} required>
        <Input name="name" maxLength={60} autoComplete="off" />
      </Field>
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>{text.cancel}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={isPending}>
          {text.continue}
        </Button>
      </div>
    </form>
  );
}

function violationsOf(state: string | { violations?: Record<string, string> }): Record<string, string> {
  return typeof state === "string" ? { action: state } : (state.violations ?? {});
}
