import { notFound } from "next/navigation";
import { Chart } from "@/app/_ui/chart/chart";
import { DescriptionList } from "@/app/_ui/description-list";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { countKeyUsage, findApiKey, type KeyUsageDay, listRequests } from "@/lib/access";
import { fromTypeId } from "@/lib/id";
import { requireRole } from "../../../../../_session/session";
import { getText, titled } from "../../../../../_text/get-text";
import { EditDialog } from "../_parts/edit-dialog";
import { RequestTable } from "../_parts/request-table";

export const generateMetadata = titled("apiKeys.title");

const shownDays = 30;
const shownRequests = 100;

/** What a key is used for: its requests by day, and the latest of them. */
export default async function ApiKeyPage({
  params,
}: PageProps<"/console/[project]/developers/api-keys/[key]">) {
  const t = await getText();
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
        back={{ href: `/console/${id}/developers/api-keys`, label: t("apiKeys.title") }}
        title={key.name}
        description={<code className="font-mono text-xs">csk_{key.prefix}_…</code>}
        actions={
          may("keys.write") && (
            <EditDialog project={id} apiKey={keyId} name={key.name} allowedIps={key.allowedIps} />
          )
        }
      />
      <Section title={t("apiKeys.usage")} description={t("apiKeys.usageText")}>
        <Usage days={days} />
      </Section>
      <Section title={t("apiKeys.details")}>
        <DescriptionList
          items={[
            { term: t("apiKeys.scopes"), description: key.scopes.join(", ") },
            {
              term: t("apiKeys.allowedIps"),
              description: key.allowedIps.join(", ") || t("apiKeys.anywhere"),
            },
          ]}
        />
      </Section>
      <Section title={t("apiKeys.requests")} description={t("apiKeys.requestsText")}>
        {requests.length > 0 ? (
          <RequestTable requests={requests} />
        ) : (
          <p className="text-muted text-sm">{t("apiKeys.noRequests")}</p>
        )}
      </Section>
    </div>
  );
}

async function Usage({ days }: { days: readonly KeyUsageDay[] }) {
  const t = await getText();
  return (
    <Chart
      locale={t.locale}
      kind="bars"
      label={t("apiKeys.usage")}
      axis={t("apiKeys.day")}
      showTable={t("apiKeys.showTable")}
      series={[
        { key: "succeeded", label: t("apiKeys.succeeded") },
        { key: "refused", label: t("apiKeys.refused") },
        { key: "failed", label: t("apiKeys.failed") },
      ]}
      points={days.map(({ day, requests, refused, failed }) => ({
        label: day,
        values: { succeeded: requests - refused - failed, refused, failed },
      }))}
    />
  );
}
