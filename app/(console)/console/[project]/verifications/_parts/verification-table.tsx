import { RelativeTime } from "@/app/_ui/relative-time";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import { type Read, statusOf } from "@/lib/verification";
import { StatusBadge } from "../../_parts/status-badge";
import { subjectOf } from "../account";
import { channelWords, purposeWords, words } from "../words";

export function VerificationTable({ verifications, project }: { verifications: Read[]; project: string }) {
  return (
    <Table label={words.tableLabel} stacked>
      <TableHead>
        <TableHeader>{words.recipient}</TableHeader>
        <TableHeader>{words.status}</TableHeader>
        <TableHeader>{words.channel}</TableHeader>
        <TableHeader>{words.purpose}</TableHeader>
        <TableHeader>{words.by}</TableHeader>
        <TableHeader align="end">{words.started}</TableHeader>
      </TableHead>
      <TableBody>
        {verifications.map((v) => (
          <TableRow key={v.id}>
            <TableCell className="max-w-80 truncate">
              <RowLink href={`/console/${project}/verifications/${toTypeId("ver", v.id)}`}>
                {subjectOf(v) ?? <span className="font-normal text-muted">{words.open}</span>}
              </RowLink>
            </TableCell>
            <TableCell label={words.status}>
              <StatusBadge status={statusOf(v, v.now)} />
            </TableCell>
            <TableCell label={words.channel}>{channelOf(v)}</TableCell>
            <TableCell label={words.purpose}>{purposeWords(v.purpose)}</TableCell>
            <TableCell label={words.by} className="text-muted">
              {v.mouth}
            </TableCell>
            <TableCell label={words.started} align="end" className="whitespace-nowrap text-muted">
              <RelativeTime at={v.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function channelOf({ channel, connectorId }: Read): string {
  if (channel) return channelWords[channel];
  return connectorId ? words.social : "–";
}
