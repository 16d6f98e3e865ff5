import { z } from "zod";
import { encodeCursor, pageQuery } from "@/lib/http";

export const pageSize = 25;

export type Search = Record<string, string | string[] | undefined>;

/** The query parameters of every list. Invalid values are ignored, because a page should still open. */
export const listQuery = {
  q: z.string().trim().min(1).max(254).optional().catch(undefined),
  cursor: pageQuery.cursor.catch(undefined),
};

/** A parameter that can be there several times, such as `status=pending&status=locked`. Empty: not there. */
export function several<T extends z.ZodType>(one: T) {
  return z.array(one).catch([]).meta({ several: true });
}

/** Parses the query: the first value of each parameter unless it takes several, without the empty ones that forms send. */
export function readQuery<T extends z.ZodObject>(schema: T, search: Search): z.output<T> {
  const values = Object.entries(search).map(([name, value]) => {
    const all = [value].flat().filter(Boolean);
    const field = schema.shape[name] as z.ZodType | undefined;
    return [name, field?.meta()?.several ? all : all[0]];
  });
  return schema.parse(Object.fromEntries(values.filter(([, value]) => value !== undefined)));
}

/** The list's URL with changed query parameters. The others are kept. */
export function hrefWith(path: string, search: Search, change: Search): string {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries({ ...search, ...change })) {
    for (const value of [values].flat()) if (value) query.append(name, value);
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
