import {
  endpoint,
  IdentifierList,
  identifierColumns,
  ListQuery,
  pagingOf,
  readList,
  route,
  toIdentifierResource,
} from "@/lib/dialects/corbado";
import { ok } from "@/lib/result";
import { pageOfIdentifiers } from "@/lib/users";

const identifierList = endpoint(
  {
    operationId: "corbado.identifierList",
    summary: "List login identifiers",
    tag: "Identifiers",
    scope: "users:read",
    query: ListQuery,
    response: IdentifierList,
    refusals: ["value_refused"],
  },
  async ({ ctx, query }) => {
    const request = readList(identifierColumns, query);
    if (!request.ok) return request;
    const { rows, total } = await pageOfIdentifiers(ctx, request.value);
    return ok({ identifiers: rows.map(toIdentifierResource), paging: pagingOf(request.value, total) });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: identifierList });
