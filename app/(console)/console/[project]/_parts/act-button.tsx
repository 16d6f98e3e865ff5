"use client";

import type { ReactNode } from "react";
import type { ButtonProps } from "@/app/_ui/button";
import { SubmitButton } from "@/app/_ui/submit-button";
import { useToast } from "@/app/_ui/toast";

/** Does something that needs no question first, and says how it went. `action` answers a sentence when it did not. */
export function ActButton({
  action,
  fields,
  done,
  children,
  ...button
}: {
  action: (form: FormData) => Promise<string | undefined>;
  fields: Record<string, string>;
  /** What to say when it worked. */
  done: string;
  children: ReactNode;
} & Pick<ButtonProps, "variant" | "size" | "className" | "aria-label">) {
  const toast = useToast();

  async function run(form: FormData) {
    const problem = await action(form);
    toast(problem ? { title: problem, tone: "danger" } : { title: done, tone: "success" });
  }

  return (
    <form action={run} className="contents">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton variant="secondary" {...button}>
        {children}
      </SubmitButton>
    </form>
  );
}
