import { Download } from "lucide-react";
import { Button } from "@/app/_ui/button";
import type { ConsoleKey } from "@/lib/i18n";
import { getText } from "../../../_text/get-text";
import type { FileFormat } from "./list-file";

const labels = { csv: "lists.exportCsv", jsonl: "lists.exportJsonl" } as const satisfies Record<
  FileFormat,
  ConsoleKey
>;

/** Download a list with its filters. Forms, because every export is an entry of the audit log. */
export async function ExportButtons({
  action,
  filters,
}: {
  /** The path of the export's route. */
  action: string;
  filters: Record<string, string | readonly string[] | undefined>;
}) {
  const t = await getText();
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
        {t(labels[format])}
      </Button>
    </form>
  ));
}
