import { Badge } from "@/app/_ui/badge";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import { toTypeId } from "@/lib/id";
import type { UserIdentifier } from "@/lib/users";
import { ActButton } from "../../../_parts/act-button";
import { makeItPrimary, removeIt } from "../../actions";
import { text } from "../../text";
import { Evidence } from "./evidence";

/** What a user holds, why it counts as verified, and since when. */
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
        {identifiers.map((held) => (
          <TableRow key={held.id}>
            <TableCell className="max-w-80">
              <span className="flex min-w-0 flex-wrap items-center gap-x-2">
                <span className="min-w-0 break-words font-medium">{held.value}</span>
                {held.isPrimary && <Badge>{text.primary}</Badge>}
              </span>
            </TableCell>
            <TableCell label={text.evidence}>
              <Evidence held={held} project={project} />
            </TableCell>
            <TableCell label={text.since} className="whitespace-nowrap text-muted">
              {held.verifiedAt ? <RelativeTime at={held.verifiedAt} /> : "–"}
            </TableCell>
            <TableCell align="end">
              {mayWrite && (
                <Actions held={held} fields={{ project, user, identifier: toTypeId("idn", held.id) }} />
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Actions({ held, fields }: { held: UserIdentifier; fields: Record<string, string> }) {
  return (
    <span className="flex justify-end gap-1 whitespace-nowrap">
      {!held.isPrimary && (
        <ActButton action={makeItPrimary} fields={fields} done={text.madePrimary} variant="ghost" size="sm">
          {text.makePrimary}
        </ActButton>
      )}
      <ConfirmDialog
        trigger={
          <Button variant="ghost" size="sm" className="text-danger">
            {text.remove}
          </Button>
        }
        title={text.removeTitle(held.value)}
        description={text.removeText}
        confirmLabel={text.remove}
        cancelLabel={text.keep}
        action={removeIt}
        fields={fields}
      />
    </span>
  );
}
