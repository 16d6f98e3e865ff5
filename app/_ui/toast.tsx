"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import * as Radix from "radix-ui/toast";
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from "react";
import { Button } from "./button";
import { useLabels } from "./labels";

export interface Toast {
  title: ReactNode;
  description?: ReactNode;
  tone?: "neutral" | "success" | "danger";
  /** A button that takes back what was done. Such a toast stays longer. */
  undo?: () => void;
}

const durationMs = 6000;
/** Long enough to read it and to reach the button by keyboard: F8, then Tab. It waits while the focus is there. */
const undoDurationMs = 10_000;

const ToastContext = createContext<((toast: Toast) => void) | null>(null);

/** `const toast = useToast(); toast({ title: "Saved" })`. Toasts disappear, so don't use them for anything essential. */
export function useToast() {
  const toast = useContext(ToastContext);
  if (!toast) throw new Error("useToast needs a ToastProvider above it.");
  return toast;
}

const icons = { neutral: null, success: CircleCheck, danger: CircleAlert };

/** Place it once per layout, around everything that calls `useToast`. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const labels = useLabels();
  const nextId = useRef(0);
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([]);
  const show = useCallback((toast: Toast) => {
    nextId.current += 1;
    const id = nextId.current;
    setToasts((all) => [...all.slice(-2), { ...toast, id }]);
  }, []);

  return (
    <ToastContext value={show}>
      <Radix.Provider label={labels.notification} duration={durationMs}>
        {children}
        {toasts.map(({ id, title, description, tone = "neutral", undo }) => {
          const Icon = icons[tone];
          return (
            <Radix.Root
              key={id}
              duration={undo && undoDurationMs}
              type={tone === "danger" ? "foreground" : "background"}
              onOpenChange={(open) => {
                // Wait for the exit animation.
                if (!open) setTimeout(() => setToasts((all) => all.filter((toast) => toast.id !== id)), 150);
              }}
              className="flex items-start gap-2.5 rounded-md border bg-surface py-3 ps-4 pe-2 text-foreground text-sm data-[state=closed]:animate-leave data-[state=open]:animate-rise"
            >
              {Icon && (
                <Icon
                  aria-hidden
                  className={`mt-[0.1875rem] size-4 shrink-0 ${tone === "danger" ? "text-danger" : "text-success"}`}
                />
              )}
              <div className="min-w-0 flex-1">
                <Radix.Title className="font-medium">{title}</Radix.Title>
                {description && <Radix.Description className="text-muted">{description}</Radix.Description>}
              </div>
              {undo && (
                <Radix.Action asChild altText={labels.undoHelp}>
                  <Button size="sm" onClick={undo} className="-my-1">
                    {labels.undo}
                  </Button>
                </Radix.Action>
              )}
              <Radix.Close
                aria-label={labels.dismiss}
                className="grid size-6 place-items-center rounded-sm text-muted hover:bg-subtle hover:text-foreground"
              >
                <X aria-hidden className="size-4" />
              </Radix.Close>
            </Radix.Root>
          );
        })}
        <Radix.Viewport
          label={labels.notifications}
          className="fixed end-4 bottom-4 z-60 grid w-[min(22rem,calc(100vw-2rem))] gap-2 outline-none"
        />
      </Radix.Provider>
    </ToastContext>
  );
}
