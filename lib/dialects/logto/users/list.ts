import type { Ctx } from "@/lib/access";
import { ok, type Result } from "@/lib/result";
import { pageOfUsers } from "@/lib/users";
import type { LogtoError } from "../errors";
import type { Page } from "../management/paging";
import { showUser } from "./find";
import { readSearch } from "./search";

/** A page of the users that match a query, newest first. */
export async function listUserPage(
  ctx: Ctx,
  { page, pageSize }: Page,
  query: Record<string, unknown>,
): Promise<
  Result<
    { total: number; users: Awaited<ReturnType<typeof showUser>>[] },
    LogtoError<"request.invalid_input">
  >
> {
  const conditions = await readSearch(ctx, query);
  if (!conditions.ok) return conditions;
  const { rows, total } = await pageOfUsers(ctx, {
    conditions: conditions.value,
    order: null,
    page,
    pageSize,
  });
  return ok({ total, users: await Promise.all(rows.map((user) => showUser(ctx, user))) });
}
