"use client";

import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Kbd } from "@/app/_ui/kbd";
import { useText } from "../../../_text/use-text";
import type { PaletteInput } from "./palette-options";

const load = () => import("./palette-dialog");
const PaletteDialog = lazy(load);

/** Goes to pages, finds people and verifications, and does things. Opens with a button, ⌘K or Ctrl-K. */
export function CommandPalette({ compact, ...input }: PaletteInput & { compact?: boolean }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  useShortcut(!compact, () => setOpen((was) => !was));
  const trigger = {
    "aria-haspopup": "dialog",
    "aria-expanded": open,
    onClick: () => setOpen(true),
    onPointerEnter: load,
    onFocus: load,
  } as const;

  return (
    <>
      {compact ? (
        <Button variant="ghost" size="icon" aria-label={t("frame.search")} className="ms-auto" {...trigger}>
          <Search aria-hidden />
        </Button>
      ) : (
        <button
          type="button"
          className="flex h-9 items-center gap-2 rounded-md px-2.5 text-muted text-sm hover:bg-subtle hover:text-foreground"
          {...trigger}
        >
          <Search aria-hidden className="size-4" />
          <span className="flex-1 text-start">{t("frame.search")}</span>
          <Kbd>⌘K</Kbd>
        </button>
      )}
      {open && (
        <Suspense>
          <PaletteDialog {...input} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}

/** Two palettes are rendered, one per layout. Only the wide one listens, so that a shortcut opens just one. */
function useShortcut(isOn: boolean, run: () => void) {
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => {
      // Somebody may type at once, so load it while only the first key of the shortcut is down.
      if (event.key === "Meta" || event.key === "Control") load();
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  });
}
