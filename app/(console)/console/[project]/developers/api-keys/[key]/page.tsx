import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { countKeyUsage, findApiKey, listRequests } from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import { requireRole } from "../../../../../_session/session";
import { RequestTable } from "../_parts/request-table";
import { UsageTable } from "../_parts/usage-table";
import { text } from "../text";

export const metadata: Metadata = { title: text.title };

const shownDays = 7;
const shownRequests = 100;

/** What a key is used for: its requests by day, and the latest of them. */
export default async function ApiKeyPage({
  params,
}: PageProps<"/console/[project]/developers/api-keys/[key]">) {
  const { project: id, key: keyId } = await params;
  const { ctx } = await requireRole(id, "read");
  const apiKeyId = fromTypeId("key", keyId) ?? notFound();
  const found = await findApiKey(ctx, apiKeyId);
  if (!found.ok) notFound();
  const [days, requests] = await Promise.all([
    countKeyUsage(apiKeyId, shownDays),
    listRequests(ctx.project.id, { apiKeyId, limit: shownRequests }),
  ]);
  return (
    <div className="grid gap-8">
      <PageHeader
        back={{ href: `/console/${id}/developers/api-keys`, label: text.title }}
        title={found.value.name}
        description={<code className="font-mono text-xs">csk_{found.value.prefix}_…</code>}
      />
      <Section title={text.usage} description={text.usageText}>
        <UsageTable days={days} />
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
