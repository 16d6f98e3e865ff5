import { DataTable } from "@/app/_ui/data-table";
import { RowLink } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import type { MessageRow } from "@/lib/webhooks";
import { getText } from "../../../../../../_text/get-text";
import { LiveMessageOutcome, LiveNote } from "../../../../_live/live-cells";

export async function MessageTable({ messages, path }: { messages: MessageRow[]; path: string }) {
  const t = await getText();
  return (
    <DataTable
      label={t("webhooks.messagesLabel")}
      rows={messages}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("webhooks.message"),
          cell: ({ id, type }) => <RowLink href={`${path}/${toTypeId("msg", id)}`}>{type}</RowLink>,
        },
        {
          header: t("webhooks.outcome"),
          cell: ({ id, outcome }) => <LiveMessageOutcome id={toTypeId("msg", id)} outcome={outcome} />,
        },
        { header: t("webhooks.sequence"), cell: ({ sequence }) => sequence, align: "end" },
        {
          header: t("webhooks.attempts"),
          cell: ({ id, attemptCount }) => <LiveNote id={toTypeId("msg", id)} note={String(attemptCount)} />,
          align: "end",
        },
        { header: t("webhooks.next"), time: ({ finishedAt, runAt }) => (finishedAt ? null : runAt) },
        { header: t("webhooks.when"), time: ({ createdAt }) => createdAt },
      ]}
    />
  );
}
