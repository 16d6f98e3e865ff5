import type { Metadata } from "next";
import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { PageHeader } from "@/app/_ui/page-header";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import { listTeam, type Operator, type Role } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import { requireRole } from "../../../../_session/session";
import { roleNames } from "../../_frame/words";
import { AddMemberDialog } from "./_parts/add-member-dialog";
import { RoleSelect } from "./_parts/role-select";
import { removeMember } from "./actions";
import { words } from "./words";

export const metadata: Metadata = { title: words.title };

export default async function TeamPage({ params }: PageProps<"/console/[project]/settings/team">) {
  const { project: id } = await params;
  const { project, operator: me, may } = await requireRole(id, "read");
  const team = await listTeam(project.id);
  const mayWrite = may("team.write");

  return (
    <div className="grid gap-6">
      <PageHeader
        title={words.title}
        description={words.description}
        actions={mayWrite && <AddMemberDialog project={id} />}
      />
      <Table label={words.tableLabel} stacked>
        <TableHead>
          <TableHeader>{words.person}</TableHeader>
          <TableHeader>{words.role}</TableHeader>
          <TableHeader>{words.signedIn}</TableHeader>
          <TableHeader>
            <VisuallyHidden>{words.actions}</VisuallyHidden>
          </TableHeader>
        </TableHead>
        <TableBody>
          {team.map(({ operator, role }) => (
            <Member
              key={operator.id}
              project={id}
              operator={operator}
              role={role}
              isMe={operator.id === me.id}
              mayWrite={mayWrite}
            />
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function Member({
  project,
  operator,
  role,
  isMe,
  mayWrite,
}: {
  project: string;
  operator: Operator;
  role: Role;
  isMe: boolean;
  mayWrite: boolean;
}) {
  const fields = { project, operator: toTypeId("opr", operator.id) };
  return (
    <TableRow>
      <TableCell className="py-2">
        <span className="grid min-w-0">
          <span className="flex min-w-0 flex-wrap items-center gap-2">
            <span className="min-w-0 break-words font-medium">{operator.name || operator.email}</span>
            {isMe && <Badge>{words.you}</Badge>}
          </span>
          {operator.name && <span className="break-words text-muted text-xs">{operator.email}</span>}
        </span>
      </TableCell>
      <TableCell label={words.role}>
        {mayWrite ? (
          <RoleSelect key={role} {...fields} email={operator.email} role={role} />
        ) : (
          roleNames[role]
        )}
      </TableCell>
      <TableCell label={words.signedIn} className="whitespace-nowrap text-muted">
        {operator.lastSignedInAt ? <RelativeTime at={operator.lastSignedInAt} /> : words.never}
      </TableCell>
      <TableCell align="end">
        {mayWrite && (
          <ConfirmDialog
            trigger={
              <Button variant="ghost" size="sm" className="text-danger">
                {words.remove}
              </Button>
            }
            title={words.removeTitle(operator.email)}
            description={words.removeText}
            confirmLabel={words.remove}
            cancelLabel={words.keep}
            action={removeMember}
            fields={fields}
          />
        )}
      </TableCell>
    </TableRow>
  );
}
