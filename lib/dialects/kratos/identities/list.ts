import type { Ctx } from "@/lib/access";
import { encodeCursor, pageQuery } from "@/lib/http";
import { listUsers, type User } from "@/lib/users";
import { errors } from "../errors";
import { flowIdOf } from "../flow/context";
import type { Call } from "../protocol";
import { errorReply, json, type Reply } from "../reply";
import { baseOf } from "../urls";
import { showIdentities } from "./identity";

const mostIds = 500;

/** The requested page, or why the request is invalid. */
export function readPaging(query: URLSearchParams, usual: number, most: number) {
  const size = query.get("page_size") || query.get("per_page") || String(usual);
  const token = query.get("page_token");
  const before = token ? pageQuery.cursor.safeParse(token) : null;
  if (!/^\d{1,6}$/.test(size)) return { flaw: "The page size is not a number." };
  if (before && !before.success)
    return { flaw: "The page token is invalid, do not craft your own page tokens" };
  return { limit: Math.min(most, Math.max(1, Number(size))), before: before?.data };
}

interface Row {
  createdAt: Date;
  id: string;
}

/** Takes a page from the rows, of which one more was requested, and adds links to the first and next page. */
export function paged<R extends Row>(
  rows: readonly R[],
  limit: number,
  url: URL,
): { shown: R[]; link: string } {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const at = (token: string | null) => {
    const target = new URL(url);
    target.searchParams.set("page_size", String(limit));
    if (token === null) target.searchParams.delete("page_token");
    else target.searchParams.set("page_token", token);
    return target.href;
  };
  const next = last ? `,<${at(encodeCursor(last))}>; rel="next"` : "";
  return { shown, link: `<${at(null)}>; rel="first"${next}` };
}

export async function listIdentities(ctx: Ctx, { request }: Call): Promise<Reply> {
  const { headers } = request;
  const asked = new URL(request.url);
  const query = asked.searchParams;
  const paging = readPaging(query, 250, 500);
  if ("flaw" in paging) return errorReply(errors.badRequest(paging.flaw!), headers);
  const ids = query
    .getAll("ids")
    .flatMap((text) => text.split(","))
    .filter(Boolean);
  if (ids.length > mostIds)
    return errorReply(errors.badRequest(`The number of ids to filter must not exceed ${mostIds}.`), headers);
  const { limit, before } = paging;
  const identifier = query.get("credentials_identifier");
  const rows: User[] = await listUsers(ctx, {
    limit: limit + 1,
    before,
    ...(ids.length > 0 && { ids: ids.flatMap((id) => flowIdOf(id) ?? []) }),
    ...(identifier && {
      identifier: identifier.includes("@") ? { email: identifier } : { phone: identifier },
    }),
  });
  const url = new URL(`${asked.pathname}${asked.search}`, baseOf(ctx.project, headers));
  const { shown, link } = paged(rows, limit, url);
  return json(200, await showIdentities(ctx, headers, shown), { link });
}
