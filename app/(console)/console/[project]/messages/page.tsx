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
import { inboxCarriesMail, listDeliveries } from "@/lib/delivery";
import { requireRole } from "../../../_session/session";
import { DeliveryTable } from "../_parts/delivery-table";
import { FilterForm } from "../_parts/filter-form";
import { listQuery, pageSize, readQuery, toPage } from "../_parts/list-query";
import { outcomeLabels, text } from "./text";

export const metadata: Metadata = { title: text.title };

const MessageSearch = z.object({
  ...listQuery,
  outcome: z.enum(["pending", "accepted", "undeliverable", "skipped"]).optional().catch(undefined),
});

export default async function MessagesPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/messages">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const { q, outcome, cursor } = readQuery(MessageSearch, search);
  const path = `/console/${id}/messages`;
  const filter = { recipient: q, outcome, before: cursor, limit: pageSize + 1 };
  const [rows, isInboxOnly] = await Promise.all([
    listDeliveries(project.id, filter),
    inboxCarriesMail(project.id),
  ]);
  const { shown, nextHref, firstHref } = toPage(rows, path, search);
  const isFiltered = Boolean(q || outcome);

  return (
    <div className="grid gap-6">
      <PageHeader title={text.title} description={text.description} />
      {isInboxOnly && <InboxOnly href={`/console/${id}/settings/providers`} />}
      <FilterForm
        path={path}
        search={{ label: text.search, placeholder: text.searchHint, value: q }}
        choices={[
          {
            name: "outcome",
            label: text.outcome,
            any: text.anyOutcome,
            options: Object.entries(outcomeLabels).map(([value, label]) => ({ value, label })),
            value: outcome,
          },
        ]}
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
