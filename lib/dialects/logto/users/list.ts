import type { Ctx } from "@/lib/access";
import { pageOfUsers } from "@/lib/users";
import type { Page } from "../management/paging";
import { showUser } from "./find";

/** A page of users, newest first; those whose name, address or number contains what is looked for. */
export async function listUsersOn(ctx: Ctx, { page, pageSize }: Page, search: unknown) {
  // The vendor's clients put `%` around what may stand anywhere.
  const text = [search].flat()[0];
  const wanted = typeof text === "string" ? text.replaceAll(/^%+|%+$/g, "") : "";
  const { rows, total } = await pageOfUsers(ctx, {
    conditions: wanted === "" ? [] : [{ column: "anyText", operator: "contains", values: [wanted] }],
    order: null,
    page,
    pageSize,
  });
  return { total, people: await Promise.all(rows.map((user) => showUser(ctx, user))) };
}
