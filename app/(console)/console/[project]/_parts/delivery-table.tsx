import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { type DeliveryRecord, explainDelivery } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { LiveNote, LiveOutcome } from "../_live/live-cells";
import { text } from "../messages/text";
import { channelLabels } from "../verifications/text";
import { TestBadge } from "./test-badge";

/** Messages with their status and an explanation. `now` should be close to the database's clock. */
export function DeliveryTable({
  deliveries,
  project,
  now,
}: {
  deliveries: DeliveryRecord[];
  project: string;
  now: Date;
}) {
  return (
    <DataTable
      label={text.tableLabel}
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.recipient,
          cell: ({ id, recipient }) => (
            <RowLink href={`/console/${project}/messages/${toTypeId("dlv", id)}`}>{recipient}</RowLink>
          ),
          className: "max-w-64 truncate",
        },
        {
          header: text.outcome,
          cell: ({ id, outcome, providerKind }) => (
            <span className="inline-flex flex-wrap gap-1">
              <LiveOutcome id={toTypeId("dlv", id)} outcome={outcome} />
              {providerKind === "test" && <TestBadge />}
            </span>
          ),
        },
        { header: text.channel, cell: ({ channel }) => channelLabels[channel] },
        {
          header: text.explanation,
          cell: (delivery) => (
            <LiveNote id={toTypeId("dlv", delivery.id)} note={explainDelivery(delivery, now)} />
          ),
          hideHeaderOnCards: true,
          className: "py-2 text-muted md:max-w-96",
        },
        { header: text.createdAt, time: ({ createdAt }) => createdAt, align: "end" },
      ]}
    />
  );
}
