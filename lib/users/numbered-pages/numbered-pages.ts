import type { Ctx } from "@/lib/access";
import { withIdentifiers } from "../repository";
import type { SocialAccount, User, UserIdentifier } from "../user";
import {
  type AccountColumn,
  type IdentifierColumn,
  selectAccounts,
  selectIdentifiers,
  selectUsers,
  type UserColumn,
} from "./repository";

/** A condition on rows. All conditions must hold. */
export interface Condition<Column> {
  column: Column;
  /** `is`: one of the values. `contains`: case-insensitive. */
  operator: "is" | "above" | "below" | "contains";
  values: readonly (string | bigint | Date)[];
}

/** A member of a user's wire context that a dialect's lists can filter by: its path, and its value if absent. */
export interface WireContextColumn {
  wire: readonly string[];
  otherwise: string;
}

/** A page by number, for vendors with numbered pages. Newest first by default. */
export interface PageRequest<Column> {
  conditions: readonly Condition<Column>[];
  order: { column: Column; descending: boolean } | null;
  /** From 1. */
  page: number;
  pageSize: number;
  /** The number of rows before the page, for vendors with offsets. */
  skip?: number;
}

export interface NumberedPage<Row> {
  rows: Row[];
  /** Of all pages. */
  total: number;
}

/** An identifier with the number of its user, by which vendors name them. */
export type ListedIdentifier = UserIdentifier & { userNumber: bigint };
export type ListedAccount = SocialAccount & { userNumber: bigint };
export type IdentifierPage = NumberedPage<ListedIdentifier>;

export async function pageOfUsers(
  ctx: Ctx,
  request: PageRequest<UserColumn | WireContextColumn>,
): Promise<NumberedPage<User>> {
  const { rows, total } = await selectUsers(ctx.project.id, request);
  return { rows: await withIdentifiers(rows), total };
}

export async function pageOfIdentifiers(
  ctx: Ctx,
  request: PageRequest<IdentifierColumn>,
): Promise<IdentifierPage> {
  return selectIdentifiers(ctx.project.id, request);
}

export async function pageOfAccounts(
  ctx: Ctx,
  request: PageRequest<AccountColumn>,
): Promise<NumberedPage<ListedAccount>> {
  return selectAccounts(ctx.project.id, request);
}
