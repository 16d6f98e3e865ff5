import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { toTypeId } from "@/lib/id";
import type { UserIdentifier } from "@/lib/users";
import { getText } from "../../../../../_text/get-text";
import { makeIdentifierPrimary, removeFromUser } from "../../actions";
import { evidenceColumns } from "./evidence-columns";

/** A user's identifiers, with the evidence and date of their verification. */
export async function IdentifierTable({
  identifiers,
  project,
  user,
  mayWrite,
}: {
  identifiers: UserIdentifier[];
  project: string;
  user: string;
  mayWrite: boolean;
}) {
  const t = await getText();
  if (identifiers.length === 0) return <p className="text-muted text-sm">{t("users.noIdentifiers")}</p>;
  return (
    <DataTable
      label={t("users.identifiers")}
      rows={identifiers}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("users.value"),
          cell: ({ value, isPrimary }) => (
            <span className="flex min-w-0 flex-wrap items-center gap-x-2">
              <span className="min-w-0 break-words font-medium">{value}</span>
              {isPrimary && <Badge>{t("users.primary")}</Badge>}
            </span>
          ),
          className: "max-w-80",
        },
        ...evidenceColumns(project, t),
        {
          header: t("users.actions"),
          actions: (identifier) =>
            mayWrite && (
              <Actions
                identifier={identifier}
                fields={{ project, user, identifier: toTypeId("idn", identifier.id) }}
              />
            ),
        },
      ]}
    />
  );
}

async function Actions({
  identifier,
  fields,
}: {
  identifier: UserIdentifier;
  fields: Record<string, string>;
}) {
  const t = await getText();
  return (
    <span className="flex justify-end gap-1 whitespace-nowrap">
      {!identifier.isPrimary && (
        <ActionButton
          action={makeIdentifierPrimary}
          fields={fields}
          done={t("users.madePrimary")}
          variant="ghost"
          size="sm"
        >
          {t("users.makePrimary")}
        </ActionButton>
      )}
      <ConfirmButton
        label={t("users.remove")}
        title={t("users.removeTitle", { value: identifier.value })}
        description={t("users.removeText")}
        action={removeFromUser}
        fields={fields}
      />
    </span>
  );
}
