import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

export const tabListClasses = "flex min-w-0 gap-5 overflow-x-auto border-b px-0.5 [scrollbar-width:none]";

export const tabClasses =
  "flex min-h-10 shrink-0 items-center gap-1.5 border-transparent border-b-2 pt-0.5 text-muted text-sm hover:text-foreground " +
  "focus-visible:outline-offset-[-2px] focus-visible:rounded-sm " +
  "data-[state=active]:border-accent-text data-[state=active]:font-medium data-[state=active]:text-foreground " +
  "aria-[current=page]:border-accent-text aria-[current=page]:font-medium aria-[current=page]:text-foreground pointer-coarse:min-h-11";

/** Tabs that are links, each with its own URL. */
export function LinkTabs({
  label,
  items,
}: {
  label: string;
  items: { href: string; label: ReactNode; current?: boolean; count?: number }[];
}) {
  return (
    <nav aria-label={label} className={tabListClasses}>
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href as Route}
          aria-current={item.current ? "page" : undefined}
          className={tabClasses}
        >
          {item.label}
          {item.count !== undefined && (
            <span className="rounded-full bg-subtle px-1.5 font-normal text-muted text-xs tabular-nums">
              {item.count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
