import { Badge } from "@/app/_ui/badge";
import { RelativeTime } from "@/app/_ui/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_ui/table";
import { listEvents } from "@/lib/events";
import type { ProtectionRule } from "@/lib/protection";
import { ruleLabels, text } from "../text";

const shown = 20;

/** The newest objections of rules, each with its explanation. */
export async function Objections({ projectId }: { projectId: string }) {
  const events = await listEvents(projectId, { type: "protection.objected", limit: shown });
  if (events.length === 0) return <p className="text-muted text-sm">{text.noObjections}</p>;
  return (
    <Table label={text.newest} stacked>
      <TableHead>
        <TableHeader>{text.when}</TableHeader>
        <TableHeader>{text.recipient}</TableHeader>
        <TableHeader>{text.rule}</TableHeader>
        <TableHeader>{text.explanation}</TableHeader>
        <TableHeader>{text.outcome}</TableHeader>
      </TableHead>
      <TableBody>
        {events.map(({ id, createdAt, data }) => (
          <TableRow key={id}>
            <TableCell label={text.when} className="whitespace-nowrap">
              <RelativeTime at={createdAt} />
            </TableCell>
            <TableCell label={text.recipient}>{String(data.recipient)}</TableCell>
            <TableCell label={text.rule}>
              {ruleLabels[data.rule as ProtectionRule] ?? String(data.rule)}
            </TableCell>
            <TableCell label={text.explanation} className="py-2">
              {String(data.explanation)}
            </TableCell>
            <TableCell label={text.outcome}>
              <Badge tone={data.outcome === "reported" ? "info" : "warning"}>
                {text.outcomes[String(data.outcome)] ?? String(data.outcome)}
              </Badge>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
