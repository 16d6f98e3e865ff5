"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classes } from "@/app/_ui/classes";
import { useText } from "../../../_text/use-text";
import { currentItem, navigationOf } from "./navigation";

/** Links to a project's pages, with the current page marked. */
export function NavigationList({
  project,
  mayTry,
  onNavigate,
}: {
  project: string;
  mayTry: boolean;
  onNavigate?: () => void;
}) {
  const t = useText();
  const groups = navigationOf(project, mayTry, t);
  const current = currentItem(groups, usePathname());
  return (
    <nav aria-label={t("frame.main")} className="grid gap-5 text-sm">
      {groups.map(({ label, items }) => (
        <div key={label} className="grid gap-0.5">
          {label && <p className="px-2.5 pb-1 font-medium text-muted text-xs">{label}</p>}
          <ul className="grid gap-0.5">
            {items.map(({ href, label, icon: Icon }) => (
              <li key={href}>
                <Link
                  href={href as Route}
                  onClick={onNavigate}
                  aria-current={href === current ? "page" : undefined}
                  className={classes(
                    "flex min-h-8 items-center gap-2.5 rounded-md px-2.5 text-muted hover:bg-subtle hover:text-foreground pointer-coarse:min-h-11",
                    "aria-[current=page]:bg-subtle aria-[current=page]:font-medium aria-[current=page]:text-foreground",
                  )}
                >
                  <Icon aria-hidden className="size-4 shrink-0" />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
