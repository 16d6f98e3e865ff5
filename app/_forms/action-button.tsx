"use client";

import { type ReactNode, startTransition } from "react";
import type { ButtonProps } from "@/app/_ui/button";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useToast } from "@/app/_ui/toast";
import { formOf } from "./form-of";
import { useStepUp } from "./step-up";

type Action = (form: FormData) => Promise<string | undefined>;

/** What takes an action back. */
export interface Undo {
  action: Action;
  fields: Record<string, string>;
  /** The toast afterwards. */
  done: string;
}

/**
 * Runs an action without confirmation and shows the result as a toast, from which it can be undone. `action` returns an error
 * text if it fails.
 */
export function ActionButton({
  action,
  fields,
  done,
  detail,
  undo,
  children,
  ...button
}: {
  action: Action;
  fields: Record<string, string>;
  /** The toast on success. */
  done: string;
  /** The consequences, below it. */
  detail?: string;
  undo?: Undo;
  children: ReactNode;
} & Pick<ButtonProps, "variant" | "size" | "className" | "aria-label" | "disabled">) {
  const toast = useToast();
  const stepUp = useStepUp();

  async function run(form: FormData) {
    const error = await stepUp(() => action(form));
    if (error) toast({ title: error, tone: "danger" });
    else toast({ title: done, description: detail, tone: "success", undo: undo && (() => takeBack(undo)) });
  }

  /** The button is often gone by then, with what was deleted. */
  function takeBack({ action, fields, done }: Undo) {
    startTransition(async () => {
      const error = await action(formOf(fields));
      toast(error ? { title: error, tone: "danger" } : { title: done, tone: "success" });
    });
  }

  return (
    <form action={run} className="contents">
      <HiddenFields values={fields} />
      <SubmitButton variant="secondary" {...button}>
        {children}
      </SubmitButton>
    </form>
  );
}
