import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import type { User } from "@/lib/users";
import { text } from "../text";

export function UserTable({ users, project }: { users: User[]; project: string }) {
  return (
    <DataTable
      label={text.tableLabel}
      rows={users}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.user,
          cell: (user) => (
            <RowLink href={`/console/${project}/users/${toTypeId("usr", user.id)}`}>
              {nameOf(user) ?? <span className="font-normal text-muted">{text.unnamed}</span>}
            </RowLink>
          ),
          className: "max-w-64 truncate",
        },
        {
          header: text.identifiers,
          cell: ({ identifiers }) => identifiers.map(({ value }) => value).join(", ") || "–",
          className: "max-w-96 truncate text-muted",
        },
        { header: text.externalId, cell: ({ externalId }) => externalId ?? "–", className: "text-muted" },
        { header: text.created, time: ({ createdAt }) => createdAt, align: "end" },
      ]}
    />
  );
}

/** A user's display name: the name, else the primary identifier, else the external ID. */
export function nameOf({ name, identifiers, externalId }: User): string | null {
  const primary = identifiers.find(({ isPrimary }) => isPrimary) ?? identifiers[0];
  return name || primary?.value || externalId;
}
