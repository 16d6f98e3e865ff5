import { Webhook } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { RowLink } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import { type Endpoint, listEndpoints } from "@/lib/webhooks";
import { requireRole } from "../../../../_session/session";
import { listQuery, pageSize, readQuery, toPage } from "../../_parts/list-query";
import { AddDialog } from "./_parts/add-dialog";
import { EndpointBadge } from "./_parts/status";
import { text } from "./text";
import { selectableTypes } from "./types";

export const metadata: Metadata = { title: text.title };

export default async function WebhooksPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/developers/webhooks">) {
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const { cursor } = readQuery(z.object(listQuery), search);
  const path = `/console/${id}/developers/webhooks`;
  const rows = await listEndpoints(project.id, { before: cursor, limit: pageSize + 1 });
  const { shown, nextHref, firstHref } = toPage(rows, path, search);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={text.title}
        description={text.description}
        actions={may("settings.write") && <AddDialog project={id} types={selectableTypes} />}
      />
      {shown.length === 0 ? (
        <EmptyState icon={<Webhook aria-hidden />} title={text.emptyTitle}>
          {text.emptyText}
        </EmptyState>
      ) : (
        <div>
          <EndpointTable endpoints={shown} path={path} />
          <Pagination nextHref={nextHref} firstHref={firstHref} />
        </div>
      )}
    </div>
  );
}

function EndpointTable({ endpoints, path }: { endpoints: Endpoint[]; path: string }) {
  return (
    <DataTable
      label={text.tableLabel}
      rows={endpoints}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.endpoint,
          cell: ({ id, url, description }) => (
            <span className="grid">
              <RowLink href={`${path}/${toTypeId("whe", id)}`} className="break-all">
                {url}
              </RowLink>
              {description && <span className="break-words text-muted text-xs">{description}</span>}
            </span>
          ),
          className: "py-2 md:max-w-96",
        },
        {
          header: text.types,
          cell: ({ types }) => (types ? text.countTypes(types.length) : text.everything),
          className: "whitespace-nowrap text-muted",
        },
        { header: text.status, cell: (endpoint) => <EndpointBadge {...endpoint} /> },
        { header: text.created, time: ({ createdAt }) => createdAt },
      ]}
    />
  );
}
