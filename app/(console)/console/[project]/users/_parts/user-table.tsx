import { RelativeTime } from "@/app/_ui/relative-time";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import type { User } from "@/lib/users";
import { text } from "../text";

export function UserTable({ users, project }: { users: User[]; project: string }) {
  return (
    <Table label={text.tableLabel} stacked>
      <TableHead>
        <TableHeader>{text.user}</TableHeader>
        <TableHeader>{text.identifiers}</TableHeader>
        <TableHeader>{text.externalId}</TableHeader>
        <TableHeader align="end">{text.created}</TableHeader>
      </TableHead>
      <TableBody>
        {users.map((user) => (
          <TableRow key={user.id}>
            <TableCell className="max-w-64 truncate">
              <RowLink href={`/console/${project}/users/${toTypeId("usr", user.id)}`}>
                {nameOf(user) ?? <span className="font-normal text-muted">{text.unnamed}</span>}
              </RowLink>
            </TableCell>
            <TableCell label={text.identifiers} className="max-w-96 truncate text-muted">
              {user.identifiers.map(({ value }) => value).join(", ") || "–"}
            </TableCell>
            <TableCell label={text.externalId} className="text-muted">
              {user.externalId ?? "–"}
            </TableCell>
            <TableCell label={text.created} align="end" className="whitespace-nowrap text-muted">
              <RelativeTime at={user.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** A user's display name: the name, else the primary identifier, else the external ID. */
export function nameOf({ name, identifiers, externalId }: User): string | null {
  const primary = identifiers.find(({ isPrimary }) => isPrimary) ?? identifiers[0];
  return name || primary?.value || externalId;
}
