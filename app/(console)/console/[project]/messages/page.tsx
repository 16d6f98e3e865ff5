import { Inbox, SearchX } from "lucide-react";
import type { Metadata, Route } from "next";
import Link from "next/link";
import { z } from "zod";
import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { TextLink } from "@/app/_ui/text-link";
import {
  type DeliveryFilter,
  deliveryStatuses,
  isEmailInboxOnly,
  listDeliveries,
  listProviders,
  type Provider,
} from "@/lib/delivery";
import { idOf } from "@/lib/http/native";
import { toTypeId } from "@/lib/id";
import { channels } from "@/lib/projects";
import { requireRole } from "../../../_session/session";
import { DeliveryTable } from "../_parts/delivery-table";
import { type FilterChoice, FilterForm } from "../_parts/filter-form";
import { listQuery, pageSize, readQuery, toPage } from "../_parts/list-query";
import { channelLabels } from "../verifications/text";
import { outcomeLabels, statusLabels, text } from "./text";

export const metadata: Metadata = { title: text.title };

const MessageSearch = z.object({
  ...listQuery,
  outcome: z.enum(["pending", "accepted", "undeliverable", "skipped"]).optional().catch(undefined),
  status: z.enum(deliveryStatuses).optional().catch(undefined),
  channel: z.enum(channels).optional().catch(undefined),
  provider: idOf("prv").optional().catch(undefined),
});

export default async function MessagesPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/messages">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const { q, cursor, provider: providerId, ...chosen } = readQuery(MessageSearch, search);
  const path = `/console/${id}/messages`;
  const filter = { ...chosen, providerId, recipient: q, before: cursor, limit: pageSize + 1 };
  const [rows, isInboxOnly, providers] = await Promise.all([
    listDeliveries(project.id, filter),
    isEmailInboxOnly(project.id),
    listProviders(project.id),
  ]);
  const { shown, nextHref, firstHref } = toPage(rows, path, search);
  const choices = choicesOf({ ...chosen, providerId }, providers);
  const isFiltered = Boolean(q) || choices.some(({ value }) => value);

  return (
    <div className="grid gap-6">
      <PageHeader title={text.title} description={text.description} />
      {isInboxOnly && <InboxOnly href={`/console/${id}/settings/providers`} />}
      <FilterForm
        path={path}
        search={{ label: text.search, placeholder: text.searchHint, value: q }}
        choices={choices}
      />
      {shown.length > 0 ? (
        <div>
          <DeliveryTable deliveries={shown} project={id} now={new Date()} />
          <Pagination nextHref={nextHref} firstHref={firstHref} />
        </div>
      ) : isFiltered ? (
        <EmptyState
          icon={<SearchX aria-hidden />}
          title={text.noneTitle}
          action={<NextStep href={path} label={text.noneAction} />}
        >
          {text.noneText}
        </EmptyState>
      ) : (
        <EmptyState
          icon={<Inbox aria-hidden />}
          title={text.emptyTitle}
          action={
            may("verifications.start") && (
              <NextStep href={`/console/${id}/developers/try-it`} label={text.emptyAction} />
            )
          }
        >
          {text.emptyText}
        </EmptyState>
      )}
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
  const optionsOf = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  const names = Object.fromEntries(providers.map(({ id, name }) => [toTypeId("prv", id), name]));
  return [
    {
      name: "outcome",
      label: text.outcome,
      any: text.anyOutcome,
      options: optionsOf(outcomeLabels),
      value: outcome,
    },
    {
      name: "status",
      label: text.status,
      any: text.anyStatus,
      options: optionsOf(statusLabels),
      value: status,
    },
    {
      name: "channel",
      label: text.channel,
      any: text.anyChannel,
      options: optionsOf(channelLabels),
      value: channel,
    },
    {
      name: "provider",
      label: text.provider,
      any: text.anyProvider,
      options: optionsOf(names),
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

function NextStep({ href, label }: { href: string; label: string }) {
  return (
    <Button asChild variant="primary">
      <Link href={href as Route}>{label}</Link>
    </Button>
  );
}
