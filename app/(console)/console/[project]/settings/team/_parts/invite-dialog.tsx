"use client";

import { Plus } from "lucide-react";
import { useActionState, useEffect, useState } from "react";
import { blank } from "@/app/_forms/action";
import { useStepUpAction } from "@/app/_forms/step-up";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { CopyField } from "@/app/_ui/copy-field";
import { Dialog, DialogClose } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { FocusFirstError } from "@/app/_ui/focus-first-error";
import { Input } from "@/app/_ui/input";
import { RadioGroup } from "@/app/_ui/radio-group";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useToast } from "@/app/_ui/toast";
import { roleNames } from "../../../_frame/text";
import { inviteMember } from "../actions";
import { refusalText, roleHints, text } from "../text";

export function InviteDialog({ project }: { project: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={text.add}
      description={text.addText}
      size="sm"
      trigger={
        <Button variant="primary">
          <Plus aria-hidden />
          {text.add}
        </Button>
      }
    >
      <InviteForm project={project} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

/** Closes when the mail was sent. Otherwise it shows the link. */
function InviteForm({ project, onDone }: { project: string; onDone: () => void }) {
  const toast = useToast();
  const [state, invite] = useActionState(useStepUpAction(inviteMember), blank);
  const isSent = state.done?.link === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes once, on success.
  useEffect(() => {
    if (!isSent) return;
    toast({ title: text.invited, tone: "success" });
    onDone();
  }, [isSent]);

  if (state.done?.link) return <InvitationLink link={state.done.link} onDone={onDone} />;
  const { fields, violations, refusal } = state;
  return (
    <form action={invite} className="grid gap-5">
      <FocusFirstError when={state} />
      <input type="hidden" name="project" value={project} />
      <Field label={text.email} error={violations?.email ?? (refusal && refusalText(refusal))} required>
        <Input name="email" type="email" autoComplete="off" defaultValue={fields.email} />
      </Field>
      <RadioGroup
        label={text.role}
        name="role"
        defaultValue={fields.role ?? "viewer"}
        options={(["viewer", "support", "admin", "owner"] as const).map((value) => ({
          value,
          label: roleNames[value],
          hint: roleHints[value],
        }))}
      />
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>{text.cancel}</Button>
        </DialogClose>
        <SubmitButton>{text.addButton}</SubmitButton>
      </div>
    </form>
  );
}

function InvitationLink({ link, onDone }: { link: string; onDone: () => void }) {
  return (
    <div className="grid gap-5">
      <Callout tone="warning" title={text.linkTitle} live>
        {text.linkText}
      </Callout>
      <CopyField label={text.link} value={link} />
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          {text.done}
        </Button>
      </div>
    </div>
  );
}
