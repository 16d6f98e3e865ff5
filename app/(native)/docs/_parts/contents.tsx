"use client";

import { ChevronDown } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classes } from "@/app/_ui/classes";

export interface ContentsGroup {
  name: string;
  entries: {
    href: string;
    label: string;
    /** Shown while the page is open. */
    inside: { href: string; label: string }[];
  }[];
}

const entry =
  "flex min-h-8 items-center rounded-md px-2.5 py-1 hover:bg-subtle hover:text-foreground pointer-coarse:min-h-11";

/** All pages by group. Only the group of the open page is unfolded. */
export function Contents({ groups }: { groups: ContentsGroup[] }) {
  const pathname = usePathname();
  const isOpen = (href: string) =>
    pathname === href || (href === "/docs/problems" && pathname.startsWith(`${href}/`));
  return (
    <nav aria-label="Contents" className="grid gap-1 text-sm">
      <Link
        href={"/docs" as Route}
        aria-current={pathname === "/docs" ? "page" : undefined}
        className={classes(entry, "font-medium aria-[current=page]:bg-subtle")}
      >
        Documentation
      </Link>
      {groups.map(({ name, entries }) => {
        const isCurrent = entries.some(({ href }) => isOpen(href));
        return (
          // The key folds the group again when another one is opened.
          <details key={`${name} ${isCurrent}`} open={isCurrent} className="group/entries">
            <summary
              className={classes(
                entry,
                "list-none justify-between font-medium [&::-webkit-details-marker]:hidden",
              )}
            >
              {name}
              <ChevronDown
                aria-hidden
                className="size-4 text-muted transition-transform group-open/entries:rotate-180"
              />
            </summary>
            <ul className="mb-2 grid gap-0.5">
              {entries.map(({ href, label, inside }) => (
                <li key={href}>
                  <Link
                    href={href as Route}
                    prefetch={false}
                    aria-current={pathname === href ? "page" : undefined}
                    className={classes(entry, isOpen(href) ? "bg-subtle font-medium" : "text-muted")}
                  >
                    {label}
                  </Link>
                  {isOpen(href) && inside.length > 0 && (
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
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </nav>
  );
}

/** The same, collapsed on a narrow screen. It closes on navigation. */
export function FoldedContents({ groups }: { groups: ContentsGroup[] }) {
  return (
    <details key={usePathname()} className="group/contents border-b lg:hidden print:hidden">
      <summary className="flex min-h-11 list-none items-center justify-between px-4 font-medium text-sm sm:px-8 [&::-webkit-details-marker]:hidden">
        Contents
        <ChevronDown
          aria-hidden
          className="size-4 text-muted transition-transform group-open/contents:rotate-180"
        />
      </summary>
      <div className="px-2 pb-4 sm:px-6">
        <Contents groups={groups} />
      </div>
    </details>
  );
}
