import { z } from "zod";
import { encodeCursor, pageQuery } from "@/lib/http";

export const pageSize = 25;

type Search = Record<string, string | string[] | undefined>;

/** What every list reads from its address. A value that makes no sense counts as absent: a page is not an API. */
export const listQuery = {
  q: z.string().trim().min(1).max(254).optional().catch(undefined),
  cursor: pageQuery.cursor.catch(undefined),
};

/** The first of each parameter; an empty one, as forms send it, is none. */
export function readQuery<T extends z.ZodType>(schema: T, search: Search): z.output<T> {
  const given = Object.entries(search).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return schema.parse(Object.fromEntries(given.filter(([, value]) => value !== "")));
}

/** The address of the same list with the rest of the query kept, and the place in it changed. */
function hrefWith(path: string, search: Search, change: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...search, ...change })) {
    if (typeof value === "string" && value !== "") query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Cuts a page from rows of which one more than fits was asked for, and makes the addresses around it. */
export function paged<Row extends { createdAt: Date; id: string }>(
  rows: Row[],
  path: string,
  search: Search,
) {
  const shown = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? shown.at(-1) : undefined;
  return {
    shown,
    nextHref: last ? hrefWith(path, search, { cursor: encodeCursor(last) }) : null,
    firstHref: search.cursor ? hrefWith(path, search, { cursor: undefined }) : null,
  };
}
