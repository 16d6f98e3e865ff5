import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { Frame } from "@/app/(portal)/_parts/frame";
import { viewError } from "@/lib/dialects/kratos";

export const metadata: Metadata = { title: "Verification" };

/** The default error page, for projects that set none: `/verify/error?id=` (next.config.ts). */
export default async function ErrorPage({ searchParams }: PageProps<"/self-service/ui/error">) {
  const given = await headers();
  if (!given.has("content-security-policy")) notFound();
  const { id } = await searchParams;
  const { project, reason } = await viewError(new Headers(given), typeof id === "string" ? id : "");
  return (
    <Frame project={project} locale="en" title="Something went wrong">
      <p className="mt-3 text-muted" role="alert">
        {reason ?? "This error is no longer available. Go back to the page where you started and try again."}
      </p>
    </Frame>
  );
}
