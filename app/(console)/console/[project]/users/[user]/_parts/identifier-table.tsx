import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import { toTypeId } from "@/lib/id";
import type { UserIdentifier } from "@/lib/users";
import { ActionButton } from "../../../_parts/action-button";
import { makeIdentifierPrimary, removeFromUser } from "../../actions";
import { text } from "../../text";
import { Evidence } from "./evidence";

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
    <Table label={text.identifiers} stacked>
      <TableHead>
        <TableHeader>{text.value}</TableHeader>
        <TableHeader>{text.evidence}</TableHeader>
        <TableHeader>{text.since}</TableHeader>
        <TableHeader>
          <VisuallyHidden>{text.actions}</VisuallyHidden>
        </TableHeader>
      </TableHead>
      <TableBody>
        {identifiers.map((identifier) => (
          <TableRow key={identifier.id}>
            <TableCell className="max-w-80">
              <span className="flex min-w-0 flex-wrap items-center gap-x-2">
                <span className="min-w-0 break-words font-medium">{identifier.value}</span>
                {identifier.isPrimary && <Badge>{text.primary}</Badge>}
              </span>
            </TableCell>
            <TableCell label={text.evidence}>
              <Evidence record={identifier} project={project} />
            </TableCell>
            <TableCell label={text.since} className="whitespace-nowrap text-muted">
              {identifier.verifiedAt ? <RelativeTime at={identifier.verifiedAt} /> : "–"}
            </TableCell>
            <TableCell align="end">
              {mayWrite && (
                <Actions
                  identifier={identifier}
                  fields={{ project, user, identifier: toTypeId("idn", identifier.id) }}
                />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
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
      <ConfirmDialog
        trigger={
          <Button variant="ghost" size="sm" className="text-danger">
            {text.remove}
          </Button>
        }
        title={text.removeTitle(identifier.value)}
        description={text.removeText}
        confirmLabel={text.remove}
        action={removeFromUser}
        fields={fields}
      />
    </span>
  );
}
