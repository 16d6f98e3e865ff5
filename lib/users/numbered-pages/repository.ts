import { and, asc, count, desc, eq, exists, getTableColumns, ilike, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { identifiers, socialAccounts, users } from "@/drizzle/schema";
import { db, patternContaining } from "@/lib/db";
import type {
  AccountPageRequest,
  AccountSortColumn,
  Condition,
  Conditions,
  IdentifierPage,
  IdentifierPageRequest,
  IdentifierSortColumn,
  ListedAccount,
  NumberedPage,
  PageRequest,
  ShownText,
  UserFilterColumn,
  UserPageRequest,
  UserSortColumn,
} from "./numbered-pages";

type Expression = PgColumn | SQL;

const userColumns = {
  number: users.number,
  name: users.name,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  /** The name, or the normalized value of any identifier. Sorts by the name. */
  anyText: users.name,
};
export type UserColumn = keyof typeof userColumns;

const identifierColumns = {
  userNumber: users.number,
  type: identifiers.type,
  value: identifiers.value,
  normalized: identifiers.normalized,
  createdAt: identifiers.createdAt,
  status: sql`case when ${identifiers.verifiedAt} is null then 'unverified' when ${identifiers.isPrimary} then 'primary' else 'verified' end`,
};
export type IdentifierColumn = keyof typeof identifierColumns;

const accountColumns = {
  userNumber: users.number,
  provider: socialAccounts.provider,
  subject: socialAccounts.subject,
  email: sql`${socialAccounts.profile}->>'email'`,
};
export type AccountColumn = keyof typeof accountColumns;

/** A column ready to compare. Values are spelled the same way. */
interface Comparable {
  expression: Expression;
  ignoreCase: boolean;
}

/** Finds the SQL behind a column of one table. */
function comparableIn<Name extends string>(columns: Record<Name, Expression>, wireContext: PgColumn) {
  return (column: Name | ShownText<Name>): Comparable => {
    if (typeof column === "string") return { expression: columns[column], ignoreCase: false };
    const texts = column.firstOf.map((text) => {
      if (typeof text === "string") return columns[text];
      return "wire" in text
        ? sql`${wireContext} #>> ${`{${text.wire.join(",")}}`}::text[]`
        : sql`${text.text}`;
    });
    const shown = sql`coalesce(${sql.join(texts, sql`, `)})`;
    const ignoreCase = column.ignoreCase ?? false;
    return { expression: ignoreCase ? sql`lower(${shown})` : shown, ignoreCase };
  };
}

const comparableOfUser = comparableIn(userColumns, users.wireContext);
const comparableOfIdentifier = comparableIn(identifierColumns, identifiers.wireContext);
const comparableOfAccount = comparableIn(accountColumns, socialAccounts.wireContext);

/** The value as a parameter of the column's own type; as plain text for a computed expression. */
function parameterFor({ expression, ignoreCase }: Comparable, value: string | bigint | Date): SQL {
  if ("table" in expression) return sql`${sql.param(value, expression as PgColumn)}`;
  return ignoreCase ? sql`lower(${String(value)})` : sql`${String(value)}`;
}

function matches(
  column: Comparable,
  { operator, values }: Pick<Condition<unknown>, "operator" | "values">,
): SQL {
  const { expression } = column;
  const parameters = values.map((value) => parameterFor(column, value));
  const anyOf = (comparisons: SQL[]) => or(...comparisons) ?? sql`false`;
  switch (operator) {
    case "is":
      return parameters.length > 0 ? sql`${expression} in (${sql.join(parameters, sql`, `)})` : sql`false`;
    case "above":
      return anyOf(parameters.map((parameter) => sql`${expression} > ${parameter}`));
    case "from":
      return anyOf(parameters.map((parameter) => sql`${expression} >= ${parameter}`));
    case "below":
      return anyOf(parameters.map((parameter) => sql`${expression} < ${parameter}`));
    case "contains":
      return anyOf(values.map((value) => ilike(expression, patternContaining(String(value)))));
  }
}

function whereAll<Column>(
  conditions: Conditions<Column>,
  sqlOf: (condition: Condition<Column>) => SQL | undefined,
): SQL | undefined {
  return and(
    ...conditions.map((condition) =>
      "anyOf" in condition ? (or(...condition.anyOf.map(sqlOf)) ?? sql`false`) : sqlOf(condition),
    ),
  );
}

/** Ends every order, so that no row is on two pages. */
type Newest = { createdAt: PgColumn; id: PgColumn };

function orderBy(column: Comparable | null, descending: boolean, newest: Newest): SQL[] {
  const last = [desc(newest.createdAt), desc(newest.id)];
  if (!column) return last;
  return [descending ? desc(column.expression) : asc(column.expression), ...last];
}

const offsetOf = ({ page, pageSize, skip }: PageRequest<unknown>) => skip ?? (page - 1) * pageSize;

export async function selectUsers(
  projectId: string,
  request: UserPageRequest,
): Promise<NumberedPage<typeof users.$inferSelect>> {
  const where = and(eq(users.projectId, projectId), whereAll(request.conditions, userMatches));
  const { order } = request;
  const [rows, total] = await Promise.all([
    db()
      .select()
      .from(users)
      .where(where)
      .orderBy(...orderBy(order && comparableOfUser(order.column), order?.descending ?? false, users))
      .limit(request.pageSize)
      .offset(offsetOf(request)),
    db().$count(users, where),
  ]);
  return { rows, total };
}

function userMatches(condition: Condition<UserFilterColumn>): SQL | undefined {
  const { column } = condition;
  if (column === "anyText")
    return or(matches(comparableOfUser("name"), condition), hasIdentifier("normalized", condition));
  if (typeof column === "object" && "ofAnyIdentifier" in column)
    return hasIdentifier(column.ofAnyIdentifier, condition);
  return matches(comparableOfUser(column satisfies UserSortColumn), condition);
}

function hasIdentifier(column: IdentifierSortColumn, condition: Condition<unknown>): SQL {
  return exists(
    db()
      .select({ one: sql`1` })
      .from(identifiers)
      .where(and(eq(identifiers.userId, users.id), matches(comparableOfIdentifier(column), condition))),
  );
}

export async function selectIdentifiers(
  projectId: string,
  request: IdentifierPageRequest,
): Promise<IdentifierPage> {
  const { order } = request;
  const where = and(
    eq(identifiers.projectId, projectId),
    whereAll(request.conditions, (condition: Condition<IdentifierSortColumn>) =>
      matches(comparableOfIdentifier(condition.column), condition),
    ),
  );
  const column = order && comparableOfIdentifier(order.column);
  const [rows, total] = await Promise.all([
    db()
      .select({ ...getTableColumns(identifiers), userNumber: users.number })
      .from(identifiers)
      .innerJoin(users, eq(users.id, identifiers.userId))
      .where(where)
      .orderBy(...orderBy(column, order?.descending ?? false, identifiers))
      .limit(request.pageSize)
      .offset(offsetOf(request)),
    db()
      .select({ total: count() })
      .from(identifiers)
      .innerJoin(users, eq(users.id, identifiers.userId))
      .where(where),
  ]);
  return { rows, total: total[0]!.total };
}

export async function selectAccounts(
  projectId: string,
  request: AccountPageRequest,
): Promise<NumberedPage<ListedAccount>> {
  const { order } = request;
  const where = and(
    eq(socialAccounts.projectId, projectId),
    whereAll(request.conditions, (condition: Condition<AccountSortColumn>) =>
      matches(comparableOfAccount(condition.column), condition),
    ),
  );
  const column = order && comparableOfAccount(order.column);
  const [rows, total] = await Promise.all([
    db()
      .select({ ...getTableColumns(socialAccounts), userNumber: users.number })
      .from(socialAccounts)
      .innerJoin(users, eq(users.id, socialAccounts.userId))
      .where(where)
      .orderBy(...orderBy(column, order?.descending ?? false, socialAccounts))
      .limit(request.pageSize)
      .offset(offsetOf(request)),
    db()
      .select({ total: count() })
      .from(socialAccounts)
      .innerJoin(users, eq(users.id, socialAccounts.userId))
      .where(where),
  ]);
  return { rows, total: total[0]!.total };
}
