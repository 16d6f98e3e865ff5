import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import { type LoadedVerification, statusOf } from "@/lib/verification";
import { LiveStatus } from "../../_live/live-cells";
import { TestBadge } from "../../_parts/test-badge";
import { noSubject, subjectOf } from "../account";
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
    <DataTable
      label={text.tableLabel}
      rows={verifications}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.recipient,
          cell: (v) => (
            <RowLink href={`/console/${project}/verifications/${toTypeId("ver", v.id)}`}>
              {subjectOf(v) ?? <span className="font-normal text-muted">{noSubject(v)}</span>}
            </RowLink>
          ),
          className: "max-w-80 truncate",
        },
        {
          header: text.status,
          cell: (v) => (
            <span className="inline-flex flex-wrap gap-1">
              <LiveStatus id={toTypeId("ver", v.id)} status={statusOf(v, v.now)} />
              {isForTest(v) && <TestBadge />}
            </span>
          ),
        },
        { header: text.channel, cell: channelOf },
        { header: text.purpose, cell: ({ purpose }) => purposeLabel(purpose) },
        { header: text.dialect, cell: ({ dialect }) => dialect, className: "text-muted" },
        { header: text.started, time: ({ createdAt }) => createdAt, align: "end" },
      ]}
    />
  );
}

function channelOf({ channel, connectorId }: LoadedVerification): string {
  if (channel) return channelLabels[channel];
  return connectorId ? text.social : "–";
}
