import { Inbox } from "lucide-react";
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
import { getText, titled } from "../../../_text/get-text";
import type { Translator } from "../../../_text/translator";
import { ExportButtons } from "../_export/export-buttons";
import { liveHref } from "../_live/live-href";
import { DeliveryTable } from "../_parts/delivery-table";
import { type FilterChoice, FilterForm } from "../_parts/filter-form";
import { FilteredList, NextStep } from "../_parts/filtered-list";
import { pageSize, readQuery, toPage } from "../_parts/list-query";
import { filterOf, MessageSearch } from "./query";

export const generateMetadata = titled("messages.title");

export default async function MessagesPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/messages">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const query = readQuery(MessageSearch, search);
  const { q, provider: providerId } = query;
  const path = `/console/${id}/messages`;
  const [rows, isInboxOnly, providers] = await Promise.all([
    listDeliveries(project.id, { ...filterOf(query), limit: pageSize + 1 }, t.locale),
    isEmailInboxOnly(project.id),
    listProviders(project.id),
  ]);
  const choices = choicesOf({ ...query, providerId }, providers, t);
  const page = toPage(rows, path, search);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("messages.title")}
        description={t("messages.description")}
        actions={may("lists.export") && <ExportButtons action={`${path}/export`} filters={search} />}
      />
      {isInboxOnly && <InboxOnly href={`/console/${id}/settings/providers`} />}
      <FilterForm
        path={path}
        search={{ label: t("messages.search"), placeholder: t("messages.searchHint"), value: q }}
        choices={choices}
      />
      <FilteredList
        page={page}
        path={path}
        isFiltered={Boolean(q) || choices.some(({ value }) => value)}
        icon={<Inbox aria-hidden />}
        text={t.group("messages.list")}
        live={liveHref(path, search, page.shown, ({ id }) => toTypeId("dlv", id))}
        emptyAction={
          may("verifications.start") && (
            <NextStep href={`/console/${id}/developers/try-it`} label={t("messages.emptyAction")} />
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
  t: Translator,
): FilterChoice[] {
  const names = Object.fromEntries(providers.map(({ id, name }) => [toTypeId("prv", id), name]));
  return [
    {
      name: "outcome",
      label: t("messages.outcome"),
      any: t("messages.anyOutcome"),
      options: t.group("terms.outcomes"),
      value: outcome,
    },
    {
      name: "status",
      label: t("messages.status"),
      any: t("messages.anyStatus"),
      options: t.group("messages.statuses"),
      value: status,
    },
    {
      name: "channel",
      label: t("messages.channel"),
      any: t("messages.anyChannel"),
      options: t.group("terms.channels"),
      value: channel,
    },
    {
      name: "provider",
      label: t("messages.provider"),
      any: t("messages.anyProvider"),
      options: names,
      value: providerId && toTypeId("prv", providerId),
    },
  ];
}

async function InboxOnly({ href }: { href: string }) {
  const t = await getText();
  return (
    <Callout title={t("messages.inboxTitle")}>
      {t("messages.inboxText")} <TextLink href={href}>{t("messages.inboxAction")}</TextLink>
    </Callout>
  );
}
