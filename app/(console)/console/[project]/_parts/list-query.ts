import { z } from "zod";
import { encodeCursor, pageQuery } from "@/lib/http";

export const pageSize = 25;

type Search = Record<string, string | string[] | undefined>;

/** The query parameters of every list. Invalid values are ignored, because a page should still open. */
export const listQuery = {
  q: z.string().trim().min(1).max(254).optional().catch(undefined),
  cursor: pageQuery.cursor.catch(undefined),
};

/** Parses the query: the first value of each parameter, without the empty ones that forms send. */
export function readQuery<T extends z.ZodType>(schema: T, search: Search): z.output<T> {
  const values = Object.entries(search).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return schema.parse(Object.fromEntries(values.filter(([, value]) => value !== "")));
}

/** The list's URL with changed query parameters. The others are kept. */
export function hrefWith(path: string, search: Search, change: Record<string, string | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...search, ...change })) {
    if (typeof value === "string" && value !== "") query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Takes one page from `pageSize + 1` rows, and builds the links to the next and the first page. */
export function toPage<Row extends { createdAt: Date; id: string }>(
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
