import { ShieldCheck } from "lucide-react";
import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { fromTypeId } from "@/lib/id";
import { builtInPurposes } from "@/lib/projects";
import { list } from "@/lib/verification";
import { requireRole } from "../../../_session/session";
import { FilterForm } from "../_parts/filter-form";
import { FilteredList, NextStep } from "../_parts/filtered-list";
import { readQuery, toPage } from "../_parts/list-query";
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

  const page = toPage(await list(ctx, await filterOf(ctx, query)), path, search);
  const purposes = [...new Set([...builtInPurposes, ...Object.keys(project.settings.policies)])];

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
            options: statusLabels,
            value: query.status,
          },
          {
            name: "channel",
            label: text.channel,
            any: text.anyChannel,
            options: channelLabels,
            value: query.channel,
          },
          {
            name: "purpose",
            label: text.purpose,
            any: text.anyPurpose,
            options: Object.fromEntries(purposes.map((one) => [one, purposeLabel(one)])),
            value: query.purpose,
          },
          {
            name: "time",
            label: text.time,
            any: text.anyTime,
            options: timeLabels,
            value: query.time,
          },
        ]}
      />
      <FilteredList
        page={page}
        path={path}
        isFiltered={Boolean(query.q || query.status || query.channel || query.purpose || query.time)}
        icon={<ShieldCheck aria-hidden />}
        text={text}
        emptyAction={
          may("verifications.start") && (
            <NextStep href={`/console/${id}/developers/try-it`} label={text.emptyAction} />
          )
        }
      >
        {(verifications) => (
          <VerificationTable verifications={verifications} project={id} isForTest={isForTest(project)} />
        )}
      </FilteredList>
    </div>
  );
}
