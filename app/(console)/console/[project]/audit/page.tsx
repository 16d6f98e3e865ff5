import { ScrollText } from "lucide-react";
import { z } from "zod";
import { PageHeader } from "@/app/_ui/page-header";
import { listApiKeys, listTeam } from "@/lib/access";
import { listAuditEntries } from "@/lib/events";
import { requireRole } from "../../../_session/session";
import { getText, titled } from "../../../_text/get-text";
import { ExportButtons } from "../_export/export-buttons";
import { actorNames } from "../_parts/actor-names";
import { FilterForm } from "../_parts/filter-form";
import { FilteredList } from "../_parts/filtered-list";
import { hrefWith, pageSize, readQuery } from "../_parts/list-query";
import { EntryTable } from "./_parts/entry-table";
import { auditFilters, filterOf } from "./query";

export const generateMetadata = titled("audit.title");

const AuditSearch = z.object({
  ...auditFilters,
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

const maxKeys = 200;

export default async function AuditPage({ params, searchParams }: PageProps<"/console/[project]/audit">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project } = await requireRole(id, "audit.read");
  const { before, ...filters } = readQuery(AuditSearch, search);
  const path = `/console/${id}/audit`;
  const [entries, nameOf, team, keys] = await Promise.all([
    listAuditEntries(await filterOf(project, filters), { before, limit: pageSize + 1 }),
    actorNames(ctx, t),
    listTeam(project.id),
    listApiKeys(ctx, { limit: maxKeys }),
  ]);
  const shown = entries.slice(0, pageSize);
  const last = entries.length > pageSize ? shown.at(-1) : undefined;
  const actors = Object.fromEntries([
    ...team.map(({ operator }) => [`operator:${operator.id}`, operator.name || operator.email]),
    ...keys.map((key) => [`key:${key.id}`, nameOf(`key:${key.id}`) ?? key.name]),
  ]);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("audit.title")}
        description={t("audit.description")}
        actions={<ExportButtons action={`${path}/export`} filters={filters} />}
      />
      <FilterForm
        path={path}
        search={{ label: t("audit.search"), placeholder: t("audit.searchHint"), value: filters.q }}
        choices={[
          { name: "who", label: t("audit.who"), any: t("audit.anyone"), options: actors, value: filters.who },
          {
            name: "what",
            label: t("audit.what"),
            any: t("audit.anything"),
            options: t.group("audit.kinds"),
            value: filters.what,
          },
          {
            name: "period",
            label: t("audit.period"),
            any: t("audit.anyTime"),
            options: t.group("audit.periods"),
            value: filters.period,
          },
        ]}
      />
      <FilteredList
        page={{
          shown,
          nextHref: last ? hrefWith(path, search, { before: String(last.sequence) }) : null,
          firstHref: before === undefined ? null : hrefWith(path, search, { before: undefined }),
        }}
        path={path}
        isFiltered={Object.values(filters).some(Boolean)}
        icon={<ScrollText aria-hidden />}
        text={t.group("audit.list")}
        live={
          before === undefined
            ? hrefWith(`${path}/live`, search, { after: String(shown[0]?.sequence ?? 0) })
            : undefined
        }
      >
        {(rows) => <EntryTable entries={rows} nameOf={nameOf} />}
      </FilteredList>
    </div>
  );
}
