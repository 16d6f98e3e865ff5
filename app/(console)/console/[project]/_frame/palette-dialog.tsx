"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import * as Radix from "radix-ui/dialog";
import { startTransition, useState } from "react";
import { useStepUp } from "@/app/_forms/step-up";
import { chooseTheme } from "@/app/_ui/theme";
import { useToast } from "@/app/_ui/toast";
import { useText } from "../../../_text/use-text";
import { endAllSessions } from "../account/actions";
import { signOut } from "./actions";
import { PaletteList } from "./palette-list";
import type { Command, PaletteInput, PaletteOption } from "./palette-options";

/** The open palette. Loaded when it is opened for the first time. */
export default function PaletteDialog({
  onOpenChange,
  ...input
}: PaletteInput & { onOpenChange: (open: boolean) => void }) {
  const t = useText();
  const router = useRouter();
  const stepUp = useStepUp();
  const toast = useToast();
  // There may be no button that has opened it.
  const [focusedBefore] = useState(() => document.activeElement as HTMLElement | null);

  function select(to: PaletteOption["to"]) {
    onOpenChange(false);
    if (to.startsWith("/")) router.push(to as Route);
    else startTransition(() => run(to as Command));
  }

  async function run(command: Command) {
    switch (command) {
      case "sign-out":
        return signOut();
      case "sign-out-everywhere": {
        const error = await stepUp(() => endAllSessions(new FormData()));
        if (error) toast({ title: error, tone: "danger" });
        return;
      }
      default:
        chooseTheme(command);
    }
  }

  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            focusedBefore?.focus();
          }}
          className="fixed inset-x-4 top-[max(1rem,14dvh)] z-50 mx-auto max-w-lg animate-rise overflow-hidden rounded-lg border bg-surface text-foreground outline-none"
        >
          <Radix.Title className="sr-only">{t("frame.searchLabel")}</Radix.Title>
          <PaletteList input={input} onSelect={select} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
