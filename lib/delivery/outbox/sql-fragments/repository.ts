import { type SQL, sql } from "drizzle-orm";
import { arrayLiteral } from "@/lib/db";

/*
 * The worker's statements take many rows, as one array per column. A table is never only joined with such rows: their ids are a
 * condition on it, too, as an array, and a claim is compared in a subquery. Otherwise a plan that was made while the table was
 * small would read all of it for the join, and go on doing so when it has grown (lib/hot-statements.test.ts).
 */

export function inSeconds(name: string): SQL {
  return sql`now() + make_interval(secs => ${sql.placeholder(name)}::float8)`;
}

/**
 * The column is one of the ids in the parameter `id`. An array alone would search every partition; its bounds exclude all but
 * one or two.
 */
export function isAsked(column: SQL): SQL {
  return sql`${column} = any(${sql.placeholder("id")}::uuid[]) and ${isWithinAsked(column)}`;
}

export function isWithinAsked(column: SQL): SQL {
  return sql`${column} between ${sql.placeholder("firstId")}::uuid and ${sql.placeholder("lastId")}::uuid`;
}

/** Rows passed as one array per column: `{ id: "uuid" }` reads the parameter `id` as `uuid[]`. */
export function asked(columns: Record<string, string>): SQL {
  const arrays = Object.entries(columns).map(
    ([name, type]) => sql`${sql.placeholder(name)}::${sql.raw(type)}[]`,
  );
  const names = Object.keys(columns).map((name) => sql.identifier(name));
  return sql`unnest(${sql.join(arrays, sql`, `)}) as asked(${sql.join(names, sql`, `)})`;
}

/** The parameters of `asked` and `isAsked` for at least one row. */
export function arraysOf<Row extends { id: string }>(
  names: readonly (keyof Row & string)[],
  rows: readonly Row[],
): Record<string, string> {
  const arrays = names.map((name) => [
    name,
    arrayLiteral(rows.map((row) => row[name] as string | number | Date | null)),
  ]);
  const ids = rows.map(({ id }) => id).sort();
  return { ...Object.fromEntries(arrays), firstId: ids[0]!, lastId: ids.at(-1)! };
}
