"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactNode } from "react";

/** A few words for a pointer or the keyboard. Never the only place of something: fingers don't hover. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            collisionPadding={8}
            className="z-60 max-w-64 animate-appear rounded-sm bg-foreground px-2 py-1 text-background text-xs"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
