"use client";

import * as Radix from "radix-ui/alert-dialog";
import { type ReactNode, useState } from "react";
import { useStepUp } from "@/app/_forms/step-up";
import { Button } from "./button";
import { Callout } from "./callout";
import { Field } from "./field";
import { HiddenFields } from "./hidden-fields";
import { Input } from "./input";
import { useLabels } from "./labels";
import { SubmitButton } from "./submit-button";

/**
 * Asks for confirmation before a destructive action. The title names the item ("Delete key csk_1a2b?"), the description
 * states the consequences. `action` receives `fields`. If it returns an error text, the dialog shows it and stays open.
 */
export function ConfirmDialog({
  trigger,
  title,
  description,
  confirmLabel,
  action,
  fields = {},
  nameToType,
  tone = "danger",
  cancelLabel,
  children,
}: {
  trigger: ReactNode;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: ReactNode;
  // biome-ignore lint/suspicious/noConfusingVoidType: an action that returns nothing is the usual one.
  action: (form: FormData) => Promise<string | undefined | void>;
  fields?: Record<string, string>;
  /** A name to type before the button is enabled, for the most destructive actions. */
  nameToType?: string;
  tone?: "danger" | "primary";
  cancelLabel?: ReactNode;
  /** Additional form fields. */
  children?: ReactNode;
}) {
  const labels = useLabels();
  const stepUp = useStepUp();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [typed, setTyped] = useState("");

  function change(next: boolean) {
    setOpen(next);
    setError(undefined);
    setTyped("");
  }

  async function run(form: FormData) {
    const errorText = await stepUp(() => action(form));
    if (errorText) setError(errorText);
    else change(false);
  }

  return (
    <Radix.Root open={open} onOpenChange={change}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=closed]:animate-leave data-[state=open]:animate-appear" />
        <Radix.Content className="fixed inset-x-4 top-[max(1rem,18dvh)] z-50 mx-auto max-h-[calc(80dvh-1rem)] max-w-md overflow-y-auto rounded-lg border bg-surface p-5 text-foreground text-sm outline-none data-[state=closed]:animate-leave data-[state=open]:animate-rise">
          <form action={run} className="grid gap-4">
            <div className="grid gap-1.5">
              <Radix.Title className="break-words font-semibold text-lg">{title}</Radix.Title>
              <Radix.Description className="text-muted">{description}</Radix.Description>
            </div>
            {error && (
              <Callout tone="danger" live>
                {error}
              </Callout>
            )}
            <HiddenFields values={fields} />
            {children}
            {nameToType && (
              <Field label={labels.typeToConfirm(<span className="font-mono">{nameToType}</span>)}>
                <Input
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  autoComplete="off"
                  spellCheck={false}
                />
              </Field>
            )}
            <div className="flex flex-wrap justify-end gap-2">
              <Radix.Cancel asChild>
                <Button>{cancelLabel ?? labels.cancel}</Button>
              </Radix.Cancel>
              <SubmitButton variant={tone} disabled={nameToType !== undefined && typed !== nameToType}>
                {confirmLabel}
              </SubmitButton>
            </div>
          </form>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
