import { toTypeId } from "@/lib/id";
import { list, search, statusOf } from "@/lib/verification";
import { requireRole } from "../../../../_session/session";
import { searchOf } from "../../_live/live-href";
import { liveQuery } from "../../_live/live-query";
import { liveResponse } from "../../_live/live-response";
import { readQuery } from "../../_parts/list-query";
import { filterOf, VerificationSearch } from "../query";

const Live = VerificationSearch.extend(liveQuery("ver"));

/** Tells the list of new verifications, and of the status of those shown. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/console/[project]/verifications/live">,
): Promise<Response> {
  const { ctx } = await requireRole((await params).project, "read");
  const { shown, after, ...query } = readQuery(Live, searchOf(request));
  const filter = await filterOf(ctx, query);
  return liveResponse(request, {
    newer: query.cursor
      ? undefined
      : async (limit) => (await search(ctx, { ...filter, after, limit })).verifications,
    states: async () => {
      const rows = await list(ctx, { ids: shown, limit: shown.length });
      return Object.fromEntries(rows.map((v) => [toTypeId("ver", v.id), { status: statusOf(v, v.now) }]));
    },
  });
}
