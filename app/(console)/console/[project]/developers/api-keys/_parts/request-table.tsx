import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import type { LoggedRequest } from "@/lib/access";
import { text } from "../text";

function toneOf(status: number) {
  if (status >= 500) return "danger";
  return status >= 400 ? "warning" : "success";
}

export function RequestTable({ requests }: { requests: readonly LoggedRequest[] }) {
  return (
    <DataTable
      label={text.requests}
      rows={requests}
      rowKey={({ id }) => id}
      columns={[
        {
          header: text.request,
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
          header: text.status,
          cell: ({ status, outcome }) => (
            <Badge tone={toneOf(status)}>
              {status} {outcome !== "ok" && outcome}
            </Badge>
          ),
        },
        {
          header: text.duration,
          cell: ({ durationMs }) => text.milliseconds(durationMs),
          align: "end",
          className: "whitespace-nowrap text-muted",
        },
        {
          header: text.requestId,
          cell: ({ requestId }) => <code className="break-all font-mono text-xs">{requestId}</code>,
        },
        { header: text.when, time: ({ createdAt }) => createdAt },
      ]}
    />
  );
}
