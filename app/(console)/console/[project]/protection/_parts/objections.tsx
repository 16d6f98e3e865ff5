import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import { listEvents } from "@/lib/events";
import { getText } from "../../../../_text/get-text";

const shown = 20;

/** The newest objections of rules, each with its explanation. */
export async function Objections({ projectId }: { projectId: string }) {
  const t = await getText();
  const events = await listEvents(projectId, { type: "protection.objected", limit: shown });
  if (events.length === 0) return <p className="text-muted text-sm">{t("protection.noObjections")}</p>;
  return (
    <DataTable
      label={t("protection.newest")}
      rows={events}
      rowKey={({ id }) => id}
      columns={[
        { header: t("protection.when"), time: ({ createdAt }) => createdAt },
        { header: t("protection.recipient"), cell: ({ data }) => String(data.recipient) },
        {
          header: t("protection.rule"),
          cell: ({ data }) => t.find(`protection.ruleNames.${data.rule}`) ?? String(data.rule),
        },
        {
          header: t("protection.explanation"),
          cell: ({ data }) => String(data.explanation),
          className: "py-2",
        },
        {
          header: t("protection.outcome"),
          cell: ({ data }) => (
            <Badge tone={data.outcome === "reported" ? "info" : "warning"}>
              {t.find(`protection.outcomes.${data.outcome}`) ?? String(data.outcome)}
            </Badge>
          ),
        },
      ]}
    />
  );
}
