import { z } from "zod";
import { record } from "@/lib/access";
import { type AuditEntry, listAuditEntries, summarize } from "@/lib/events";
import { requireRole } from "../../../../_session/session";
import { getText } from "../../../../_text/get-text";
import { fileResponse } from "../../_export/list-file";
import { formatField, readForm } from "../../_export/read-form";
import { actorNames } from "../../_parts/actor-names";
import { auditFilters, filterOf } from "../query";

const Export = z.object({ ...auditFilters, format: formatField });

const batch = 1000;

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

/** Streams the entries that match the filters, the last one first, as a file. The export is an entry itself. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/console/[project]/audit/export">,
): Promise<Response> {
  const t = await getText();
  const { project: id } = await params;
  const { ctx, project } = await requireRole(id, "audit.read");
  const { format, ...filters } = await readForm(Export, request);
  const [filter, nameOf] = await Promise.all([filterOf(project, filters), actorNames(ctx, t)]);
  await record(ctx, "audit.exported", { format, ...filters });
  return fileResponse<AuditEntry>(
    {
      name: "audit-log",
      columns,
      lineOf: (entry) => ({
        ...entry,
        number: entry.sequence,
        time: entry.createdAt,
        summary: summarize(entry, t.locale),
        actorName: nameOf(entry.actor),
      }),
      next: (last) => listAuditEntries(filter, { before: last?.sequence, limit: batch }),
    },
    format,
  );
}
