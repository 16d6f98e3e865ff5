import { explainDelivery, listDeliveries } from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import { requireRole } from "../../../../_session/session";
import { consoleLocale } from "../../../../_text/get-text";
import { searchOf } from "../../_live/live-href";
import { liveQuery } from "../../_live/live-query";
import { liveResponse } from "../../_live/live-response";
import { readQuery } from "../../_parts/list-query";
import { filterOf, MessageSearch } from "../query";

const Live = MessageSearch.extend(liveQuery("dlv"));

/** Tells the list of new messages, and of what became of those shown. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/console/[project]/messages/live">,
): Promise<Response> {
  const { project } = await requireRole((await params).project, "read");
  const { shown, after, ...query } = readQuery(Live, searchOf(request));
  const filter = filterOf(query);
  const locale = await consoleLocale();
  return liveResponse(request, {
    newer: query.cursor
      ? undefined
      : (limit) => listDeliveries(project.id, { ...filter, after, limit }, locale),
    states: async () => {
      const rows = await listDeliveries(project.id, { ids: shown, limit: shown.length }, locale);
      return Object.fromEntries(
        rows.map((delivery) => [
          toTypeId("dlv", delivery.id),
          { status: delivery.outcome ?? "pending", note: explainDelivery(delivery, new Date()) },
        ]),
      );
    },
  });
}
