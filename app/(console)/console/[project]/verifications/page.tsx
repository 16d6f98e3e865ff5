import { ShieldCheck } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { Button } from "@/app/_ui/button";
import { PageHeader } from "@/app/_ui/page-header";
import { listSavedViews } from "@/lib/access";
import { listProviders } from "@/lib/delivery";
import { encodeCursor } from "@/lib/http";
import { fromTypeId, toTypeId } from "@/lib/id";
import { builtInPurposes } from "@/lib/projects";
import { search as searchVerifications } from "@/lib/verification";
import { requireRole } from "../../../_session/session";
import { getText, titled } from "../../../_text/get-text";
import { ExportButtons } from "../_export/export-buttons";
import { liveHref } from "../_live/live-href";
import { FilteredList, NextStep } from "../_parts/filtered-list";
import { hrefWith, readQuery, toPage } from "../_parts/list-query";
import { SavedViews } from "./_parts/saved-views";
import { VerificationFilters } from "./_parts/verification-filters";
import { VerificationTable } from "./_parts/verification-table";
import { isForTest } from "./account";
import { filterOf, VerificationSearch } from "./query";

export const generateMetadata = titled("verifications.title");

export default async function VerificationsPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/verifications">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project, operator, may } = await requireRole(id, "read");
  const query = readQuery(VerificationSearch, search);
  const path = `/console/${id}/verifications`;
  if (query.q && fromTypeId("ver", query.q)) redirect(`${path}/${query.q}` as Route);

  const [{ verifications, searchedTo }, views, providers] = await Promise.all([
    searchVerifications(ctx, await filterOf(ctx, query)),
    listSavedViews(project.id, operator.id, "verifications"),
    listProviders(project.id),
  ]);
  const purposes = [...new Set([...builtInPurposes, ...Object.keys(project.settings.policies)])];
  const filters = hrefWith(path, search, { cursor: undefined }).slice(path.length + 1);
  const page = toPage(verifications, path, search);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("verifications.title")}
        description={t("verifications.description")}
        actions={may("lists.export") && <ExportButtons action={`${path}/export`} filters={search} />}
      />
      <div className="grid gap-3">
        <VerificationFilters path={path} query={query} purposes={purposes} providers={providers} />
        <SavedViews
          project={id}
          path={path}
          views={views.map(({ id, name, query, operatorId }) => ({
            id,
            name,
            query,
            isShared: operatorId === null,
          }))}
          query={filters}
        />
      </div>
      {(page.shown.length > 0 || !searchedTo) && (
        <FilteredList
          page={page}
          path={path}
          isFiltered={filters !== ""}
          icon={<ShieldCheck aria-hidden />}
          text={t.group("verifications.list")}
          live={liveHref(path, search, page.shown, (v) => toTypeId("ver", v.id))}
          emptyAction={
            may("verifications.start") && (
              <NextStep href={`/console/${id}/developers/try-it`} label={t("verifications.emptyAction")} />
            )
          }
        >
          {(shown) => <VerificationTable verifications={shown} project={id} isForTest={isForTest(project)} />}
        </FilteredList>
      )}
      {searchedTo && (
        <p className="flex flex-wrap items-center gap-3 text-muted text-sm">
          {t("verifications.searchedSome")}
          <Button asChild size="sm">
            <Link href={hrefWith(path, search, { cursor: encodeCursor(searchedTo) }) as Route}>
              {t("verifications.searchOn")}
            </Link>
          </Button>
        </p>
      )}
    </div>
  );
}
