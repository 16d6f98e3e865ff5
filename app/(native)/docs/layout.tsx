import type { Metadata, Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { Logo } from "@/app/_ui/logo";
import { Contents, type ContentsEntry, FoldedContents } from "./_parts/contents";
import { chapters } from "./_parts/reference";

export const metadata: Metadata = { title: { default: "API reference", template: "%s · Countersign API" } };

/** The layout of the reference: contents next to the page, or above it on a narrow screen. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[88rem]">
      <a
        href="#content"
        className="sr-only z-60 rounded-md bg-surface px-3 py-2 text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="flex h-16 items-center justify-between border-b px-4 sm:px-8">
        <Link href={"/" as Route} className="flex rounded-sm">
          <Logo />
        </Link>
        <nav aria-label="Main" className="-me-3 flex">
          <Button asChild variant="ghost" size="sm">
            <a href="/api/v1/openapi.json">OpenAPI</a>
          </Button>
          <Button asChild variant="ghost" size="sm">
            <Link href={"/console" as Route}>Console</Link>
          </Button>
        </nav>
      </header>
      <FoldedContents entries={contents} />
      <div className="min-h-[calc(100dvh-4rem)] lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden max-h-dvh self-start overflow-y-auto py-8 ps-5 pe-4 lg:block">
          <Contents entries={contents} />
        </aside>
        <main id="content" className="min-w-0 px-4 pt-8 pb-20 sm:px-8 lg:border-s">
          {children}
        </main>
      </div>
    </div>
  );
}

const contents: ContentsEntry[] = [
  { href: "/docs", label: "Introduction", inside: [] },
  ...chapters.map(({ slug, name, calls }) => ({
    href: `/docs/${slug}`,
    label: name,
    inside: calls.map(({ operation }) => ({
      href: `#${operation.operationId}`,
      label: operation.summary,
    })),
  })),
  { href: "/docs/problems", label: "Problems", inside: [] },
];
