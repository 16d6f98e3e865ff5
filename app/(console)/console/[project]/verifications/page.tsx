import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { fromTypeId } from "@/lib/id";
import { builtInPurposes } from "@/lib/projects";
import { list } from "@/lib/verification";
import { requireRole } from "../../../_session/session";
import { FilterForm } from "../_parts/filter-form";
import { readQuery, toPage } from "../_parts/list-query";
import { NoVerifications } from "./_parts/no-verifications";
import { VerificationTable } from "./_parts/verification-table";
import { isForTest } from "./account";
import { filterOf, VerificationSearch } from "./query";
import { channelLabels, purposeLabel, statusLabels, text, timeLabels } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function VerificationsPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/verifications">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project, may } = await requireRole(id, "read");
  const query = readQuery(VerificationSearch, search);
  const path = `/console/${id}/verifications`;
  if (query.q && fromTypeId("ver", query.q)) redirect(`${path}/${query.q}` as Route);

  const { shown, nextHref, firstHref } = toPage(await list(ctx, await filterOf(ctx, query)), path, search);
  const purposes = [...new Set([...builtInPurposes, ...Object.keys(project.settings.policies)])];
  const isFiltered = Boolean(query.q || query.status || query.channel || query.purpose || query.time);
  const options = (names: Record<string, string>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }));

  return (
    <div className="grid gap-6">
      <PageHeader title={text.title} description={text.description} />
      <FilterForm
        path={path}
        search={{ label: text.search, placeholder: text.searchHint, value: query.q }}
        choices={[
          {
            name: "status",
            label: text.status,
            any: text.anyStatus,
            options: options(statusLabels),
            value: query.status,
          },
          {
            name: "channel",
            label: text.channel,
            any: text.anyChannel,
            options: options(channelLabels),
            value: query.channel,
          },
          {
            name: "purpose",
            label: text.purpose,
            any: text.anyPurpose,
            options: purposes.map((value) => ({ value, label: purposeLabel(value) })),
            value: query.purpose,
          },
          {
            name: "time",
            label: text.time,
            any: text.anyTime,
            options: options(timeLabels),
            value: query.time,
          },
        ]}
      />
      {shown.length === 0 ? (
        <NoVerifications project={id} isFiltered={isFiltered} mayTry={may("verifications.start")} />
      ) : (
        <div>
          <VerificationTable verifications={shown} project={id} isForTest={isForTest(project)} />
          <Pagination nextHref={nextHref} firstHref={firstHref} />
        </div>
      )}
    </div>
  );
}
