import { RelativeTime } from "@/app/_ui/relative-time";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { type DeliveryRecord, explainDelivery } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { text } from "../messages/text";
import { channelLabels } from "../verifications/text";
import { OutcomeBadge } from "./outcome-badge";
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
    <Table label={text.tableLabel} stacked>
      <TableHead>
        <TableHeader>{text.recipient}</TableHeader>
        <TableHeader>{text.outcome}</TableHeader>
        <TableHeader>{text.channel}</TableHeader>
        <TableHeader>{text.explanation}</TableHeader>
        <TableHeader align="end">{text.createdAt}</TableHeader>
      </TableHead>
      <TableBody>
        {deliveries.map((delivery) => (
          <TableRow key={delivery.id}>
            <TableCell className="max-w-64 truncate">
              <RowLink href={`/console/${project}/messages/${toTypeId("dlv", delivery.id)}`}>
                {delivery.recipient}
              </RowLink>
            </TableCell>
            <TableCell label={text.outcome}>
              <span className="inline-flex flex-wrap gap-1">
                <OutcomeBadge outcome={delivery.outcome} />
                {delivery.providerKind === "test" && <TestBadge />}
              </span>
            </TableCell>
            <TableCell label={text.channel}>{channelLabels[delivery.channel]}</TableCell>
            <TableCell className="py-2 text-muted md:max-w-96">{explainDelivery(delivery, now)}</TableCell>
            <TableCell label={text.createdAt} align="end" className="whitespace-nowrap text-muted">
              <RelativeTime at={delivery.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
