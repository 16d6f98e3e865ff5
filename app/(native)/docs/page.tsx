import type { Metadata, Route } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { documentOf, groups } from "./_parts/documents";
import { SearchForm } from "./_parts/search-form";

export const metadata: Metadata = { title: { absolute: "Countersign documentation" } };

/** All pages, by group. */
export default async function DocumentationPage() {
  // Rendered per request, because the nonce of the Content-Security-Policy is not known at build time.
  await connection();
  return (
    <div className="grid max-w-5xl gap-10">
      <header className="grid max-w-xl gap-4">
        <h1 className="font-semibold text-2xl tracking-tight">Documentation</h1>
        <p className="text-muted">
          Start with a guide: each takes about five minutes. The API reference lists every call.
        </p>
        <SearchForm />
      </header>
      {groups.map(({ name, files }) => (
        <section key={name} className="grid gap-3">
          <h2 className="font-semibold text-lg tracking-tight">{name}</h2>
          <ul className="grid gap-3 sm:grid-cols-2">
            {files.map((file) => {
              const { href, title, summary } = documentOf(file)!;
              return <Entry key={href} href={href} title={title} summary={summary} />;
            })}
          </ul>
        </section>
      ))}
      <section className="grid gap-3">
        <h2 className="font-semibold text-lg tracking-tight">Reference</h2>
        <ul className="grid gap-3 sm:grid-cols-2">
          <Entry
            href="/docs/api"
            title="API reference"
            summary="Every call with its parameters, answers and problems, and a command to try it."
          />
          <Entry
            href="/docs/problems"
            title="Problems"
            summary="Why a request was refused, and what to do about it."
          />
        </ul>
      </section>
    </div>
  );
}

function Entry({ href, title, summary }: { href: string; title: string; summary: string }) {
  return (
    <li className="relative grid min-w-0 content-start gap-1 rounded-lg border bg-surface p-4 hover:bg-subtle/60">
      <Link
        href={href as Route}
        prefetch={false}
        className="rounded-sm font-medium after:absolute after:inset-0 after:rounded-lg after:content-['']"
      >
        {title}
      </Link>
      <p className="line-clamp-3 text-muted text-sm">{summary}</p>
    </li>
  );
}
