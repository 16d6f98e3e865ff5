"use client";

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { tabClasses, tabListClasses } from "./link-tabs";

/** Tabs within a page. To keep the selected tab in the URL, use `LinkTabs`. */
export function Tabs({
  label,
  items,
  defaultValue = items[0]?.value,
  className,
}: {
  label: string;
  items: { value: string; label: ReactNode; content: ReactNode }[];
  defaultValue?: string;
  className?: string;
}) {
  return (
    <Radix.Root defaultValue={defaultValue} className={classes("min-w-0", className)}>
      <Radix.List aria-label={label} className={tabListClasses}>
        {items.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} className={tabClasses}>
            {item.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {items.map((item) => (
        <Radix.Content key={item.value} value={item.value} className="rounded-sm pt-5">
          {item.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
