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
    const asked = readList(identifierColumns, query);
    if (!asked.ok) return asked;
    const { rows, total } = await pageOfIdentifiers(ctx, asked.value);
    return ok({ identifiers: rows.map(toIdentifierResource), paging: pagingOf(asked.value, total) });
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({ GET: identifierList });
