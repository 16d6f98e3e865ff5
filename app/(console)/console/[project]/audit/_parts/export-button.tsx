import { Download } from "lucide-react";
import { Button } from "@/app/_ui/button";
import type { AuditFilters } from "../query";

/** Downloads the entries that match the filters. A form, because every export is an entry itself. */
export function ExportButton({
  project,
  format,
  label,
  filters,
}: {
  project: string;
  format: "csv" | "jsonl";
  label: string;
  filters: AuditFilters;
}) {
  return (
    <form method="post" action={`/console/${project}/audit/export`}>
      <input type="hidden" name="format" value={format} />
      {Object.entries(filters).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Button type="submit">
        <Download aria-hidden />
        {label}
      </Button>
    </form>
  );
}
