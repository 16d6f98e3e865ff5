import { disconnectOf, onFastPath, streamResponse } from "@/lib/http";
import { fromTypeId } from "@/lib/id";
import { errorFields, log } from "@/lib/log";
import { findForPortal, isOver, type LoadedVerification, watchForPortal } from "@/lib/verification";
import { type PageState, pageStateOf } from "../../../_parts/page-state";

/** The page's state, now and whenever it changes, as server-sent events. Reveals no more than the page itself. */
async function follow(request: Request, { params }: { params: Promise<{ id?: unknown }> }) {
  const uuid = fromTypeId("ver", String((await params).id));
  const found = uuid ? await findForPortal(uuid) : null;
  if (!found?.ok) return new Response(null, { status: 404 });
  const v = found.value;
  const isTold = isOver(v) && request.headers.get("last-event-id") === pageStateOf(v);
  const left = new AbortController();
  disconnectOf(request).addEventListener("abort", () => left.abort(), { once: true });
  const response = streamResponse(isTold ? null : statesOf(watchForPortal(v.id, left.signal)), {
    cancel: () => left.abort(),
    error: (error) => log.error("A page's state could not be followed.", { error: errorFields(error) }),
  });
  response.headers.set("cache-control", "no-store");
  return response;
}

async function* statesOf(rows: AsyncIterable<LoadedVerification>) {
  let last: PageState | undefined;
  for await (const v of rows) {
    const state = pageStateOf(v);
    if (state !== last) yield { id: state, data: state };
    last = state;
  }
}

export const { GET } = onFastPath("/verify/[id]/status", { GET: follow });

/** Next.js would run GET for HEAD, and nobody would read its stream. */
export function HEAD() {
  return new Response(null, { status: 405, headers: { allow: "GET" } });
}
