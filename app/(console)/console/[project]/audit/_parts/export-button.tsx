import { Download } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { HiddenFields } from "@/app/_ui/hidden-fields";
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
      <HiddenFields values={{ format, ...filters }} />
      <Button type="submit">
        <Download aria-hidden />
        {label}
      </Button>
    </form>
  );
}
