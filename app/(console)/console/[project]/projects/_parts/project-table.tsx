import { Archive, FlaskConical } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { can, type Role } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { getText } from "../../../../_text/get-text";
import { archive, restore } from "../actions";

/** Projects in use first, then archived ones. */
export async function ProjectTable({ memberships }: { memberships: { project: Project; role: Role }[] }) {
  const t = await getText();
  const inOrder = [
    ...memberships.filter(({ project }) => !project.archivedAt),
    ...memberships.filter(({ project }) => project.archivedAt),
  ];
  return (
    <DataTable
      label={t("projects.tableLabel")}
      rows={inOrder}
      rowKey={({ project }) => project.id}
      columns={[
        {
          header: t("projects.name"),
          cell: ({ project: { id, name } }) => (
            <RowLink href={`/console/${toTypeId("prj", id)}`} className="break-words">
              {name}
            </RowLink>
          ),
          className: "py-2 md:max-w-72",
        },
        {
          header: t("projects.environment"),
          cell: ({ project: { environment } }) =>
            environment === "live" ? (
              t("projects.environments.live")
            ) : (
              <Badge tone="warning">
                <FlaskConical aria-hidden />
                {t(`projects.environments.${environment}`)}
              </Badge>
            ),
        },
        {
          header: t("projects.state"),
          cell: ({ project: { archivedAt } }) =>
            archivedAt ? (
              <Badge>
                <Archive aria-hidden />
                {t("projects.archivedState")}
              </Badge>
            ) : (
              <span className="text-muted">{t("projects.inUse")}</span>
            ),
        },
        { header: t("projects.role"), cell: ({ role }) => t(`terms.roles.${role}`), className: "text-muted" },
        { header: t("projects.created"), time: ({ project }) => project.createdAt },
        {
          header: t("projects.actions"),
          actions: ({ project, role }) =>
            can(role, "project.archive") && (
              <span className="relative">
                <ArchiveButton project={project} />
              </span>
            ),
        },
      ]}
    />
  );
}

async function ArchiveButton({ project: { id, name, archivedAt } }: { project: Project }) {
  const t = await getText();
  const fields = { project: toTypeId("prj", id) };
  return archivedAt ? (
    <ConfirmButton
      label={t("projects.restore")}
      tone="primary"
      title={t("projects.restoreTitle", { name })}
      description={t("projects.restoreText")}
      confirmLabel={t("projects.restoreButton")}
      action={restore}
      fields={fields}
    />
  ) : (
    <ConfirmButton
      label={t("projects.archive")}
      title={t("projects.archiveTitle", { name })}
      description={t("projects.archiveText")}
      confirmLabel={t("projects.archiveButton")}
      action={archive}
      fields={fields}
    />
  );
}
