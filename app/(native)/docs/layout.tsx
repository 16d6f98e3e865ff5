import type { Metadata, Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { Logo } from "@/app/_ui/logo";
import { Contents, type ContentsGroup, FoldedContents } from "./_parts/contents";
import { documentOf, groups } from "./_parts/documents";
import { chapters } from "./_parts/reference";
import { SearchForm } from "./_parts/search-form";

export const metadata: Metadata = { title: { default: "Docs", template: "%s · Countersign docs" } };

/** The layout of the documentation: contents next to the page, or above it on a narrow screen. Only the page is printed. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[88rem]">
      <a
        href="#content"
        className="sr-only z-60 rounded-md bg-surface px-3 py-2 text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="flex h-16 items-center gap-4 border-b px-4 sm:px-8 print:hidden">
        <Link href={"/" as Route} className="flex rounded-sm">
          <Logo />
        </Link>
        <SearchForm className="ms-auto hidden w-64 sm:block" />
        <nav aria-label="Main" className="-me-3 flex max-sm:ms-auto">
          <Button asChild variant="ghost" size="sm">
            <Link href={"/docs/search" as Route} className="sm:hidden">
              Search
            </Link>
          </Button>
          <Button asChild variant="ghost" size="sm">
            <Link href={"/console" as Route}>Console</Link>
          </Button>
        </nav>
      </header>
      <FoldedContents groups={contents()} />
      <div className="min-h-[calc(100dvh-4rem)] lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
        <aside className="sticky top-0 hidden max-h-dvh self-start overflow-y-auto py-8 ps-5 pe-4 lg:block print:hidden">
          <Contents groups={contents()} />
        </aside>
        <main id="content" className="min-w-0 px-4 pt-8 pb-20 sm:px-8 lg:border-s print:border-0 print:p-0">
          {children}
        </main>
      </div>
    </div>
  );
}

const contents = (): ContentsGroup[] => [
  ...groups.map(({ name, files }) => ({
    name,
    entries: files.map((file) => {
      const { href, title } = documentOf(file)!;
      return { href, label: title, inside: [] };
    }),
  })),
  {
    name: "API reference",
    entries: [
      { href: "/docs/api", label: "Introduction", inside: [] },
      ...chapters.map(({ slug, name, calls }) => ({
        href: `/docs/api/${slug}`,
        label: name,
        inside: calls.map(({ operation }) => ({
          href: `#${operation.operationId}`,
          label: operation.summary,
        })),
      })),
      { href: "/docs/problems", label: "Problems", inside: [] },
    ],
  },
];
