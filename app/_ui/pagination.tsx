import { ArrowLeft, ArrowRight } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "./button";

/** The way through a list read by cursor: onwards, and back to the start. Renders nothing when neither exists. */
export function Pagination({
  nextHref,
  firstHref,
  summary,
  nextLabel = "Older",
  firstLabel = "Newest",
}: {
  nextHref?: string | null;
  /** Only beyond the first page. */
  firstHref?: string | null;
  summary?: ReactNode;
  nextLabel?: ReactNode;
  firstLabel?: ReactNode;
}) {
  if (!nextHref && !firstHref && !summary) return null;
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-3 pt-4 text-muted text-sm"
    >
      <span>{summary}</span>
      <span className="flex gap-2">
        {firstHref && (
          <Button asChild size="sm">
            <Link href={firstHref as Route}>
              <ArrowLeft aria-hidden className="rtl:-scale-x-100" />
              {firstLabel}
            </Link>
          </Button>
        )}
        {nextHref && (
          <Button asChild size="sm">
            <Link href={nextHref as Route}>
              {nextLabel}
              <ArrowRight aria-hidden className="rtl:-scale-x-100" />
            </Link>
          </Button>
        )}
      </span>
    </nav>
  );
}
