import { Webhook } from "lucide-react";
import { z } from "zod";
import { DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Pagination } from "@/app/_ui/pagination";
import { RowLink } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import { type Endpoint, listEndpoints } from "@/lib/webhooks";
import { requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { listQuery, pageSize, readQuery, toPage } from "../../_parts/list-query";
import { AddDialog } from "./_parts/add-dialog";
import { EndpointBadge } from "./_parts/endpoint-badge";
import { selectableTypes } from "./types";

export const generateMetadata = titled("webhooks.title");

export default async function WebhooksPage({
  params,
  searchParams,
}: PageProps<"/console/[project]/developers/webhooks">) {
  const t = await getText();
  const [{ project: id }, search] = await Promise.all([params, searchParams]);
  const { project, may } = await requireRole(id, "read");
  const { cursor } = readQuery(z.object(listQuery), search);
  const path = `/console/${id}/developers/webhooks`;
  const rows = await listEndpoints(project.id, { before: cursor, limit: pageSize + 1 });
  const { shown, nextHref, firstHref } = toPage(rows, path, search);

  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("webhooks.title")}
        description={t("webhooks.description")}
        actions={may("settings.write") && <AddDialog project={id} types={selectableTypes} />}
      />
      {shown.length === 0 ? (
        <EmptyState icon={<Webhook aria-hidden />} title={t("webhooks.emptyTitle")}>
          {t("webhooks.emptyText")}
        </EmptyState>
      ) : (
        <div>
          <EndpointTable endpoints={shown} path={path} />
          <Pagination nextHref={nextHref} firstHref={firstHref} text={t.group("lists.pagination")} />
        </div>
      )}
    </div>
  );
}

async function EndpointTable({ endpoints, path }: { endpoints: Endpoint[]; path: string }) {
  const t = await getText();
  return (
    <DataTable
      label={t("webhooks.tableLabel")}
      rows={endpoints}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("webhooks.endpoint"),
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
          header: t("webhooks.types"),
          cell: ({ types }) =>
            types ? t("webhooks.countTypes", { count: types.length }) : t("webhooks.everything"),
          className: "whitespace-nowrap text-muted",
        },
        { header: t("webhooks.status"), cell: (endpoint) => <EndpointBadge endpoint={endpoint} /> },
        { header: t("webhooks.created"), time: ({ createdAt }) => createdAt },
      ]}
    />
  );
}
