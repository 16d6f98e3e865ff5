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

/** One requirement on a column. */
export interface Condition<Column> {
  column: Column;
  /** `is`: equal to one of the values. `from`: equal or above. `contains` ignores case. */
  operator: "is" | "above" | "from" | "below" | "contains";
  values: readonly (string | bigint | Date)[];
}

/** A row must meet every condition; of an `anyOf`, at least one. */
export type Conditions<Column> = readonly (Condition<Column> | { anyOf: readonly Condition<Column>[] })[];

/**
 * The text that a dialect shows for a row: the first of these that is set. Lists filter and sort by it, so that a filter
 * finds what the answer shows.
 */
export interface ShownText<Name> {
  firstOf: readonly (Name | { wire: readonly string[] } | { text: string })[];
  /** Compares and sorts in lower case. */
  ignoreCase?: true;
}

export type UserSortColumn = UserColumn | ShownText<UserColumn>;
export type IdentifierSortColumn = IdentifierColumn | ShownText<IdentifierColumn>;
export type AccountSortColumn = AccountColumn | ShownText<AccountColumn>;
/** `ofAnyIdentifier`: a user meets it if one of their identifiers does. */
export type UserFilterColumn = UserSortColumn | { ofAnyIdentifier: IdentifierSortColumn };

/** A page by number, for vendors that count pages. Newest first unless an order is given. */
export interface PageRequest<FilterColumn, SortColumn = FilterColumn> {
  conditions: Conditions<FilterColumn>;
  order: { column: SortColumn; descending: boolean } | null;
  /** From 1. */
  page: number;
  pageSize: number;
  /** Rows before the page, for vendors that count rows instead of pages. */
  skip?: number;
}

export type UserPageRequest = PageRequest<UserFilterColumn, UserSortColumn>;
export type IdentifierPageRequest = PageRequest<IdentifierSortColumn>;
export type AccountPageRequest = PageRequest<AccountSortColumn>;

export interface NumberedPage<Row> {
  rows: Row[];
  /** Rows on all pages. */
  total: number;
}

/** An identifier with its user's number, which is how vendors refer to users. */
export type ListedIdentifier = UserIdentifier & { userNumber: bigint };
export type ListedAccount = SocialAccount & { userNumber: bigint };
export type IdentifierPage = NumberedPage<ListedIdentifier>;

export async function pageOfUsers(ctx: Ctx, request: UserPageRequest): Promise<NumberedPage<User>> {
  const { rows, total } = await selectUsers(ctx.project.id, request);
  return { rows: await withIdentifiers(rows), total };
}

export async function pageOfIdentifiers(ctx: Ctx, request: IdentifierPageRequest): Promise<IdentifierPage> {
  return selectIdentifiers(ctx.project.id, request);
}

export async function pageOfAccounts(
  ctx: Ctx,
  request: AccountPageRequest,
): Promise<NumberedPage<ListedAccount>> {
  return selectAccounts(ctx.project.id, request);
}
