import type { Metadata, Route } from "next";
import Link from "next/link";
import { connection } from "next/server";
import { PageHeader } from "@/app/_ui/page-header";
import { problems } from "@/lib/http/native";

export const metadata: Metadata = { title: "Problems" };

/** All problem codes, by status. */
export default async function ProblemsPage() {
  await connection();
  const sorted = Object.entries(problems).sort(
    ([a, one], [b, other]) => one.status - other.status || a.localeCompare(b),
  );
  return (
    <div className="grid max-w-4xl gap-6">
      <PageHeader
        title="Problems"
        description="Why a request was refused. Each code has one status and a page of its own."
      />
      <ul className="divide-y border-y">
        {sorted.map(([code, { status, title }]) => (
          <li key={code}>
            <Link
              href={`/docs/problems/${code}` as Route}
              className="grid min-h-11 grid-cols-[3rem_minmax(0,1fr)] items-center gap-x-2 rounded-sm py-2 hover:bg-subtle/60 md:grid-cols-[3rem_minmax(0,2fr)_minmax(0,3fr)]"
            >
              <span className="text-muted text-sm tabular-nums">{status}</span>
              <span className="break-all font-mono text-[0.8125rem]">{code}</span>
              <span className="col-start-2 text-muted text-sm md:col-start-3">{title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
