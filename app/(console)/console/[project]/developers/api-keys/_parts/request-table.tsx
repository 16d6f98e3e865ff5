import { Badge } from "@/app/_ui/badge";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { LoggedRequest } from "@/lib/access";
import { text } from "../text";

function toneOf(status: number) {
  if (status >= 500) return "danger";
  return status >= 400 ? "warning" : "success";
}

export function RequestTable({ requests }: { requests: readonly LoggedRequest[] }) {
  return (
    <Table label={text.requests} stacked>
      <TableHead>
        <TableHeader>{text.request}</TableHeader>
        <TableHeader>{text.status}</TableHeader>
        <TableHeader align="end">{text.duration}</TableHeader>
        <TableHeader>{text.requestId}</TableHeader>
        <TableHeader>{text.when}</TableHeader>
      </TableHead>
      <TableBody>
        {requests.map((request) => (
          <TableRow key={request.id}>
            <TableCell className="py-2">
              <span className="grid min-w-0">
                <code className="break-all font-mono text-xs">
                  {request.method} {request.path}
                </code>
                {request.members.length > 0 && (
                  <span className="break-words text-muted text-xs">{request.members.join(", ")}</span>
                )}
              </span>
            </TableCell>
            <TableCell label={text.status}>
              <Badge tone={toneOf(request.status)}>
                {request.status} {request.outcome !== "ok" && request.outcome}
              </Badge>
            </TableCell>
            <TableCell label={text.duration} align="end" className="whitespace-nowrap text-muted">
              {text.milliseconds(request.durationMs)}
            </TableCell>
            <TableCell label={text.requestId}>
              <code className="break-all font-mono text-xs">{request.requestId}</code>
            </TableCell>
            <TableCell label={text.when} className="whitespace-nowrap text-muted">
              <RelativeTime at={request.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
