import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import type { User } from "@/lib/users";
import { getText } from "../../../../_text/get-text";

export async function UserTable({ users, project }: { users: User[]; project: string }) {
  const t = await getText();
  return (
    <DataTable
      label={t("users.tableLabel")}
      rows={users}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("users.user"),
          cell: (user) => (
            <RowLink href={`/console/${project}/users/${toTypeId("usr", user.id)}`}>
              {nameOf(user) ?? <span className="font-normal text-muted">{t("users.unnamed")}</span>}
            </RowLink>
          ),
          className: "max-w-64 truncate",
        },
        {
          header: t("users.identifiers"),
          cell: ({ identifiers }) => identifiers.map(({ value }) => value).join(", ") || "–",
          className: "max-w-96 truncate text-muted",
        },
        {
          header: t("users.externalId"),
          cell: ({ externalId }) => externalId ?? "–",
          className: "text-muted",
        },
        { header: t("users.created"), time: ({ createdAt }) => createdAt, align: "end" },
      ]}
    />
  );
}

/** A user's display name: the name, else the primary identifier, else the external ID. */
export function nameOf({ name, identifiers, externalId }: User): string | null {
  const primary = identifiers.find(({ isPrimary }) => isPrimary) ?? identifiers[0];
  return name || primary?.value || externalId;
}
