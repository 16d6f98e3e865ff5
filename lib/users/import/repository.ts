import { and, eq, getTableColumns, inArray, isNotNull, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { identifiers, socialAccounts, userPasswords, users } from "@/drizzle/schema";
import { arrayLiteral, type Tx } from "@/lib/db";
import type { PasswordHash } from "../passwords/repository";

export interface NewRows {
  users: (typeof users.$inferInsert)[];
  identifiers: (typeof identifiers.$inferInsert)[];
  accounts: (typeof socialAccounts.$inferInsert)[];
  passwords: PasswordHash[];
}

/** What is in use already. */
export interface Taken {
  /** In the whole installation, with the project of each. */
  projectOfId: Map<string, string>;
  /** In the whole installation. */
  numbers: Set<bigint>;
  externalIds: Set<string>;
  /** `type normalized`, if verified. */
  identifiers: Set<string>;
  /** `provider subject`. */
  accounts: Set<string>;
}

export interface Names {
  ids: readonly string[];
  numbers: readonly bigint[];
  externalIds: readonly string[];
  identifiers: readonly { type: string; normalized: string }[];
  accounts: readonly { provider: string; subject: string }[];
}

/** Which of these are in use, in five statements for any number of users. */
export async function findTaken(tx: Tx, projectId: string, names: Names): Promise<Taken> {
  const none = <Row>(given: readonly unknown[], query: () => PromiseLike<Row[]>) =>
    given.length === 0 ? Promise.resolve<Row[]>([]) : query();
  const byId = await none(names.ids, () =>
    tx
      .select({ id: users.id, projectId: users.projectId })
      .from(users)
      .where(sql`${users.id} = any(${arrayLiteral(names.ids)}::uuid[])`),
  );
  const byNumber = await none(names.numbers, () =>
    tx
      .select({ number: users.number })
      .from(users)
      .where(sql`${users.number} = any(${arrayLiteral(names.numbers.map(String))}::bigint[])`),
  );
  const byExternalId = await none(names.externalIds, () =>
    tx
      .select({ externalId: users.externalId })
      .from(users)
      .where(
        and(
          eq(users.projectId, projectId),
          sql`${users.externalId} = any(${arrayLiteral(names.externalIds)}::text[])`,
        ),
      ),
  );
  const held = await none(names.identifiers, () =>
    tx
      .select({ type: identifiers.type, normalized: identifiers.normalized })
      .from(identifiers)
      .where(
        and(
          eq(identifiers.projectId, projectId),
          inArray(identifiers.type, ["email", "phone", "username"]),
          sql`${identifiers.normalized} = any(${arrayLiteral(names.identifiers.map(({ normalized }) => normalized))}::text[])`,
          isNotNull(identifiers.verifiedAt),
        ),
      ),
  );
  const linked = await none(names.accounts, () =>
    tx
      .select({ provider: socialAccounts.provider, subject: socialAccounts.subject })
      .from(socialAccounts)
      .where(
        and(
          eq(socialAccounts.projectId, projectId),
          sql`${socialAccounts.subject} = any(${arrayLiteral(names.accounts.map(({ subject }) => subject))}::text[])`,
        ),
      ),
  );
  return {
    projectOfId: new Map(byId.map((row) => [row.id, row.projectId])),
    numbers: new Set(byNumber.map(({ number }) => number)),
    externalIds: new Set(byExternalId.map(({ externalId }) => externalId!)),
    identifiers: new Set(held.map(({ type, normalized }) => `${type} ${normalized}`)),
    accounts: new Set(linked.map(({ provider, subject }) => `${provider} ${subject}`)),
  };
}

export async function insertAll(tx: Tx, rows: NewRows): Promise<void> {
  await insertRows(tx, users, rows.users);
  await insertRows(tx, identifiers, rows.identifiers);
  await insertRows(tx, socialAccounts, rows.accounts);
  await insertRows(tx, userPasswords, rows.passwords);
}

/**
 * Inserts rows that all have the same members, with one array per column: one parameter per value would cost several times
 * as much.
 */
async function insertRows<T extends PgTable>(
  tx: Tx,
  table: T,
  rows: readonly T["$inferInsert"][],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.entries(getTableColumns(table)).filter(([member]) => Object.hasOwn(first, member));
  const names = columns.map(([, { name }]) => sql.identifier(name));
  const arrays = columns.map(([member, column]) => {
    const values = arrayLiteral(rows.map((row) => plain(row[member as keyof typeof row])));
    return sql`${values}::${sql.raw(column.getSQLType())}[]`;
  });
  await tx.execute(
    sql`insert into ${table} (${sql.join(names, sql`, `)}) select * from unnest(${sql.join(arrays, sql`, `)})`,
  );
}

function plain(value: unknown): string | boolean | Date | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return String(value);
  if (typeof value === "object" && !(value instanceof Date)) return JSON.stringify(value);
  return value as string | boolean | Date;
}
