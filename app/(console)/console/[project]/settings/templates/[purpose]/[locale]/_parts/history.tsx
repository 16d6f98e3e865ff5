import { Badge } from "@/app/_ui/badge";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import type { MessageTemplate, PartName } from "@/lib/delivery";
import { ActionButton } from "../../../../../_parts/action-button";
import { restoreTemplate } from "../../../actions";
import { partLabels, text } from "../../../text";

/** Who changed the texts and when, with a button to restore each earlier version. */
export function History({
  versions,
  fields,
  nameOf,
  mayWrite,
}: {
  versions: MessageTemplate[];
  fields: Record<string, string>;
  nameOf: (actor: string) => string | null;
  mayWrite: boolean;
}) {
  if (versions.length === 0) return <p className="text-muted text-sm">{text.historyEmpty}</p>;
  return (
    <Table label={text.history} stacked>
      <TableHead>
        <TableHeader>{text.version}</TableHeader>
        <TableHeader>{text.parts}</TableHeader>
        <TableHeader>{text.by}</TableHeader>
        <TableHeader>{text.when}</TableHeader>
        <TableHeader>
          <span className="sr-only">{text.restore}</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {versions.map(({ version, texts, changedAt, changedBy }, at) => (
          <TableRow key={version}>
            <TableCell>
              <span className="flex items-center gap-2">
                {text.versionOf(version)}
                {at === 0 && <Badge>{text.current}</Badge>}
              </span>
            </TableCell>
            <TableCell label={text.parts} className="text-muted max-md:text-end md:max-w-96">
              {(Object.keys(texts) as PartName[]).map((name) => partLabels[name]).join(", ") || text.allOurs}
            </TableCell>
            <TableCell label={text.by} className="text-muted">
              {changedBy && (nameOf(changedBy) ?? text.system)}
            </TableCell>
            <TableCell label={text.when} className="whitespace-nowrap text-muted">
              {changedAt && <RelativeTime at={changedAt} />}
            </TableCell>
            <TableCell align="end">
              {at > 0 && mayWrite && (
                <ActionButton
                  action={restoreTemplate}
                  fields={{ ...fields, version: String(version) }}
                  done={text.restored}
                  size="sm"
                  aria-label={text.restoreVersion(version)}
                >
                  {text.restore}
                </ActionButton>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
