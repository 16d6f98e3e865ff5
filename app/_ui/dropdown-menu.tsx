"use client";

import type { Route } from "next";
import Link from "next/link";
import * as Radix from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { classes } from "./classes";
import type { MenuProps } from "./menu";

/** A menu from its first use on, so it starts open (`Menu`). */
export default function LoadedMenu({ trigger, align = "end", children }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md border bg-surface p-1 text-foreground text-sm outline-none data-[state=closed]:animate-leave data-[state=open]:animate-rise"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A menu item: a link with `href`, else an action with `onSelect`. */
export function MenuItem({
  href,
  onSelect,
  icon,
  tone = "neutral",
  disabled,
  children,
}: {
  href?: string;
  onSelect?: (event: Event) => void;
  icon?: ReactNode;
  tone?: "neutral" | "danger";
  disabled?: boolean;
  children: ReactNode;
}) {
  const content = (
    <>
      {icon && <span className="text-muted in-[[data-tone=danger]]:text-current [&_svg]:size-4">{icon}</span>}
      {children}
    </>
  );
  return (
    <Radix.Item
      asChild={href !== undefined}
      onSelect={onSelect}
      disabled={disabled}
      data-tone={tone}
      className={classes(
        "flex min-h-8 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 outline-none data-disabled:cursor-not-allowed data-highlighted:bg-subtle data-disabled:text-muted pointer-coarse:min-h-11",
        tone === "danger" && "text-danger",
      )}
    >
      {href === undefined ? content : <Link href={href as Route}>{content}</Link>}
    </Radix.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 py-1.5 text-muted text-xs">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-border" />;
}
