"use client";

import { Menu as MenuIcon, X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { Button } from "@/app/_ui/button";
import { useText } from "../../../_text/use-text";
import { NavigationList } from "./navigation-list";

/** The navigation on narrow screens, as a sheet from the side. */
export function MobileMenu({
  project,
  mayTry,
  children,
}: {
  project: string;
  mayTry: boolean;
  /** The footer: theme and account. */
  children: ReactNode;
}) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button variant="ghost" size="icon" aria-label={t("frame.menu")}>
          <MenuIcon aria-hidden />
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-overlay data-[state=closed]:animate-leave data-[state=open]:animate-appear" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 start-0 z-50 flex w-[min(18rem,85vw)] flex-col border-e bg-background text-foreground outline-none data-[state=closed]:animate-leave data-[state=open]:animate-appear"
        >
          <div className="flex h-14 shrink-0 items-center justify-between ps-5 pe-2">
            <Radix.Title className="font-semibold text-base">{t("frame.menu")}</Radix.Title>
            <Radix.Close asChild>
              <Button variant="ghost" size="icon" aria-label={t("frame.closeMenu")}>
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-2.5 py-2">
            <NavigationList project={project} mayTry={mayTry} onNavigate={() => setOpen(false)} />
          </div>
          <div className="flex items-center justify-between border-t px-4 py-2.5">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
