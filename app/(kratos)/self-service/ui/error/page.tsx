import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Frame } from "@/app/(portal)/_parts/frame";
import { viewError } from "@/lib/dialects/kratos";

export const metadata: Metadata = { title: "Verification" };

/** What the page of errors is where a project names none of its own: `/verify/error?id=` (next.config.ts). */
export default async function ErrorPage({ searchParams }: PageProps<"/self-service/ui/error">) {
  const given = await headers();
  if (!given.has("content-security-policy")) notFound();
  const { id } = await searchParams;
  const { project, reason } = await viewError(new Headers(given), typeof id === "string" ? id : "");
  return (
    <Frame project={project} locale="en" title="This did not work">
      <p className="mt-3 text-muted" role="alert">
        {reason ??
          "We do not know any more what went wrong. Please go back to where you came from, and start again."}
      </p>
    </Frame>
  );
}
