import { Columns2 } from "lucide-react";
import { CodeBlock } from "@/app/_ui/code-block";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { TextLink } from "@/app/_ui/text-link";
import { toTypeId } from "@/lib/id";
import { listShadow } from "@/lib/shadow";
import { myProjects, requireRole } from "../../../../_session/session";
import { getText, titled } from "../../../../_text/get-text";
import { EndpointDifferences } from "./_parts/endpoint-differences";
import { EndpointTable, skipped } from "./_parts/endpoint-table";
import { clearReport } from "./actions";

export const generateMetadata = titled("shadow.title");

const command = "npm run shadow -- --dialect twilio --upstream https://verify.twilio.com";

export default async function ShadowPage({ params }: PageProps<"/console/[project]/developers/shadow">) {
  const t = await getText();
  const { project: id } = await params;
  const { project, may } = await requireRole(id, "read");
  const endpoints = await listShadow(project.id);
  if (endpoints.length === 0) return <NothingYet projectId={project.id} />;
  return (
    <div className="grid gap-8">
      <PageHeader
        title={t("shadow.title")}
        description={t("shadow.description")}
        actions={
          may("settings.write") && (
            <ConfirmButton
              label={t("shadow.clear")}
              title={t("shadow.clearTitle")}
              description={t("shadow.clearText")}
              action={clearReport}
              fields={{ project: id }}
            />
          )
        }
      />
      <Section title={t("shadow.endpoints")}>
        <EndpointTable endpoints={endpoints} />
      </Section>
      {endpoints
        .filter((endpoint) => endpoint.differences.length > 0 || skipped(endpoint) > 0)
        .map((endpoint) => (
          <EndpointDifferences key={`${endpoint.dialect} ${endpoint.endpoint}`} endpoint={endpoint} />
        ))}
    </div>
  );
}

/** How to start, and where the reports are: each belongs to a shadow project. */
async function NothingYet({ projectId }: { projectId: string }) {
  const t = await getText();
  const shadows = (await myProjects()).filter(
    ({ project }) => project.environment === "shadow" && project.id !== projectId && !project.archivedAt,
  );
  return (
    <div className="grid gap-4">
      <PageHeader title={t("shadow.title")} description={t("shadow.description")} />
      <EmptyState icon={<Columns2 aria-hidden />} title={t("shadow.empty")}>
        {t("shadow.emptyText")}
      </EmptyState>
      <CodeBlock title={t("shadow.command")} code={command} />
      {shadows.map(({ project: { id, name } }) => (
        <TextLink key={id} href={`/console/${toTypeId("prj", id)}/developers/shadow`}>
          {t("shadow.elsewhere", { name })}
        </TextLink>
      ))}
    </div>
  );
}
