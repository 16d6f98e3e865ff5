import { ArrowLeft, ArrowRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "./button";

/** Links for a cursor-based list: next page and first page. Renders nothing if there is neither. */
export function Pagination({
  nextHref,
  firstHref,
  summary,
  text,
}: {
  nextHref?: string | null;
  /** Set on every page but the first. */
  firstHref?: string | null;
  summary?: ReactNode;
  text: Record<"label" | "older" | "newest", string>;
}) {
  if (!nextHref && !firstHref && !summary) return null;
  return (
    <nav
      aria-label={text.label}
      className="flex flex-wrap items-center justify-between gap-3 pt-4 text-muted text-sm"
    >
      <span>{summary}</span>
      <span className="flex gap-2">
        {firstHref && (
          <Button asChild size="sm">
            <Link href={firstHref as Route}>
              <ArrowLeft aria-hidden className="rtl:-scale-x-100" />
              {text.newest}
            </Link>
          </Button>
        )}
        {nextHref && (
          <Button asChild size="sm">
            <Link href={nextHref as Route}>
              {text.older}
              <ArrowRight aria-hidden className="rtl:-scale-x-100" />
            </Link>
          </Button>
        )}
      </span>
    </nav>
  );
}
