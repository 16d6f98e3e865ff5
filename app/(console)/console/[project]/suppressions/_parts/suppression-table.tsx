import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { TextLink } from "@/app/_ui/text-link";
import { VisuallyHidden } from "@/app/_ui/visually-hidden";
import type { Suppression } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { channelLabels } from "../../verifications/text";
import { removeSuppression } from "../actions";
import { reasonLabels, text } from "../text";

export function SuppressionTable({
  suppressions,
  project,
  mayWrite,
}: {
  suppressions: Suppression[];
  project: string;
  mayWrite: boolean;
}) {
  return (
    <Table label={text.tableLabel} stacked>
      <TableHead>
        <TableHeader>{text.recipient}</TableHeader>
        <TableHeader>{text.channel}</TableHeader>
        <TableHeader>{text.reason}</TableHeader>
        <TableHeader>{text.createdAt}</TableHeader>
        {mayWrite && (
          <TableHeader>
            <VisuallyHidden>{text.actions}</VisuallyHidden>
          </TableHeader>
        )}
      </TableHead>
      <TableBody>
        {suppressions.map((one) => (
          <TableRow key={one.id}>
            <TableCell className="break-all py-2 font-medium md:max-w-72">{one.recipient}</TableCell>
            <TableCell label={text.channel}>{channelLabels[one.channel]}</TableCell>
            <TableCell label={text.reason} className="md:max-w-80">
              <Reason suppression={one} project={project} />
            </TableCell>
            <TableCell label={text.createdAt} className="whitespace-nowrap text-muted">
              <RelativeTime at={one.createdAt} />
            </TableCell>
            {mayWrite && (
              <TableCell align="end">
                <ConfirmDialog
                  trigger={
                    <Button variant="ghost" size="sm">
                      {text.remove}
                    </Button>
                  }
                  title={text.removeTitle(one.recipient)}
                  description={text.removeText}
                  confirmLabel={text.remove}
                  action={removeSuppression}
                  fields={{ project, suppression: toTypeId("sup", one.id) }}
                />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Reason({
  suppression: { reason, note, deliveryId },
  project,
}: {
  suppression: Suppression;
  project: string;
}) {
  return (
    <span className="grid">
      <span>{reasonLabels[reason]}</span>
      {note && <span className="break-words text-muted text-xs">{note}</span>}
      {deliveryId && (
        <TextLink href={`/console/${project}/messages/${toTypeId("dlv", deliveryId)}`} className="text-xs">
          {text.message}
        </TextLink>
      )}
    </span>
  );
}
