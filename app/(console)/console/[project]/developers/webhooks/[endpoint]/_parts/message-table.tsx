import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import type { MessageRow } from "@/lib/webhooks";
import { LiveMessageOutcome, LiveNote } from "../../../../_live/live-cells";
import { text } from "../../text";

export function MessageTable({ messages, path }: { messages: MessageRow[]; path: string }) {
  return (
    <DataTable
      label={text.messagesLabel}
      rows={messages}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.message,
          cell: ({ id, type }) => <RowLink href={`${path}/${toTypeId("msg", id)}`}>{type}</RowLink>,
        },
        {
          header: text.outcome,
          cell: ({ id, outcome }) => <LiveMessageOutcome id={toTypeId("msg", id)} outcome={outcome} />,
        },
        { header: text.sequence, cell: ({ sequence }) => sequence, align: "end" },
        {
          header: text.attempts,
          cell: ({ id, attemptCount }) => <LiveNote id={toTypeId("msg", id)} note={String(attemptCount)} />,
          align: "end",
        },
        { header: text.next, time: ({ finishedAt, runAt }) => (finishedAt ? null : runAt) },
        { header: text.when, time: ({ createdAt }) => createdAt },
      ]}
    />
  );
}
