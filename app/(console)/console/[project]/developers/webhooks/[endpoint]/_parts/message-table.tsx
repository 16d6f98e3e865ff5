import { RelativeTime } from "@/app/_ui/relative-time";
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { toTypeId } from "@/lib/id";
import type { MessageRow } from "@/lib/webhooks";
import { MessageBadge } from "../../_parts/status";
import { text } from "../../text";

export function MessageTable({ messages, path }: { messages: MessageRow[]; path: string }) {
  return (
    <Table label={text.messagesLabel} stacked>
      <TableHead>
        <TableHeader>{text.message}</TableHeader>
        <TableHeader>{text.outcome}</TableHeader>
        <TableHeader align="end">{text.sequence}</TableHeader>
        <TableHeader align="end">{text.attempts}</TableHeader>
        <TableHeader>{text.next}</TableHeader>
        <TableHeader>{text.when}</TableHeader>
      </TableHead>
      <TableBody>
        {messages.map((message) => (
          <TableRow key={message.id}>
            <TableCell>
              <RowLink href={`${path}/${toTypeId("msg", message.id)}`}>{message.type}</RowLink>
            </TableCell>
            <TableCell label={text.outcome}>
              <MessageBadge outcome={message.outcome} />
            </TableCell>
            <TableCell label={text.sequence} align="end">
              {message.sequence}
            </TableCell>
            <TableCell label={text.attempts} align="end">
              {message.attemptCount}
            </TableCell>
            <TableCell label={text.next} className="whitespace-nowrap text-muted">
              {message.finishedAt ? "–" : <RelativeTime at={message.runAt} />}
            </TableCell>
            <TableCell label={text.when} className="whitespace-nowrap text-muted">
              <RelativeTime at={message.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
