import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { Callout } from "@/app/_ui/callout";
import { PageHeader } from "@/app/_ui/page-header";
import { TextLink } from "@/app/_ui/text-link";
import {
  type DeliveryFilter,
  isEmailInboxOnly,
  listDeliveries,
  listProviders,
  type Provider,
} from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { requireRole } from "../../../_session/session";
import { ExportButtons } from "../_export/export-buttons";
import { liveHref } from "../_live/live-href";
import { DeliveryTable } from "../_parts/delivery-table";
import { type FilterChoice, FilterForm } from "../_parts/filter-form";
import { FilteredList, NextStep } from "../_parts/filtered-list";
import { pageSize, readQuery, toPage } from "../_parts/list-query";
import { channelLabels } from "../verifications/text";
import { filterOf, MessageSearch } from "./query";
import { outcomeLabels, statusLabels, text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function MessagesPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/messages">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const query = readQuery(MessageSearch, search);
  const { q, provider: providerId } = query;
  const path = `/console/${id}/messages`;
  const [rows, isInboxOnly, providers] = await Promise.all([
    listDeliveries(project.id, { ...filterOf(query), limit: pageSize + 1 }),
    isEmailInboxOnly(project.id),
    listProviders(project.id),
  ]);
  const choices = choicesOf({ ...query, providerId }, providers);
  const page = toPage(rows, path, search);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={text.title}
        description={text.description}
        actions={may("lists.export") && <ExportButtons action={`${path}/export`} filters={search} />}
      />
      {isInboxOnly && <InboxOnly href={`/console/${id}/settings/providers`} />}
      <FilterForm
        path={path}
        search={{ label: text.search, placeholder: text.searchHint, value: q }}
        choices={choices}
      />
      <FilteredList
        page={page}
        path={path}
        isFiltered={Boolean(q) || choices.some(({ value }) => value)}
        icon={<Inbox aria-hidden />}
        text={text}
        live={liveHref(path, search, page.shown, ({ id }) => toTypeId("dlv", id))}
        emptyAction={
          may("verifications.start") && (
            <NextStep href={`/console/${id}/developers/try-it`} label={text.emptyAction} />
          )
        }
      >
        {(deliveries) => <DeliveryTable deliveries={deliveries} project={id} now={new Date()} />}
      </FilteredList>
    </div>
  );
}

function choicesOf(
  {
    outcome,
    status,
    channel,
    providerId,
  }: Pick<DeliveryFilter, "status" | "channel" | "providerId"> & {
    outcome?: string;
  },
  providers: Provider[],
): FilterChoice[] {
  const names = Object.fromEntries(providers.map(({ id, name }) => [toTypeId("prv", id), name]));
  return [
    {
      name: "outcome",
      label: text.outcome,
      any: text.anyOutcome,
      options: outcomeLabels,
      value: outcome,
    },
    {
      name: "status",
      label: text.status,
      any: text.anyStatus,
      options: statusLabels,
      value: status,
    },
    {
      name: "channel",
      label: text.channel,
      any: text.anyChannel,
      options: channelLabels,
      value: channel,
    },
    {
      name: "provider",
      label: text.provider,
      any: text.anyProvider,
      options: names,
      value: providerId && toTypeId("prv", providerId),
    },
  ];
}

function InboxOnly({ href }: { href: string }) {
  return (
    <Callout title={text.inboxTitle}>
      {text.inboxText} <TextLink href={href}>{text.inboxAction}</TextLink>
    </Callout>
  );
}
