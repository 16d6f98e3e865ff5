export type FileFormat = "csv" | "jsonl";

/** A list as a file: what a row's line contains, and how the next rows are read. */
export interface ListFile<Row> {
  /** The file's name without date and extension. */
  name: string;
  columns: readonly string[];
  /** A row's values by column. */
  lineOf: (row: Row) => Record<string, unknown>;
  /** The rows after one, or the first ones. The file ends where there are none. */
  next: (last: Row | undefined) => Promise<readonly Row[]>;
}

const mediaTypes: Record<FileFormat, string> = {
  /** RFC 4180. */
  csv: "text/csv; charset=utf-8",
  jsonl: "application/jsonl; charset=utf-8",
};

/** Sends a list of any length. Rows are read when the client has taken the ones before. */
export function fileResponse<Row>(file: ListFile<Row>, format: FileFormat): Response {
  const day = new Date().toISOString().slice(0, 10);
  return new Response(streamOf(file, format), {
    headers: {
      "content-type": mediaTypes[format],
      "content-disposition": `attachment; filename="${file.name}-${day}.${format}"`,
      "cache-control": "no-store",
    },
  });
}

function streamOf<Row>(file: ListFile<Row>, format: FileFormat): ReadableStream {
  const encoder = new TextEncoder();
  let last: Row | undefined;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(headOf(file.columns, format))),
    async pull(controller) {
      const rows = await file.next(last);
      last = rows.at(-1);
      const lines = rows.map((row) => lineOf(file.columns, file.lineOf(row), format));
      if (rows.length > 0) controller.enqueue(encoder.encode(lines.join("")));
      else controller.close();
    },
  });
}

/** What comes before the first row. */
export function headOf(columns: readonly string[], format: FileFormat): string {
  return format === "csv" ? csvLine(columns) : "";
}

export function lineOf(
  columns: readonly string[],
  values: Record<string, unknown>,
  format: FileFormat,
): string {
  const inOrder = columns.map((column) => [column, values[column] ?? null] as const);
  return format === "csv"
    ? csvLine(inOrder.map(([, value]) => value))
    : `${JSON.stringify(Object.fromEntries(inOrder))}\n`;
}

function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection). */
function csvField(value: unknown): string {
  const written =
    value instanceof Date
      ? value.toISOString()
      : typeof value === "object" && value !== null
        ? JSON.stringify(value)
        : String(value ?? "");
  const text = written.replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
