import { Ban, SearchX } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { z } from "zod";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { listSuppressions } from "@/lib/delivery";
import { channels } from "@/lib/projects";
import { requireRole } from "../../../_session/session";
import { FilterForm } from "../_parts/filter-form";
import { listQuery, pageSize, readQuery, toPage } from "../_parts/list-query";
import { channelLabels } from "../verifications/text";
import { AddDialog } from "./_parts/add-dialog";
import { SuppressionTable } from "./_parts/suppression-table";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const SuppressionSearch = z.object({
  ...listQuery,
  channel: z.enum(channels).optional().catch(undefined),
});

export default async function SuppressionsPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/suppressions">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const { q, channel, cursor } = readQuery(SuppressionSearch, search);
  const path = `/console/${id}/suppressions`;
  const filter = { search: q, channel, before: cursor, limit: pageSize + 1 };
  const rows = await listSuppressions(project.id, filter);
  const { shown, nextHref, firstHref } = toPage(rows, path, search);
  const mayWrite = may("messages.retry");

  return (
    <div className="grid gap-6">
      <PageHeader
        title={text.title}
        description={text.description}
        actions={mayWrite && <AddDialog project={id} />}
      />
      <FilterForm
        path={path}
        search={{ label: text.search, placeholder: text.searchHint, value: q }}
        choices={[
          {
            name: "channel",
            label: text.channel,
            any: text.anyChannel,
            options: Object.entries(channelLabels).map(([value, label]) => ({ value, label })),
            value: channel,
          },
        ]}
      />
      {shown.length > 0 ? (
        <div>
          <SuppressionTable suppressions={shown} project={id} mayWrite={mayWrite} />
          <Pagination nextHref={nextHref} firstHref={firstHref} />
        </div>
      ) : q || channel ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={text.noneTitle}
          action={
            <Button asChild variant="primary">
              <Link href={path as Route}>{text.noneAction}</Link>
            </Button>
          }
        >
          {text.noneText}
        </EmptyState>
      ) : (
        <EmptyState icon={<Ban aria-hidden />} title={text.emptyTitle}>
          {text.emptyText}
        </EmptyState>
      )}
    </div>
  );
}
