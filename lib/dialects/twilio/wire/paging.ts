import { z } from "zod";
import { env } from "@/lib/env";
import { integer } from "./fields";

const largestPage = 1000;

export const PageQuery = z.object({
  PageSize: integer(1, 1_000_000)
    .transform((size) => Math.min(size, largestPage))
    .default(50),
  Page: integer(0, 1_000_000).default(0),
  PageToken: z.string().max(100).optional(),
});
export type PageQuery = z.output<typeof PageQuery>;

/** SDKs follow `next_page_url` as it is, so it must lead back here. */
export const PageMeta = z.strictObject({
  key: z.string(),
  page: z.int(),
  page_size: z.int(),
  first_page_url: z.string(),
  previous_page_url: z.string().nullable(),
  url: z.string(),
  next_page_url: z.string().nullable(),
});

interface MetaOptions {
  key: string;
  /** Below `/v2`. */
  path: string;
  query: PageQuery;
  /** The list's filters, for the links. */
  filters?: Record<string, string>;
  hasNext: boolean;
  /** For lists that go on after a row instead of a number of rows. They have no link back. */
  nextToken?: string;
}

export function pageMeta({
  key,
  path,
  query: { Page: page, PageSize: size, PageToken: token },
  filters = {},
  hasNext,
  nextToken,
}: MetaOptions): z.input<typeof PageMeta> {
  const urlOf = (number: number, pageToken?: string) => {
    const parameters = new URLSearchParams({ ...filters, PageSize: String(size), Page: String(number) });
    if (pageToken) parameters.set("PageToken", pageToken);
    return `${env.PUBLIC_URL}/v2${path}?${parameters}`;
  };
  return {
    key,
    page,
    page_size: size,
    first_page_url: urlOf(0),
    previous_page_url: page > 0 && !token ? urlOf(page - 1) : null,
    url: urlOf(page, token),
    next_page_url: hasNext ? urlOf(page + 1, nextToken) : null,
  };
}

/** A page of a list that is in memory. */
export function slicePage<T>(rows: readonly T[], { Page, PageSize }: PageQuery) {
  const from = Page * PageSize;
  return { rows: rows.slice(from, from + PageSize), hasNext: rows.length > from + PageSize };
}
