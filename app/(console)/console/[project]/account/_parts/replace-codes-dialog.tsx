"use client";

import { useState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUp } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { replaceCodes } from "../actions";
import { text } from "../text";
import { RecoveryCodes } from "./recovery-codes";

export function ReplaceCodesDialog() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={text.replaceTitle}
      description={text.replaceText}
      size="sm"
      trigger={<Button size="sm">{text.replaceCodes}</Button>}
    >
      <ReplaceCodes onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function ReplaceCodes({ onDone }: { onDone: () => void }) {
  const stepUp = useStepUp();
  const [isPending, setPending] = useState(false);
  const [codes, setCodes] = useState<string[]>();

  async function replace() {
    setPending(true);
    const state = await stepUp(() => replaceCodes(blank, new FormData()));
    setPending(false);
    if (typeof state !== "string") setCodes(state.done?.recoveryCodes);
  }

  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <div className="flex justify-end gap-2">
      <DialogClose>
        <Button>{text.cancel}</Button>
      </DialogClose>
      <Button variant="danger" pending={isPending} onClick={replace}>
        {text.replaceCodes}
      </Button>
    </div>
  );
}
