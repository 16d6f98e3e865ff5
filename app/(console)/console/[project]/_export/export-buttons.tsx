import { Download } from "lucide-react";
import { Button } from "@/app/_ui/button";
import type { FileFormat } from "./list-file";

const labels: Record<FileFormat, string> = { csv: "Export CSV", jsonl: "Export JSON Lines" };

/** Download a list with its filters. Forms, because every export is an entry of the audit log. */
export function ExportButtons({
  action,
  filters,
}: {
  /** The path of the export's route. */
  action: string;
  filters: Record<string, string | readonly string[] | undefined>;
}) {
  return (Object.keys(labels) as FileFormat[]).map((format) => (
    <form key={format} method="post" action={action}>
      <input type="hidden" name="format" value={format} />
      {Object.entries(filters).flatMap(([name, values]) =>
        [values ?? []]
          .flat()
          .map((value) => <input key={name + value} type="hidden" name={name} value={value} />),
      )}
      <Button type="submit" size="sm">
        <Download aria-hidden />
        {labels[format]}
      </Button>
    </form>
  ));
}
