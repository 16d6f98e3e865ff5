"use client";

import { Search } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import * as Radix from "radix-ui/dialog";
import { useEffect, useState } from "react";
import { Button } from "@/app/_ui/button";
import { Kbd } from "@/app/_ui/kbd";
import { PaletteList } from "./palette-list";
import { text } from "./text";

/** Opens pages by name and searches for addresses and IDs. Opens with a button, ⌘K or Ctrl-K. */
export function CommandPalette({
  project,
  mayTry,
  compact,
}: {
  project: string;
  mayTry: boolean;
  compact?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  useShortcut(!compact, () => setOpen((was) => !was));

  function go(href: string) {
    setOpen(false);
    router.push(href as Route);
  }

  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        {compact ? (
          <Button variant="ghost" size="icon" aria-label={text.search} className="ms-auto">
            <Search aria-hidden />
          </Button>
        ) : (
          <button
            type="button"
            className="flex h-9 items-center gap-2 rounded-md px-2.5 text-muted text-sm hover:bg-subtle hover:text-foreground"
          >
            <Search aria-hidden className="size-4" />
            <span className="flex-1 text-start">{text.search}</span>
            <Kbd>⌘K</Kbd>
          </button>
        )}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=open]:animate-appear" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[max(1rem,14dvh)] z-50 mx-auto max-w-lg overflow-hidden rounded-lg border bg-surface text-foreground outline-none data-[state=open]:animate-rise"
        >
          <Radix.Title className="sr-only">{text.searchLabel}</Radix.Title>
          <PaletteList project={project} mayTry={mayTry} onSelect={go} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Two palettes are rendered, one per layout. Only the wide one listens, so that a shortcut opens just one. */
function useShortcut(isOn: boolean, run: () => void) {
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => {
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
