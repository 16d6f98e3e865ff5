import { fromTypeId } from "@/lib/id";
import { findForPortal } from "@/lib/verification";
import { pageStateOf } from "../../../_parts/page-state";

/** The page's state, polled while it waits. Reveals no more than the page itself. */
export async function GET(_request: Request, { params }: RouteContext<"/verify/[id]/status">) {
  const uuid = fromTypeId("ver", (await params).id);
  const found = uuid ? await findForPortal(uuid) : null;
  const headers = { "cache-control": "no-store" };
  return found?.ok
    ? Response.json({ state: pageStateOf(found.value) }, { headers })
    : Response.json({ state: "unknown" }, { status: 404, headers });
}
