import { RelativeTime } from "@/app/_ui/relative-time";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import { type LoadedVerification, statusOf } from "@/lib/verification";
import { StatusBadge } from "../../_parts/status-badge";
import { TestBadge } from "../../_parts/test-badge";
import { subjectOf } from "../account";
import { channelLabels, purposeLabel, text } from "../text";

export function VerificationTable({
  verifications,
  project,
  isForTest,
}: {
  verifications: LoadedVerification[];
  project: string;
  /** Whether the recipient is a test recipient. */
  isForTest: (v: LoadedVerification) => boolean;
}) {
  return (
    <Table label={text.tableLabel} stacked>
      <TableHead>
        <TableHeader>{text.recipient}</TableHeader>
        <TableHeader>{text.status}</TableHeader>
        <TableHeader>{text.channel}</TableHeader>
        <TableHeader>{text.purpose}</TableHeader>
        <TableHeader>{text.dialect}</TableHeader>
        <TableHeader align="end">{text.started}</TableHeader>
      </TableHead>
      <TableBody>
        {verifications.map((v) => (
          <TableRow key={v.id}>
            <TableCell className="max-w-80 truncate">
              <RowLink href={`/console/${project}/verifications/${toTypeId("ver", v.id)}`}>
                {subjectOf(v) ?? <span className="font-normal text-muted">{text.noRecipient}</span>}
              </RowLink>
            </TableCell>
            <TableCell label={text.status}>
              <span className="inline-flex flex-wrap gap-1">
                <StatusBadge status={statusOf(v, v.now)} />
                {isForTest(v) && <TestBadge />}
              </span>
            </TableCell>
            <TableCell label={text.channel}>{channelOf(v)}</TableCell>
            <TableCell label={text.purpose}>{purposeLabel(v.purpose)}</TableCell>
            <TableCell label={text.dialect} className="text-muted">
              {v.dialect}
            </TableCell>
            <TableCell label={text.started} align="end" className="whitespace-nowrap text-muted">
              <RelativeTime at={v.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function channelOf({ channel, connectorId }: LoadedVerification): string {
  if (channel) return channelLabels[channel];
  return connectorId ? text.social : "–";
}
