import { z } from "zod";
import { listAuditEntries } from "@/lib/events";
import { requireRole } from "../../../../_session/session";
import { searchOf } from "../../_live/live-href";
import { liveResponse } from "../../_live/live-response";
import { readQuery } from "../../_parts/list-query";
import { auditFilters, filterOf } from "../query";

const Live = z.object({ ...auditFilters, after: z.coerce.number().int().nonnegative().catch(0) });

/** Tells the audit log's first page of new entries. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/console/[project]/audit/live">,
): Promise<Response> {
  const { project } = await requireRole((await params).project, "audit.read");
  const { after, ...filters } = readQuery(Live, searchOf(request));
  const filter = await filterOf(project, filters);
  return liveResponse(request, { newer: (limit) => listAuditEntries(filter, { after, limit }) });
}
