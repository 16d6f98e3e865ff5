"use client";

import * as Radix from "radix-ui/alert-dialog";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Callout } from "./callout";
import { Field } from "./field";
import { Input } from "./input";
import { SubmitButton } from "./submit-button";

/**
 * Asks before something that cannot be taken back. The title names the thing ("Delete key csk_1a2b?"), the description
 * says what follows. `action` receives `fields`; a sentence it returns is shown and keeps the dialog open.
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
  cancelLabel = "Cancel",
  children,
}: {
  trigger: ReactNode;
  title: ReactNode;
  description: ReactNode;
  confirmLabel: ReactNode;
  // biome-ignore lint/suspicious/noConfusingVoidType: an action that returns nothing is the usual one.
  action: (form: FormData) => Promise<string | undefined | void>;
  fields?: Record<string, string>;
  /** Must be typed before the button works; for what would be missed most. */
  nameToType?: string;
  tone?: "danger" | "primary";
  cancelLabel?: ReactNode;
  /** More fields, inside the form. */
  children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [typed, setTyped] = useState("");

  function change(next: boolean) {
    setOpen(next);
    setProblem(undefined);
    setTyped("");
  }

  async function run(form: FormData) {
    const answer = await action(form);
    if (answer) setProblem(answer);
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
            {problem && <Callout tone="danger">{problem}</Callout>}
            {Object.entries(fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {children}
            {nameToType && (
              <Field
                label={
                  <>
                    Type <span className="font-mono">{nameToType}</span> to confirm
                  </>
                }
              >
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
                <Button>{cancelLabel}</Button>
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
