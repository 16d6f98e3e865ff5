import { ConfirmButton } from "@/app/_ui/confirm-button";
import { DataTable } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
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
    <DataTable
      label={text.tableLabel}
      rows={suppressions}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.recipient,
          cell: ({ recipient }) => recipient,
          className: "break-all py-2 font-medium md:max-w-72",
        },
        { header: text.channel, cell: ({ channel }) => channelLabels[channel] },
        {
          header: text.reason,
          cell: (suppression) => <Reason suppression={suppression} project={project} />,
          className: "md:max-w-80",
        },
        { header: text.createdAt, time: ({ createdAt }) => createdAt },
        mayWrite && {
          header: text.actions,
          actions: ({ id, recipient }) => (
            <ConfirmButton
              label={text.remove}
              title={text.removeTitle(recipient)}
              description={text.removeText}
              action={removeSuppression}
              fields={{ project, suppression: toTypeId("sup", id) }}
            />
          ),
        },
      ]}
    />
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
