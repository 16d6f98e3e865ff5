import { Ban } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { PageHeader } from "@/app/_ui/page-header";
import { listSuppressions } from "@/lib/delivery";
import { channels } from "@/lib/projects";
import { requireRole } from "../../../_session/session";
import { FilterForm } from "../_parts/filter-form";
import { FilteredList } from "../_parts/filtered-list";
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
            options: channelLabels,
            value: channel,
          },
        ]}
      />
      <FilteredList
        page={toPage(rows, path, search)}
        path={path}
        isFiltered={Boolean(q || channel)}
        icon={<Ban aria-hidden />}
        text={text}
      >
        {(suppressions) => <SuppressionTable suppressions={suppressions} project={id} mayWrite={mayWrite} />}
      </FilteredList>
    </div>
  );
}
