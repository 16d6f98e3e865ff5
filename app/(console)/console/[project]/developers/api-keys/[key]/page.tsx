import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Chart } from "@/app/_ui/chart/chart";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { countKeyUsage, findApiKey, type KeyUsageDay, listRequests } from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import { requireRole } from "../../../../../_session/session";
import { EditDialog } from "../_parts/edit-dialog";
import { RequestTable } from "../_parts/request-table";
import { text } from "../text";

export const metadata: Metadata = { title: text.title };

const shownDays = 30;
const shownRequests = 100;

/** What a key is used for: its requests by day, and the latest of them. */
export default async function ApiKeyPage({
  params,
}: PageProps<"/console/[project]/developers/api-keys/[key]">) {
  const { project: id, key: keyId } = await params;
  const { ctx, may } = await requireRole(id, "read");
  const apiKeyId = fromTypeId("key", keyId) ?? notFound();
  const found = await findApiKey(ctx, apiKeyId);
  if (!found.ok) notFound();
  const key = found.value;
  const [days, requests] = await Promise.all([
    countKeyUsage(apiKeyId, shownDays),
    listRequests(ctx.project.id, { apiKeyId, limit: shownRequests }),
  ]);
  return (
    <div className="grid gap-8">
      <PageHeader
        back={{ href: `/console/${id}/developers/api-keys`, label: text.title }}
        title={key.name}
        description={<code className="font-mono text-xs">csk_{key.prefix}_…</code>}
        actions={
          may("keys.write") && (
            <EditDialog project={id} apiKey={keyId} name={key.name} allowedIps={key.allowedIps} />
          )
        }
      />
      <Section title={text.usage} description={text.usageText}>
        <Usage days={days} />
      </Section>
      <Section title={text.details}>
        <DescriptionList
          items={[
            { term: text.scopes, description: key.scopes.join(", ") },
            { term: text.allowedIps, description: key.allowedIps.join(", ") || text.anywhere },
          ]}
        />
      </Section>
      <Section title={text.requests} description={text.requestsText}>
        {requests.length > 0 ? (
          <RequestTable requests={requests} />
        ) : (
          <p className="text-muted text-sm">{text.noRequests}</p>
        )}
      </Section>
    </div>
  );
}

function Usage({ days }: { days: readonly KeyUsageDay[] }) {
  return (
    <Chart
      kind="bars"
      label={text.usage}
      axis={text.day}
      showTable={text.showTable}
      series={[
        { key: "succeeded", label: text.succeeded },
        { key: "refused", label: text.refused },
        { key: "failed", label: text.failed },
      ]}
      points={days.map(({ day, requests, refused, failed }) => ({
        label: day,
        values: { succeeded: requests - refused - failed, refused, failed },
      }))}
    />
  );
}
