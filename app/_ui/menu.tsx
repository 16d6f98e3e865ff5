"use client";

import { Slot } from "radix-ui/slot";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useState } from "react";

/** Menus are half of the code that all console pages would load, so they are loaded when one is about to be opened. */
const load = () => import("./dropdown-menu");
const LoadedMenu = lazy(load);
export const MenuItem = lazy(async () => ({ default: (await load()).MenuItem }));
export const MenuLabel = lazy(async () => ({ default: (await load()).MenuLabel }));
export const MenuSeparator = lazy(async () => ({ default: (await load()).MenuSeparator }));

export interface MenuProps {
  trigger: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
}

/** A dropdown menu. Its children are `MenuItem`, `MenuLabel` and `MenuSeparator`. */
export function Menu(props: MenuProps) {
  const [isUsed, setUsed] = useState(false);
  const open = () => setUsed(true);
  const closed = (
    <Slot
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={load}
      onFocus={load}
      onClick={open}
      onKeyDown={({ key }: KeyboardEvent) => key === "ArrowDown" && open()}
    >
      {props.trigger}
    </Slot>
  );
  if (!isUsed) return closed;
  return (
    <Suspense fallback={closed}>
      <LoadedMenu {...props} />
    </Suspense>
  );
}
