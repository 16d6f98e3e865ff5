import type { Metadata, Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/app/_ui/page-header";
import { search } from "../_parts/search";
import { SearchForm } from "../_parts/search-form";

export const metadata: Metadata = { title: "Search" };

/** What matches `?q=`, the best first. */
export default async function SearchPage({ searchParams }: PageProps<"/docs/search">) {
  const { q } = await searchParams;
  const query = [q].flat()[0]?.trim() ?? "";
  const found = search(query);
  return (
    <div className="grid max-w-3xl gap-6">
      <PageHeader title="Search" />
      {/* The key resets the field after a search from the header. */}
      <SearchForm key={query} query={query} />
      {query && (
        <p role="status" className="text-muted text-sm">
          {found.length === 0
            ? "Nothing found. Try fewer or other words."
            : found.length === 1
              ? "1 result"
              : `${found.length} results`}
        </p>
      )}
      <ol className="divide-y border-y empty:hidden">
        {found.map(({ href, page, heading, excerpt }) => (
          <li key={href} className="relative grid min-w-0 gap-1 py-3 hover:bg-subtle/60">
            <Link
              href={href as Route}
              prefetch={false}
              className="break-words rounded-sm font-medium after:absolute after:inset-0 after:content-['']"
            >
              {heading}
            </Link>
            {page !== heading && <span className="text-muted text-xs">{page}</span>}
            <p className="break-words text-muted text-sm">
              {excerpt.map((part, i) =>
                i % 2 === 1 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text.
                  <mark key={i} className="bg-transparent font-medium text-foreground">
                    {part}
                  </mark>
                ) : (
                  part
                ),
              )}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}
