import { z } from "zod";
import type { UserListFilter } from "@/lib/users";
import { listQuery } from "../_parts/list-query";
import { identifierInputOf } from "./identifier-input";

/** The list's search in the URL. */
export const UserSearch = z.object(listQuery);

/** Email addresses contain @, phone numbers start with +. Anything else is an external ID. */
export function filterOf({ q, cursor }: z.output<typeof UserSearch>): Omit<UserListFilter, "limit"> {
  if (q === undefined) return { before: cursor };
  return q.includes("@") || q.startsWith("+")
    ? { identifier: identifierInputOf(q), before: cursor }
    : { externalId: q, before: cursor };
}
