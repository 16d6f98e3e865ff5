"use client";

import { ChevronDown } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classes } from "@/app/_ui/classes";

export interface ContentsEntry {
  href: string;
  label: string;
  /** Shown while the chapter is open. */
  inside: { href: string; label: string }[];
}

const entry =
  "flex min-h-8 items-center rounded-md px-2.5 hover:bg-subtle hover:text-foreground pointer-coarse:min-h-11";

/** The chapters, with the calls of the open one. */
export function Contents({ entries }: { entries: ContentsEntry[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Contents" className="grid gap-0.5 text-sm">
      {entries.map(({ href, label, inside }) => {
        const isCurrent = pathname === href;
        const isOpen = isCurrent || (href !== "/docs" && pathname.startsWith(`${href}/`));
        return (
          <div key={href}>
            <Link
              href={href as Route}
              aria-current={isCurrent ? "page" : undefined}
              className={classes(entry, isOpen ? "bg-subtle font-medium" : "text-muted")}
            >
              {label}
            </Link>
            {isOpen && inside.length > 0 && (
              <ul className="ms-2.5 my-1 border-s ps-1.5">
                {inside.map((item) => (
                  <li key={item.href}>
                    {/* Not a Link: the browser can jump within the page itself, even without JavaScript. */}
                    <a href={item.href} className={classes(entry, "text-muted")}>
                      {item.label}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
    </nav>
  );
}

/** The same, collapsed on a narrow screen. It closes on navigation. */
export function FoldedContents({ entries }: { entries: ContentsEntry[] }) {
  return (
    <details key={usePathname()} className="group/contents border-b lg:hidden">
      <summary className="flex min-h-11 list-none items-center justify-between px-4 font-medium text-sm sm:px-8 [&::-webkit-details-marker]:hidden">
        Contents
        <ChevronDown
          aria-hidden
          className="size-4 text-muted transition-transform group-open/contents:rotate-180"
        />
      </summary>
      <div className="px-2 pb-4 sm:px-6">
        <Contents entries={entries} />
      </div>
    </details>
  );
}
