import { and, asc, count, desc, eq, exists, getTableColumns, ilike, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { identifiers, socialAccounts, users } from "@/drizzle/schema";
import { db } from "@/lib/db";
import type {
  Condition,
  IdentifierPage,
  ListedAccount,
  NumberedPage,
  PageRequest,
  WireContextColumn,
} from "./numbered-pages";

type Expression = PgColumn | SQL;

const userColumns = {
  number: users.number,
  name: users.name,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  /** The name, or the value of any identifier. */
  anyText: users.name,
};
export type UserColumn = keyof typeof userColumns;

const identifierColumns = {
  userNumber: users.number,
  type: identifiers.type,
  normalized: identifiers.normalized,
  standing: sql`case when ${identifiers.verifiedAt} is null then 'unverified' when ${identifiers.isPrimary} then 'primary' else 'verified' end`,
};
export type IdentifierColumn = keyof typeof identifierColumns;

const accountColumns = {
  userNumber: users.number,
  provider: socialAccounts.provider,
  subject: socialAccounts.subject,
  email: sql`lower(${socialAccounts.profile}->>'email')`,
};
export type AccountColumn = keyof typeof accountColumns;

/** `value` as the column would be given it: a plain text for what is computed. */
function given(expression: Expression, value: string | bigint | Date): SQL {
  return "table" in expression ? sql`${sql.param(value, expression as PgColumn)}` : sql`${String(value)}`;
}

function holds(expression: Expression, { operator, values }: Condition<unknown>): SQL | undefined {
  const all = values.map((value) => given(expression, value));
  switch (operator) {
    case "is":
      return all.length > 0 ? sql`${expression} in (${sql.join(all, sql`, `)})` : sql`false`;
    case "above":
      return or(...all.map((value) => sql`${expression} > ${value}`)) ?? sql`false`;
    case "below":
      return or(...all.map((value) => sql`${expression} < ${value}`)) ?? sql`false`;
    case "contains":
      return or(...values.map((value) => ilike(expression, patternOf(String(value))))) ?? sql`false`;
  }
}

const patternOf = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** Ends every order, so that no row is on two pages. */
type Newest = { createdAt: PgColumn; id: PgColumn };

function orderOf(expression: Expression | null, descending: boolean, newest: Newest): SQL[] {
  const last = [desc(newest.createdAt), desc(newest.id)];
  return expression ? [descending ? desc(expression) : asc(expression), ...last] : last;
}

const skipped = ({ page, pageSize, skip }: PageRequest<unknown>) => skip ?? (page - 1) * pageSize;

export async function selectUsers(
  projectId: string,
  request: PageRequest<UserColumn | WireContextColumn>,
): Promise<NumberedPage<typeof users.$inferSelect>> {
  const expressionOf = (column: UserColumn | WireContextColumn): Expression =>
    typeof column === "string" ? userColumns[column] : wireText(column);
  const where = and(
    eq(users.projectId, projectId),
    ...request.conditions.map((condition) =>
      condition.column === "anyText"
        ? or(holds(users.name, condition), hasIdentifier(condition))
        : holds(expressionOf(condition.column), condition),
    ),
  );
  const { order } = request;
  const [rows, total] = await Promise.all([
    db()
      .select()
      .from(users)
      .where(where)
      .orderBy(...orderOf(order && expressionOf(order.column), order?.descending ?? false, users))
      .limit(request.pageSize)
      .offset(skipped(request)),
    db().$count(users, where),
  ]);
  return { rows, total };
}

function wireText({ wire, otherwise }: WireContextColumn): SQL {
  return sql`coalesce(${users.wireContext} #>> ${`{${wire.join(",")}}`}::text[], ${otherwise})`;
}

function hasIdentifier(condition: Condition<unknown>): SQL {
  return exists(
    db()
      .select({ one: sql`1` })
      .from(identifiers)
      .where(and(eq(identifiers.userId, users.id), holds(identifiers.normalized, condition))),
  );
}

export async function selectIdentifiers(
  projectId: string,
  request: PageRequest<IdentifierColumn>,
): Promise<IdentifierPage> {
  const { order, conditions } = request;
  const where = and(
    eq(identifiers.projectId, projectId),
    ...conditions.map((condition) => holds(identifierColumns[condition.column], condition)),
  );
  const expression = order && identifierColumns[order.column];
  const [rows, total] = await Promise.all([
    db()
      .select({ ...getTableColumns(identifiers), userNumber: users.number })
      .from(identifiers)
      .innerJoin(users, eq(users.id, identifiers.userId))
      .where(where)
      .orderBy(...orderOf(expression, order?.descending ?? false, identifiers))
      .limit(request.pageSize)
      .offset(skipped(request)),
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
  request: PageRequest<AccountColumn>,
): Promise<NumberedPage<ListedAccount>> {
  const { order, conditions } = request;
  const where = and(
    eq(socialAccounts.projectId, projectId),
    ...conditions.map((condition) => holds(accountColumns[condition.column], condition)),
  );
  const expression = order && accountColumns[order.column];
  const [rows, total] = await Promise.all([
    db()
      .select({ ...getTableColumns(socialAccounts), userNumber: users.number })
      .from(socialAccounts)
      .innerJoin(users, eq(users.id, socialAccounts.userId))
      .where(where)
      .orderBy(...orderOf(expression, order?.descending ?? false, socialAccounts))
      .limit(request.pageSize)
      .offset(skipped(request)),
    db()
      .select({ total: count() })
      .from(socialAccounts)
      .innerJoin(users, eq(users.id, socialAccounts.userId))
      .where(where),
  ]);
  return { rows, total: total[0]!.total };
}
