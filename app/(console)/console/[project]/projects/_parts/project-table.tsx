import { Archive, FlaskConical } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { can, type Role } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { roleNames } from "../../_frame/text";
import { archive, restore } from "../actions";
import { text } from "../text";

/** Projects in use first, then archived ones. */
export function ProjectTable({ memberships }: { memberships: { project: Project; role: Role }[] }) {
  const inOrder = [
    ...memberships.filter(({ project }) => !project.archivedAt),
    ...memberships.filter(({ project }) => project.archivedAt),
  ];
  return (
    <DataTable
      label={text.tableLabel}
      rows={inOrder}
      rowKey={({ project }) => project.id}
      columns={[
        {
          header: text.name,
          cell: ({ project: { id, name } }) => (
            <RowLink href={`/console/${toTypeId("prj", id)}`} className="break-words">
              {name}
            </RowLink>
          ),
          className: "py-2 md:max-w-72",
        },
        {
          header: text.environment,
          cell: ({ project: { environment } }) =>
            environment === "live" ? (
              text.environments.live
            ) : (
              <Badge tone="warning">
                <FlaskConical aria-hidden />
                {text.environments[environment]}
              </Badge>
            ),
        },
        {
          header: text.state,
          cell: ({ project: { archivedAt } }) =>
            archivedAt ? (
              <Badge>
                <Archive aria-hidden />
                {text.archivedState}
              </Badge>
            ) : (
              <span className="text-muted">{text.inUse}</span>
            ),
        },
        { header: text.role, cell: ({ role }) => roleNames[role], className: "text-muted" },
        { header: text.created, time: ({ project }) => project.createdAt },
        {
          header: text.actions,
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

function ArchiveButton({ project: { id, name, archivedAt } }: { project: Project }) {
  const fields = { project: toTypeId("prj", id) };
  return archivedAt ? (
    <ConfirmButton
      label={text.restore}
      tone="primary"
      title={text.restoreTitle(name)}
      description={text.restoreText}
      confirmLabel={text.restoreButton}
      action={restore}
      fields={fields}
    />
  ) : (
    <ConfirmButton
      label={text.archive}
      title={text.archiveTitle(name)}
      description={text.archiveText}
      confirmLabel={text.archiveButton}
      action={archive}
      fields={fields}
    />
  );
}
