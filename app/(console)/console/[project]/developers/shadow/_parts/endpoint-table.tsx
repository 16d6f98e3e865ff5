import { DataTable } from "@/app/_ui/data-table";
import type { RecordedEndpoint } from "@/lib/shadow";
import { text } from "../text";

export const skipped = ({ notCompared }: RecordedEndpoint) =>
  Object.values(notCompared).reduce((sum, count) => sum + count, 0);

/** Counts by endpoint. */
export function EndpointTable({ endpoints }: { endpoints: RecordedEndpoint[] }) {
  const shown = (count: number) => count.toLocaleString("en");
  return (
    <DataTable
      label={text.endpoints}
      rows={endpoints}
      rowKey={({ dialect, endpoint }) => `${dialect} ${endpoint}`}
      columns={[
        {
          header: text.endpoint,
          cell: ({ endpoint }) => <code className="break-words font-mono text-[0.8125rem]">{endpoint}</code>,
          className: "md:max-w-96",
        },
        { header: text.requests, align: "end", cell: ({ requests }) => shown(requests) },
        { header: text.same, align: "end", cell: ({ same }) => shown(same) },
        {
          header: text.different,
          align: "end",
          cell: (row) => shown(row.requests - row.same - skipped(row)),
        },
        { header: text.notCompared, align: "end", cell: (row) => shown(skipped(row)) },
        { header: text.lastAt, time: ({ lastAt }) => lastAt },
      ]}
    />
  );
}
