import { type AuditEntry, summarize } from "@/lib/events";

export interface ExportFormat {
  mediaType: string;
  /** What comes before the first entry. */
  head: string;
  lineOf: (entry: AuditEntry, actorName: string | null) => string;
}

const columns = [
  "number",
  "time",
  "type",
  "summary",
  "actor",
  "actorName",
  "address",
  "userAgent",
  "requestId",
  "data",
];

export const formats: Record<"csv" | "jsonl", ExportFormat> = {
  /** RFC 4180, in UTF-8. */
  csv: {
    mediaType: "text/csv; charset=utf-8",
    head: csvLine(columns),
    lineOf: (entry, actorName) => {
      const line = toLine(entry, actorName);
      return csvLine(Object.values({ ...line, data: JSON.stringify(line.data) }));
    },
  },
  jsonl: {
    mediaType: "application/jsonl; charset=utf-8",
    head: "",
    lineOf: (entry, actorName) => `${JSON.stringify(toLine(entry, actorName))}\n`,
  },
};

/** The members in the order of the columns. */
function toLine(entry: AuditEntry, actorName: string | null) {
  return {
    number: entry.sequence,
    time: entry.createdAt.toISOString(),
    type: entry.type,
    summary: summarize(entry),
    actor: entry.actor,
    actorName,
    address: entry.address,
    userAgent: entry.userAgent,
    requestId: entry.requestId,
    data: entry.data,
  };
}

function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV injection). */
function csvField(value: unknown): string {
  const text = String(value ?? "").replace(/^(?=[=+\-@\t\r])/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
