import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { arrayLiteral } from "./array-literal";
import type { Db } from "./client";
import { withConnection } from "./connect";

/*
 * Citus spreads the rows of tables over several servers, here by project (`distribute.ts`). It splits a statement that writes
 * several tables into one step per table, which costs twenty times the processor time of the statement (docs/scale.md), and
 * each step sees what the ones before have changed. So the statements of one project run as a whole on the server that has its
 * rows, planned by PostgreSQL itself: Citus calls our function `on_shard` there, with the statement and its parameters.
 */

// Each copy of this module must know.
const place = globalThis as typeof globalThis & { countersignIsDistributed?: boolean };

/** Whether this process's database is a Citus coordinator on which `npm run distribute` has run. */
export function isDistributed(): boolean {
  return place.countersignIsDistributed ?? false;
}

/** Finds out, before the pool is opened. Without this call, the database is taken for a single PostgreSQL. */
export async function detectCitus(url: string): Promise<void> {
  place.countersignIsDistributed = await withConnection(url, async (sql) => {
    const [row] = await sql`select to_regprocedure('on_shard(uuid, text, text[])') is not null as found`;
    return row!.found as boolean;
  });
}

const projectOfCall = new AsyncLocalStorage<string>();

/** Runs `run`, whose statements through a `Db` of `onShards` are about this project. */
export function inProject<T>(projectId: string, run: () => T): T {
  return projectOfCall.run(projectId, run);
}

/** A `Db` whose prepared statements run on the server that has the rows of the project of `inProject`. */
export function onShards(on: Db): Db {
  const client = (on as Db & { $client: postgres.Sql }).$client;
  const unsafe = (statement: string, parameters: unknown[]) => ({
    async values() {
      const columns = await columnsOf(client, statement);
      const values = [projectOfCall.getStore()!, statement, arrayLiteral(parameters.map(asText))];
      return client
        .unsafe(`select * from on_shard($1, $2, $3) as result(${columns})`, values, { prepare: true })
        .values();
    },
  });
  return drizzle(
    new Proxy(client, {
      get: (target, name) => (name === "unsafe" ? unsafe : Reflect.get(target, name)),
    }),
  );
}

/**
 * Adds an event to the audit log if it belongs there. On a single PostgreSQL, a trigger does that (drizzle/migrations); on Citus, the
 * events are on the workers and the log is on the coordinator, where this table has the same trigger.
 */
export async function auditEvent(on: Pick<Db, "execute">, projectId: string, id: string): Promise<void> {
  await on.execute(sql`
    insert into audited_events select * from events where project_id = ${projectId}::uuid and id = ${id}::uuid`);
}

const columnLists = new Map<string, Promise<string>>();

/** The columns that a statement returns, as the list that PostgreSQL wants after a function without fixed columns. */
function columnsOf(client: postgres.Sql, statement: string): Promise<string> {
  const known = columnLists.get(statement);
  if (known) return known;
  const asked = readColumns(client, statement);
  columnLists.set(statement, asked);
  asked.catch(() => columnLists.delete(statement));
  return asked;
}

async function readColumns(client: postgres.Sql, statement: string): Promise<string> {
  const { columns } = await client.unsafe(statement).describe();
  const types = await client.unsafe<{ name: string }[]>(
    "select format_type(oid, null) as name from unnest($1::oid[]) with ordinality as asked(oid, place) order by place",
    [arrayLiteral(columns.map(({ type }) => type))],
  );
  return types.map(({ name }, at) => `c${at} ${name}`).join(", ");
}

/** A parameter as an element of a text array. */
function asText(value: unknown): string | number | boolean | Date | null | undefined {
  return Buffer.isBuffer(value) ? `\\x${value.toString("hex")}` : (value as string);
}
