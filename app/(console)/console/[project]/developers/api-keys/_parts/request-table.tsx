import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import type { LoggedRequest } from "@/lib/access";
import { getText } from "../../../../../_text/get-text";

function toneOf(status: number) {
  if (status >= 500) return "danger";
  return status >= 400 ? "warning" : "success";
}

export async function RequestTable({ requests }: { requests: readonly LoggedRequest[] }) {
  const t = await getText();
  return (
    <DataTable
      label={t("apiKeys.requests")}
      rows={requests}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("apiKeys.request"),
          cell: ({ method, path, members }) => (
            <span className="grid min-w-0">
              <code className="break-all font-mono text-xs">
                {method} {path}
              </code>
              {members.length > 0 && (
                <span className="break-words text-muted text-xs">{members.join(", ")}</span>
              )}
            </span>
          ),
          className: "py-2",
        },
        {
          header: t("apiKeys.status"),
          cell: ({ status, outcome }) => (
            <Badge tone={toneOf(status)}>
              {status} {outcome !== "ok" && outcome}
            </Badge>
          ),
        },
        {
          header: t("apiKeys.duration"),
          cell: ({ durationMs }) => t("terms.durations.milliseconds", { milliseconds: durationMs }),
          align: "end",
          className: "whitespace-nowrap text-muted",
        },
        {
          header: t("apiKeys.requestId"),
          cell: ({ requestId }) => <code className="break-all font-mono text-xs">{requestId}</code>,
        },
        { header: t("apiKeys.when"), time: ({ createdAt }) => createdAt },
      ]}
    />
  );
}
