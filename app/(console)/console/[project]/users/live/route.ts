import { listUsers } from "@/lib/users";
import { requireRole } from "../../../../_session/session";
import { searchOf } from "../../_live/live-href";
import { liveResponse } from "../../_live/live-response";
import { listQuery, readQuery } from "../../_parts/list-query";
import { filterOf, UserSearch } from "../query";

const Live = UserSearch.extend({ after: listQuery.cursor });

/** Tells the list of new users. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/console/[project]/users/live">,
): Promise<Response> {
  const { ctx } = await requireRole((await params).project, "read");
  const { after, ...query } = readQuery(Live, searchOf(request));
  const filter = filterOf(query);
  return liveResponse(request, {
    newer: query.cursor ? undefined : (limit) => listUsers(ctx, { ...filter, after, limit }),
  });
}
