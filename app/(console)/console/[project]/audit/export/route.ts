import { z } from "zod";
import { record } from "@/lib/access";
import { type AuditEntry, type AuditFilter, listAuditEntries } from "@/lib/events";
import { requireRole } from "../../../../_session/session";
import { actorNames } from "../../_parts/actor-names";
import { readQuery } from "../../_parts/list-query";
import { auditFilters, filterOf } from "../query";
import { formats } from "./formats";

const Export = z.object({ ...auditFilters, format: z.enum(["csv", "jsonl"]).catch("csv") });

const batch = 1000;

/** Streams the entries that match the filters, the last one first, as a file. The export is an entry itself. */
export async function POST(
  request: Request,
  { params }: RouteContext<"/console/[project]/audit/export">,
): Promise<Response> {
  const { project: id } = await params;
  const { ctx, project } = await requireRole(id, "audit.read");
  const form = await request.formData().catch(() => new FormData());
  const { format, ...filters } = readQuery(Export, Object.fromEntries(form) as Record<string, string>);
  const [filter, nameOf] = await Promise.all([filterOf(project, filters), actorNames(ctx)]);
  await record(ctx, "audit.exported", { format, ...filters });

  const { head, mediaType, lineOf } = formats[format];
  const day = new Date().toISOString().slice(0, 10);
  return new Response(
    linesOf(filter, head, (entry) => lineOf(entry, nameOf(entry.actor))),
    {
      headers: {
        "content-type": mediaType,
        "content-disposition": `attachment; filename="audit-log-${day}.${format}"`,
        "cache-control": "no-store",
      },
    },
  );
}

/** Reads the next entries when the client has taken the ones before. */
function linesOf(filter: AuditFilter, head: string, lineOf: (entry: AuditEntry) => string): ReadableStream {
  const encoder = new TextEncoder();
  let before: number | undefined;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      const entries = await listAuditEntries(filter, { before, limit: batch });
      before = entries.at(-1)?.sequence;
      if (entries.length > 0) controller.enqueue(encoder.encode(entries.map(lineOf).join("")));
      if (entries.length < batch) controller.close();
    },
  });
}
