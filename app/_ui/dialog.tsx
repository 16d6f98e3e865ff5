"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { Button } from "./button";
import { classes } from "./classes";
import { useLabels } from "./labels";

export interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens the dialog. Without it, pass `open` and `onOpenChange`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  size?: "sm" | "md" | "lg";
  children?: ReactNode;
}

const widths = { sm: "max-w-md", md: "max-w-lg", lg: "max-w-3xl" };

/** A modal dialog. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  size = "md",
  children,
}: DialogProps) {
  const { close } = useLabels();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=closed]:animate-leave data-[state=open]:animate-appear" />
        <Radix.Content
          {...(!description && { "aria-describedby": undefined })}
          className={classes(
            "fixed inset-x-4 top-[max(1rem,12dvh)] z-50 mx-auto flex max-h-[min(40rem,calc(88dvh-1rem))] flex-col rounded-lg border bg-surface text-foreground text-sm outline-none data-[state=closed]:animate-leave data-[state=open]:animate-rise",
            widths[size],
          )}
        >
          <header className="flex items-start gap-4 px-5 pt-5">
            <div className="grid min-w-0 flex-1 gap-1">
              <Radix.Title className="break-words font-semibold text-lg">{title}</Radix.Title>
              {description && <Radix.Description className="text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close
              aria-label={close}
              className="-me-1.5 -mt-1 grid size-8 place-items-center rounded-md text-muted hover:bg-subtle hover:text-foreground pointer-coarse:size-10"
            >
              <X aria-hidden className="size-4" />
            </Radix.Close>
          </header>
          <div className="grid gap-4 overflow-y-auto p-5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The buttons at the end of a dialog's form: one that closes the dialog, then `children`. */
export function DialogButtons({ cancel, children }: { cancel?: string; children: ReactNode }) {
  const labels = useLabels();
  return (
    <div className="flex justify-end gap-2">
      <Radix.Close asChild>
        <Button>{cancel ?? labels.cancel}</Button>
      </Radix.Close>
      {children}
    </div>
  );
}
