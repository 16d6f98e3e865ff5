import { Archive, FlaskConical } from "lucide-react";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { RelativeTime } from "@/app/_ui/relative-time";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
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
    <Table label={text.tableLabel} stacked>
      <TableHead>
        <TableHeader>{text.name}</TableHeader>
        <TableHeader>{text.environment}</TableHeader>
        <TableHeader>{text.state}</TableHeader>
        <TableHeader>{text.role}</TableHeader>
        <TableHeader>{text.created}</TableHeader>
        <TableHeader>
          <VisuallyHidden>{text.actions}</VisuallyHidden>
        </TableHeader>
      </TableHead>
      <TableBody>
        {inOrder.map(({ project, role }) => (
          <TableRow key={project.id}>
            <TableCell className="py-2 md:max-w-72">
              <RowLink href={`/console/${toTypeId("prj", project.id)}`} className="break-words">
                {project.name}
              </RowLink>
            </TableCell>
            <TableCell label={text.environment}>
              {project.environment === "test" ? (
                <Badge tone="warning">
                  <FlaskConical aria-hidden />
                  {text.environments.test}
                </Badge>
              ) : (
                text.environments.live
              )}
            </TableCell>
            <TableCell label={text.state}>
              {project.archivedAt ? (
                <Badge>
                  <Archive aria-hidden />
                  {text.archivedState}
                </Badge>
              ) : (
                <span className="text-muted">{text.inUse}</span>
              )}
            </TableCell>
            <TableCell label={text.role} className="text-muted">
              {roleNames[role]}
            </TableCell>
            <TableCell label={text.created} className="whitespace-nowrap text-muted">
              <RelativeTime at={project.createdAt} />
            </TableCell>
            <TableCell align="end">
              {can(role, "project.archive") && (
                <span className="relative">
                  <ArchiveButton project={project} />
                </span>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function ArchiveButton({ project: { id, name, archivedAt } }: { project: Project }) {
  const fields = { project: toTypeId("prj", id) };
  return archivedAt ? (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm">
          {text.restore}
        </Button>
      }
      tone="primary"
      title={text.restoreTitle(name)}
      description={text.restoreText}
      confirmLabel={text.restoreButton}
      action={restore}
      fields={fields}
    />
  ) : (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm">
          {text.archive}
        </Button>
      }
      title={text.archiveTitle(name)}
      description={text.archiveText}
      confirmLabel={text.archiveButton}
      action={archive}
      fields={fields}
    />
  );
}
