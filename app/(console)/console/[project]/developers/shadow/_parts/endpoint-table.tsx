import { DataTable } from "@/app/_ui/data-table";
import type { RecordedEndpoint } from "@/lib/shadow";
import { getText } from "../../../../../_text/get-text";

export const skipped = ({ notCompared }: RecordedEndpoint) =>
  Object.values(notCompared).reduce((sum, count) => sum + count, 0);

/** Counts by endpoint. */
export async function EndpointTable({ endpoints }: { endpoints: RecordedEndpoint[] }) {
  const t = await getText();
  const shown = (count: number) => count.toLocaleString(t.locale);
  return (
    <DataTable
      label={t("shadow.endpoints")}
      rows={endpoints}
      rowKey={({ dialect, endpoint }) => `${dialect} ${endpoint}`}
      columns={[
        {
          header: t("shadow.endpoint"),
          cell: ({ endpoint }) => <code className="break-words font-mono text-[0.8125rem]">{endpoint}</code>,
          className: "md:max-w-96",
        },
        { header: t("shadow.requests"), align: "end", cell: ({ requests }) => shown(requests) },
        { header: t("shadow.same"), align: "end", cell: ({ same }) => shown(same) },
        {
          header: t("shadow.different"),
          align: "end",
          cell: (row) => shown(row.requests - row.same - skipped(row)),
        },
        { header: t("shadow.notCompared"), align: "end", cell: (row) => shown(skipped(row)) },
        { header: t("shadow.lastAt"), time: ({ lastAt }) => lastAt },
      ]}
    />
  );
}
