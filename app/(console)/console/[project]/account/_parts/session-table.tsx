import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { browserNameOf } from "@/app/_ui/browser-name";
import { DataTable } from "@/app/_ui/data-table";
import type { SessionRow } from "@/lib/access";
import { endSession } from "../actions";
import { text } from "../text";

/** Where the operator is signed in, the last used first. */
export function SessionTable({ sessions, current }: { sessions: SessionRow[]; current: string }) {
  return (
    <DataTable
      label={text.sessionsLabel}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.device,
          cell: ({ id, userAgent }) => (
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium" title={userAgent ?? undefined}>
                {browserNameOf(userAgent) ?? text.unknownDevice}
              </span>
              {id === current && <Badge tone="info">{text.thisSession}</Badge>}
            </span>
          ),
          className: "py-2",
        },
        {
          header: text.network,
          cell: ({ address }) => address ?? text.unknownNetwork,
          className: "font-mono text-muted text-xs",
        },
        { header: text.since, time: ({ createdAt }) => createdAt },
        { header: text.used, time: ({ lastUsedAt }) => lastUsedAt },
        {
          header: text.actions,
          actions: ({ id }) =>
            id !== current && (
              <ActionButton
                action={endSession}
                fields={{ session: id }}
                done={text.endedOne}
                variant="ghost"
                size="sm"
              >
                {text.end}
              </ActionButton>
            ),
        },
      ]}
    />
  );
}
