import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { fromTypeId } from "@/lib/id";
import { builtInPurposes } from "@/lib/projects";
import { list } from "@/lib/verification";
import { requireRole } from "../../../_session/session";
import { FilterForm } from "../_parts/filter-form";
import { paged, readQuery } from "../_parts/list-query";
import { NoVerifications } from "./_parts/no-verifications";
import { VerificationTable } from "./_parts/verification-table";
import { filterOf, VerificationSearch } from "./query";
import { channelWords, purposeWords, statusWords, timeWords, words } from "./words";

export const metadata: Metadata = { title: words.title };

export default async function VerificationsPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/verifications">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { ctx, project, may } = await requireRole(id, "read");
  const query = readQuery(VerificationSearch, search);
  const path = `/console/${id}/verifications`;
  if (query.q && fromTypeId("ver", query.q)) redirect(`${path}/${query.q}` as Route);

  const { shown, nextHref, firstHref } = paged(await list(ctx, await filterOf(ctx, query)), path, search);
  const purposes = [...new Set([...builtInPurposes, ...Object.keys(project.settings.policies)])];
  const isFiltered = Boolean(query.q || query.status || query.channel || query.purpose || query.time);
  const options = (names: Record<string, string>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }));

  return (
    <div className="grid gap-6">
      <PageHeader title={words.title} description={words.description} />
      <FilterForm
        path={path}
        search={{ label: words.search, placeholder: words.searchHint, value: query.q }}
        choices={[
          {
            name: "status",
            label: words.status,
            any: words.anyStatus,
            options: options(statusWords),
            value: query.status,
          },
          {
            name: "channel",
            label: words.channel,
            any: words.anyChannel,
            options: options(channelWords),
            value: query.channel,
          },
          {
            name: "purpose",
            label: words.purpose,
            any: words.anyPurpose,
            options: purposes.map((value) => ({ value, label: purposeWords(value) })),
            value: query.purpose,
          },
          {
            name: "time",
            label: words.time,
            any: words.anyTime,
            options: options(timeWords),
            value: query.time,
          },
        ]}
      />
      {shown.length === 0 ? (
        <NoVerifications project={id} isFiltered={isFiltered} mayTry={may("verifications.start")} />
      ) : (
        <div>
          <VerificationTable verifications={shown} project={id} />
          <Pagination nextHref={nextHref} firstHref={firstHref} />
        </div>
      )}
    </div>
  );
}
