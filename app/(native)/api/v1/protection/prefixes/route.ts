import { pageOf } from "@/lib/http";
import { endpoint, PrefixQuery, PrefixResource, route, toPrefixResource } from "@/lib/http/native";
import { listPrefixes } from "@/lib/protection";
import { ok } from "@/lib/result";

const listThePrefixes = endpoint(
  {
    operationId: "listPrefixes",
    summary: "List phone prefixes",
    description:
      "The beginnings of phone numbers that the project has sent paid messages to, or paused, in alphabetical order.",
    tag: "Protection",
    scope: "settings:read",
    query: PrefixQuery,
    response: pageOf(PrefixResource),
    refusals: [],
  },
  async ({ ctx, query: { limit, cursor, kind, status } }) => {
    const isPaused = status && status === "paused";
    const rows = await listPrefixes(ctx.project.id, { kind, isPaused, after: cursor, limit: limit + 1 });
    const data = rows.slice(0, limit).map(toPrefixResource);
    return ok({ data, nextCursor: rows.length > limit ? data.at(-1)!.prefix : null });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: listThePrefixes });
