import { notFound } from "next/navigation";
import { fromTypeId, toTypeId } from "@/lib/id";
import { listMessages, type MessageFilter, type MessageRow } from "@/lib/webhooks";
import { requireRole } from "../../../../../../_session/session";
import { searchOf } from "../../../../_live/live-href";
import { liveQuery } from "../../../../_live/live-query";
import { liveResponse } from "../../../../_live/live-response";
import { readQuery } from "../../../../_parts/list-query";
import { MessageSearch } from "../query";

const Live = MessageSearch.extend(liveQuery("msg"));

/** Tells the list of new messages to the endpoint, and of what became of those shown. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/console/[project]/developers/webhooks/[endpoint]/live">,
): Promise<Response> {
  const { project, endpoint } = await params;
  const { ctx } = await requireRole(project, "read");
  const id = fromTypeId("whe", endpoint) ?? notFound();
  const { shown, after, cursor, type, outcome } = readQuery(Live, searchOf(request));
  const read = async (filter: MessageFilter): Promise<MessageRow[]> => {
    const listed = await listMessages(ctx, id, filter);
    return listed.ok ? listed.value : [];
  };
  return liveResponse(request, {
    newer: cursor ? undefined : (limit) => read({ type, outcome, newerThan: after, limit }),
    states: async () => {
      const rows = await read({ ids: shown, limit: shown.length });
      return Object.fromEntries(
        rows.map(({ id, outcome, attemptCount }) => [
          toTypeId("msg", id),
          { status: outcome ?? "pending", note: String(attemptCount) },
        ]),
      );
    },
  });
}
