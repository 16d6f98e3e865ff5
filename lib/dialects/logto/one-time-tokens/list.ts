import type { z } from "zod/v3";
import type { Ctx } from "@/lib/access";
import { list } from "@/lib/verification";
import type { Page } from "../management/paging";
import { purpose } from "./policy";
import type { ListTokensQuery } from "./requests";
import { keptOf, toToken, type WireToken } from "./token";

/** The most tokens read for a page. The vendor's lists have a total count, which our index does not provide. */
const batch = 500;
const mostRead = 5000;

export async function listTokens(
  ctx: Ctx,
  /** Null: all of them. */
  page: Page | null,
  { email, status }: z.output<typeof ListTokensQuery>,
): Promise<{ total: number; tokens: WireToken[] }> {
  const all: WireToken[] = [];
  let before: { id: string } | undefined;
  for (let read = 0; read < mostRead; read += batch) {
    const rows = await list(ctx, { purpose, before, limit: batch });
    all.push(...rows.filter((v) => keptOf(v)).map(toToken));
    const last = rows.at(-1);
    if (rows.length < batch || !last) break;
    before = last;
  }
  const wanted = all.filter(
    (one) => (email === undefined || one.email === email) && (status === undefined || one.status === status),
  );
  if (!page) return { total: wanted.length, tokens: wanted };
  const start = (page.page - 1) * page.pageSize;
  return { total: wanted.length, tokens: wanted.slice(start, start + page.pageSize) };
}
