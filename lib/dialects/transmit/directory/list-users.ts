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

export const UserCount = z.strictObject({ result: z.strictObject({ user_count: z.int() }) });

/** How many users a search finds. */
export async function countUsers(ctx: Ctx, search?: string): Promise<z.input<typeof UserCount>> {
  const { total_count } = await listUsers(ctx, { search, page_offset: 0, page_limit: 1 });
  return { result: { user_count: total_count } };
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
