import { ArrowLeftRight } from "lucide-react";
import type { Metadata } from "next";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { requireRole } from "../../../../_session/session";
import { AddUrlForm } from "./_parts/add-url-form";
import { removeUrl } from "./actions";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function ReturnUrlsPage({
  params,
}: PageProps<"/console/[project]/developers/return-urls">) {
  const { project: id } = await params;
  const { project, may } = await requireRole(id, "read");
  const { returnUrls } = project.settings;
  const mayWrite = may("settings.write");

  return (
    <div className="grid gap-8">
      <PageHeader title={text.title} description={text.description} />
      {mayWrite && <AddUrlForm key={returnUrls.length} project={id} />}
      {returnUrls.length === 0 ? (
        <EmptyState icon={<ArrowLeftRight aria-hidden />} title={text.emptyTitle}>
          {text.emptyText}
        </EmptyState>
      ) : (
        <ul aria-label={text.tableLabel} className="divide-y border-y">
          {returnUrls.map((url) => (
            <li key={url} className="flex min-h-12 items-center justify-between gap-4 py-1.5">
              <code className="min-w-0 break-all font-mono text-sm">{url}</code>
              {mayWrite && <Remove project={id} url={url} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Remove({ project, url }: { project: string; url: string }) {
  return (
    <ConfirmButton
      label={text.remove}
      title={text.removeTitle(url)}
      description={text.removeText}
      action={removeUrl}
      fields={{ project, url }}
    />
  );
}
