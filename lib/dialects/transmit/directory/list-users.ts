import { z } from "zod";
import type { Ctx } from "@/lib/access";
import { pageOfUsers } from "@/lib/users";
import { toUserResource, UserResource } from "./user-resource";

export const UserList = z.strictObject({
  result: z.array(UserResource),
  total_count: z.int(),
  page_info: z.strictObject({ has_next_page: z.boolean(), has_previous_page: z.boolean() }),
});

export interface ListUsers {
  /** Part of a name, address or number. */
  search?: string;
  page_offset: number;
  page_limit: number;
}

export async function listUsers(
  ctx: Ctx,
  { search, page_offset: skip, page_limit: pageSize }: ListUsers,
): Promise<z.input<typeof UserList>> {
  const { rows, total } = await pageOfUsers(ctx, {
    conditions: search ? [{ column: "anyText", operator: "contains", values: [search] }] : [],
    order: null,
    page: 1,
    pageSize,
    skip,
  });
  return {
    result: rows.map(toUserResource),
    total_count: total,
    page_info: { has_next_page: skip + rows.length < total, has_previous_page: skip > 0 },
  };
}
