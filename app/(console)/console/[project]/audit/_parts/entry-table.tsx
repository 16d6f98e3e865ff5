import { browserNameOf } from "@/app/_ui/browser-name";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { type AuditEntry, summarize } from "@/lib/events";
import { text } from "../text";
import { ChangeDetails } from "./change-details";

export function EntryTable({
  entries,
  nameOf,
}: {
  entries: AuditEntry[];
  nameOf: (actor: string) => string | null;
}) {
  return (
    <Table label={text.tableLabel} stacked>
      <TableHead>
        <TableHeader>{text.what}</TableHeader>
        <TableHeader>{text.who}</TableHeader>
        <TableHeader>{text.from}</TableHeader>
        <TableHeader>{text.when}</TableHeader>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={entry.sequence}>
            <TableCell className="py-2.5 md:max-w-md">
              <span className="break-words">{summarize(entry)}</span>
              <ChangeDetails data={entry.data} />
            </TableCell>
            <TableCell label={text.who}>{nameOf(entry.actor) ?? text.system}</TableCell>
            <TableCell label={text.from} className="text-muted text-xs">
              <span className="grid">
                <span className="font-mono">{entry.address ?? text.nothing}</span>
                <span title={entry.userAgent ?? undefined}>{browserNameOf(entry.userAgent)}</span>
              </span>
            </TableCell>
            <TableCell label={text.when} className="whitespace-nowrap text-muted">
              <RelativeTime at={entry.createdAt} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
