import { ScrollText, SearchX } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { z } from "zod";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { listApiKeys, listTeam } from "@/lib/access";
import { listAuditEntries } from "@/lib/events";
import { requireRole } from "../../../_session/session";
import { actorNames } from "../_parts/actor-names";
import { FilterForm } from "../_parts/filter-form";
import { hrefWith, pageSize, readQuery } from "../_parts/list-query";
import { EntryTable } from "./_parts/entry-table";
import { ExportButton } from "./_parts/export-button";
import { auditFilters, filterOf } from "./query";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

const AuditSearch = z.object({
  ...auditFilters,
  before: z.coerce.number().int().positive().optional().catch(undefined),
});

const maxKeys = 200;

export default async function AuditPage({ params, searchParams }: PageProps<"/console/[project]/audit">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project } = await requireRole(id, "audit.read");
  const { before, ...filters } = readQuery(AuditSearch, search);
  const path = `/console/${id}/audit`;
  const [entries, nameOf, team, keys] = await Promise.all([
    listAuditEntries(await filterOf(project, filters), { before, limit: pageSize + 1 }),
    actorNames(ctx),
    listTeam(project.id),
    listApiKeys(ctx, { limit: maxKeys }),
  ]);
  const shown = entries.slice(0, pageSize);
  const last = entries.length > pageSize ? shown.at(-1) : undefined;
  const actors = [
    ...team.map(({ operator }) => ({
      value: `operator:${operator.id}`,
      label: operator.name || operator.email,
    })),
    ...keys.map((key) => ({ value: `key:${key.id}`, label: nameOf(`key:${key.id}`) ?? key.name })),
  ];
  const options = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));

  return (
    <div className="grid gap-6">
      <PageHeader
        title={text.title}
        description={text.description}
        actions={
          <>
            <ExportButton project={id} format="csv" label={text.exportCsv} filters={filters} />
            <ExportButton project={id} format="jsonl" label={text.exportJsonLines} filters={filters} />
          </>
        }
      />
      <FilterForm
        path={path}
        search={{ label: text.search, placeholder: text.searchHint, value: filters.q }}
        choices={[
          { name: "who", label: text.who, any: text.anyone, options: actors, value: filters.who },
          {
            name: "what",
            label: text.what,
            any: text.anything,
            options: options(text.kinds),
            value: filters.what,
          },
          {
            name: "period",
            label: text.period,
            any: text.anyTime,
            options: options(text.periods),
            value: filters.period,
          },
        ]}
      />
      {shown.length > 0 ? (
        <div>
          <EntryTable entries={shown} nameOf={nameOf} />
          <Pagination
            nextHref={last && hrefWith(path, search, { before: String(last.sequence) })}
            firstHref={before === undefined ? null : hrefWith(path, search, { before: undefined })}
          />
        </div>
      ) : Object.values(filters).some(Boolean) ? (
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
        <EmptyState icon={<ScrollText aria-hidden />} title={text.emptyTitle}>
          {text.emptyText}
        </EmptyState>
      )}
    </div>
  );
}
