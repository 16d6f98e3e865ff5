import { ActionButton } from "@/app/_forms/action-button";
import { Badge } from "@/app/_ui/badge";
import { browserNameOf } from "@/app/_ui/browser-name";
import { DataTable } from "@/app/_ui/data-table";
import type { SessionRow } from "@/lib/access";
import { getText } from "../../../../_text/get-text";
import { endSession } from "../actions";

/** Where the operator is signed in, the last used first. */
export async function SessionTable({ sessions, current }: { sessions: SessionRow[]; current: string }) {
  const t = await getText();
  return (
    <DataTable
      label={t("account.sessionsLabel")}
      rows={sessions}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("account.device"),
          cell: ({ id, userAgent }) => (
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium" title={userAgent ?? undefined}>
                {browserNameOf(userAgent) ?? t("account.unknownDevice")}
              </span>
              {id === current && <Badge tone="info">{t("account.thisSession")}</Badge>}
            </span>
          ),
          className: "py-2",
        },
        {
          header: t("account.network"),
          cell: ({ address }) => address ?? t("account.unknownNetwork"),
          className: "font-mono text-muted text-xs",
        },
        { header: t("account.since"), time: ({ createdAt }) => createdAt },
        { header: t("account.used"), time: ({ lastUsedAt }) => lastUsedAt },
        {
          header: t("account.actions"),
          actions: ({ id }) =>
            id !== current && (
              <ActionButton
                action={endSession}
                fields={{ session: id }}
                done={t("account.endedOne")}
                variant="ghost"
                size="sm"
              >
                {t("account.end")}
              </ActionButton>
            ),
        },
      ]}
    />
  );
}
