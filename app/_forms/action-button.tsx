"use client";

import type { ReactNode } from "react";
import type { ButtonProps } from "@/app/_ui/button";
import { HiddenFields } from "@/app/_ui/hidden-fields";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useToast } from "@/app/_ui/toast";
import { useStepUp } from "./step-up";

/** Runs an action without confirmation and shows the result as a toast. `action` returns an error text if it fails. */
export function ActionButton({
  action,
  fields,
  done,
  children,
  ...button
}: {
  action: (form: FormData) => Promise<string | undefined>;
  fields: Record<string, string>;
  /** The toast on success. */
  done: string;
  children: ReactNode;
} & Pick<ButtonProps, "variant" | "size" | "className" | "aria-label" | "disabled">) {
  const toast = useToast();
  const stepUp = useStepUp();

  async function run(form: FormData) {
    const error = await stepUp(() => action(form));
    toast(error ? { title: error, tone: "danger" } : { title: done, tone: "success" });
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
