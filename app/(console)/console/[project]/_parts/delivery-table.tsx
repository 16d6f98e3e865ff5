import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { type DeliveryRecord, explainDelivery } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { getText } from "../../../_text/get-text";
import { LiveNote, LiveOutcome } from "../_live/live-cells";
import { TestBadge } from "./test-badge";

/** Messages with their status and an explanation. `now` should be close to the database's clock. */
export async function DeliveryTable({
  deliveries,
  project,
  now,
}: {
  deliveries: DeliveryRecord[];
  project: string;
  now: Date;
}) {
  const t = await getText();
  return (
    <DataTable
      label={t("messages.tableLabel")}
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("messages.recipient"),
          cell: ({ id, recipient }) => (
            <RowLink href={`/console/${project}/messages/${toTypeId("dlv", id)}`}>{recipient}</RowLink>
          ),
          className: "max-w-64 truncate",
        },
        {
          header: t("messages.outcome"),
          cell: ({ id, outcome, providerKind }) => (
            <span className="inline-flex flex-wrap gap-1">
              <LiveOutcome id={toTypeId("dlv", id)} outcome={outcome} />
              {providerKind === "test" && <TestBadge />}
            </span>
          ),
        },
        { header: t("messages.channel"), cell: ({ channel }) => t(`terms.channels.${channel}`) },
        {
          header: t("messages.explanation"),
          cell: (delivery) => (
            <LiveNote id={toTypeId("dlv", delivery.id)} note={explainDelivery(delivery, now)} />
          ),
          hideHeaderOnCards: true,
          className: "py-2 text-muted md:max-w-96",
        },
        { header: t("messages.createdAt"), time: ({ createdAt }) => createdAt, align: "end" },
      ]}
    />
  );
}
