import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { toTypeId } from "@/lib/id";
import type { UserIdentifier } from "@/lib/users";
import { makeIdentifierPrimary, removeFromUser } from "../../actions";
import { text } from "../../text";
import { evidenceColumns } from "./evidence-columns";

/** A user's identifiers, with the evidence and date of their verification. */
export function IdentifierTable({
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
  if (identifiers.length === 0) return <p className="text-muted text-sm">{text.noIdentifiers}</p>;
  return (
    <DataTable
      label={text.identifiers}
      rows={identifiers}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.value,
          cell: ({ value, isPrimary }) => (
            <span className="flex min-w-0 flex-wrap items-center gap-x-2">
              <span className="min-w-0 break-words font-medium">{value}</span>
              {isPrimary && <Badge>{text.primary}</Badge>}
            </span>
          ),
          className: "max-w-80",
        },
        ...evidenceColumns(project),
        {
          header: text.actions,
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

function Actions({ identifier, fields }: { identifier: UserIdentifier; fields: Record<string, string> }) {
  return (
    <span className="flex justify-end gap-1 whitespace-nowrap">
      {!identifier.isPrimary && (
        <ActionButton
          action={makeIdentifierPrimary}
          fields={fields}
          done={text.madePrimary}
          variant="ghost"
          size="sm"
        >
          {text.makePrimary}
        </ActionButton>
      )}
      <ConfirmButton
        label={text.remove}
        title={text.removeTitle(identifier.value)}
        description={text.removeText}
        action={removeFromUser}
        fields={fields}
      />
    </span>
  );
}
