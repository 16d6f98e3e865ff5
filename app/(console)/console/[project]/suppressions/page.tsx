import { Ban } from "lucide-react";
import { z } from "zod";
import { PageHeader } from "@/app/_ui/page-header";
import { listSuppressions } from "@/lib/delivery";
import { channels } from "@/lib/projects";
import { requireRole } from "../../../_session/session";
import { getText, titled } from "../../../_text/get-text";
import { FilterForm } from "../_parts/filter-form";
import { FilteredList } from "../_parts/filtered-list";
import { listQuery, pageSize, readQuery, toPage } from "../_parts/list-query";
import { AddDialog } from "./_parts/add-dialog";
import { SuppressionTable } from "./_parts/suppression-table";

export const generateMetadata = titled("suppressions.title");

const SuppressionSearch = z.object({
  ...listQuery,
  channel: z.enum(channels).optional().catch(undefined),
});

export default async function SuppressionsPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/suppressions">) {
  const t = await getText();
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
        title={t("suppressions.title")}
        description={t("suppressions.description")}
        actions={mayWrite && <AddDialog project={id} />}
      />
      <FilterForm
        path={path}
        search={{ label: t("suppressions.search"), placeholder: t("suppressions.searchHint"), value: q }}
        choices={[
          {
            name: "channel",
            label: t("suppressions.channel"),
            any: t("suppressions.anyChannel"),
            options: t.group("terms.channels"),
            value: channel,
          },
        ]}
      />
      <FilteredList
        page={toPage(rows, path, search)}
        path={path}
        isFiltered={Boolean(q || channel)}
        icon={<Ban aria-hidden />}
        text={t.group("suppressions.list")}
      >
        {(suppressions) => <SuppressionTable suppressions={suppressions} project={id} mayWrite={mayWrite} />}
      </FilteredList>
    </div>
  );
}
