import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import { listEvents } from "@/lib/events";
import type { ProtectionRule } from "@/lib/protection";
import { ruleLabels, text } from "../text";

const shown = 20;

/** The newest objections of rules, each with its explanation. */
export async function Objections({ projectId }: { projectId: string }) {
  const events = await listEvents(projectId, { type: "protection.objected", limit: shown });
  if (events.length === 0) return <p className="text-muted text-sm">{text.noObjections}</p>;
  return (
    <DataTable
      label={text.newest}
      rows={events}
      rowKey={({ id }) => id}
      columns={[
        { header: text.when, time: ({ createdAt }) => createdAt },
        { header: text.recipient, cell: ({ data }) => String(data.recipient) },
        {
          header: text.rule,
          cell: ({ data }) => ruleLabels[data.rule as ProtectionRule] ?? String(data.rule),
        },
        { header: text.explanation, cell: ({ data }) => String(data.explanation), className: "py-2" },
        {
          header: text.outcome,
          cell: ({ data }) => (
            <Badge tone={data.outcome === "reported" ? "info" : "warning"}>
              {text.outcomes[String(data.outcome)] ?? String(data.outcome)}
            </Badge>
          ),
        },
      ]}
    />
  );
}
