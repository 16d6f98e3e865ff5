import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { PageHeader } from "@/app/_ui/page-header";
import { CallSection } from "../../_parts/call-section";
import { findChapter } from "../../_parts/reference";

export async function generateMetadata({ params }: PageProps<"/docs/api/[chapter]">): Promise<Metadata> {
  return { title: findChapter((await params).chapter)?.name };
}

/** One tag of the API: each of its calls in full. */
export default async function ChapterPage({ params }: PageProps<"/docs/api/[chapter]">) {
  await connection();
  const chapter = findChapter((await params).chapter) ?? notFound();
  return (
    <div className="grid gap-8">
      <PageHeader title={chapter.name} description={chapter.description} />
      <div>
        {chapter.calls.map((call) => (
          <CallSection key={call.operation.operationId} call={call} />
        ))}
      </div>
    </div>
  );
}
