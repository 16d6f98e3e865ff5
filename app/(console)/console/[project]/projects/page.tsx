import { PageHeader } from "@/app/_ui/page-header";
import { Section } from "@/app/_ui/section";
import { can, listApiKeys } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { installationOwnerCtx, myProjects, requireRole } from "../../../_session/session";
import { getText, titled } from "../../../_text/get-text";
import { InstallationKeyTable } from "./_parts/installation-key-table";
import { NewInstallationKeyDialog } from "./_parts/new-installation-key-dialog";
import { NewProjectDialog } from "./_parts/new-project-dialog";
import { ProjectTable } from "./_parts/project-table";

export const generateMetadata = titled("projects.title");

const maxKeys = 100;

/** All projects of the operator. Its owners also see the installation's keys. */
export default async function ProjectsPage({ params }: PageProps<"/console/[project]/projects">) {
  const t = await getText();
  const { project: id } = await params;
  await requireRole(id, "read");
  const [memberships, installation] = await Promise.all([myProjects(), installationOwnerCtx()]);
  const keys = installation && (await listApiKeys(installation, { limit: maxKeys }));
  const copyable = Object.fromEntries(
    memberships
      .filter(({ project, role }) => can(role, "settings.write") && !project.archivedAt)
      .map(({ project }) => [toTypeId("prj", project.id), project.name]),
  );
  const mayCreate = memberships.some(({ role }) => role === "owner");

  return (
    <div className="grid gap-10">
      <div className="grid gap-6">
        <PageHeader
          title={t("projects.title")}
          description={t("projects.description")}
          actions={mayCreate && <NewProjectDialog copyable={copyable} />}
        />
        <ProjectTable memberships={memberships} />
      </div>
      {keys && (
        <Section
          title={t("projects.keys")}
          description={t("projects.keysText")}
          actions={<NewInstallationKeyDialog />}
        >
          {keys.length > 0 ? (
            <InstallationKeyTable keys={keys} />
          ) : (
            <p className="text-muted text-sm">{t("projects.noKeys")}</p>
          )}
        </Section>
      )}
    </div>
  );
}
