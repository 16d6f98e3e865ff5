import { RelativeTime } from "@/app/_ui/relative-time";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { type DeliveryRecord, explainDelivery } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { words } from "../messages/words";
import { channelWords } from "../verifications/words";
import { OutcomeBadge } from "./outcome-badge";

/** Messages, each with what became of it in plain words. `now` is near the database's clock. */
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
    <Table label={words.tableLabel} stacked>
      <TableHead>
        <TableHeader>{words.recipient}</TableHeader>
        <TableHeader>{words.outcome}</TableHeader>
        <TableHeader>{words.channel}</TableHeader>
        <TableHeader>{words.what}</TableHeader>
        <TableHeader align="end">{words.when}</TableHeader>
      </TableHead>
      <TableBody>
        {deliveries.map((delivery) => (
          <TableRow key={delivery.id}>
            <TableCell className="max-w-64 truncate">
              <RowLink href={`/console/${project}/messages/${toTypeId("dlv", delivery.id)}`}>
                {delivery.recipient}
              </RowLink>
            </TableCell>
            <TableCell label={words.outcome}>
              <OutcomeBadge outcome={delivery.outcome} />
            </TableCell>
            <TableCell label={words.channel}>{channelWords[delivery.channel]}</TableCell>
            <TableCell className="py-2 text-muted md:max-w-96">{explainDelivery(delivery, now)}</TableCell>
            <TableCell label={words.when} align="end" className="whitespace-nowrap text-muted">
              <RelativeTime at={delivery.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
