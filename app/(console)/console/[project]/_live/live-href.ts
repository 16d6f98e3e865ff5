import { encodeCursor } from "@/lib/http";
import { hrefWith, type Search } from "../_parts/list-query";

/** The stream of a list with these filters and rows, the first one first. */
export function liveHref<Row extends { createdAt: Date; id: string }>(
  path: string,
  search: Search,
  rows: readonly Row[],
  shownId?: (row: Row) => string,
): string {
  return hrefWith(`${path}/live`, search, {
    after: rows[0] && encodeCursor(rows[0]),
    shown: shownId && rows.map(shownId),
  });
}

/** The query of a stream's request, like the one of a page. */
export function searchOf(request: Request): Search {
  const query = new URL(request.url).searchParams;
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name)]));
}
