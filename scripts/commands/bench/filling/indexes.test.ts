import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addPartitions } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { prepareForFilling, restoreAfterFilling } from "./indexes";

useTestDatabase();

const tables = ["verifications", "deliveries", "delivery_tries", "events", "budgets"];
let connections: postgres.Sql[];

beforeAll(async () => {
  await addPartitions();
  connections = [1, 2].map(() => postgres(process.env.DATABASE_URL!, { max: 1, fetch_types: false }));
});
afterAll(() => Promise.all(connections.map((connection) => connection.end())));

/** Everything in the catalogue that filling could change. */
async function describeCatalogue(): Promise<Record<string, string[]>> {
  const [sql] = connections as [postgres.Sql];
  const lines = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row));
  return {
    indexes: lines(
      await sql`select * from pg_indexes where schemaname = 'public' order by tablename, indexname`,
    ),
    states: lines(
      await sql`
      select indexrelid::regclass::text as name, indisprimary, indisunique, indisvalid, indisready from pg_index
      join pg_class on pg_class.oid = indexrelid where relnamespace = 'public'::regnamespace order by name`,
    ),
    parents: lines(
      await sql`
      select inhrelid::regclass::text as child, inhparent::regclass::text as parent from pg_inherits order by child`,
    ),
    // Without connoinherit: of a partition's key, it only tells whether the key or the attachment was there first.
    constraints: lines(
      await sql`
      select conrelid::regclass::text as table, conname, contype, convalidated, conislocal, coninhcount,
        conparentid <> 0 as "isOfPartition", pg_get_constraintdef(oid) as definition
      from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
    ),
    columns: lines(
      await sql`
      select attrelid::regclass::text as table, attname, attnotnull from pg_attribute
      join pg_class on pg_class.oid = attrelid where relnamespace = 'public'::regnamespace and attnum > 0 order by 1, 2`,
    ),
    triggers: lines(
      await sql`
      select tgrelid::regclass::text as table, tgname, tgenabled, pg_get_triggerdef(oid) as definition
      from pg_trigger where not tgisinternal order by 1, 2`,
    ),
    options: lines(
      await sql`
      select oid::regclass::text as table, reloptions::text from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
    ),
  };
}

test("what is dropped for filling is restored with the same names and definitions", async () => {
  const [sql] = connections as [postgres.Sql];
  const before = await describeCatalogue();
  const dropped = await prepareForFilling(sql, tables);

  const left = await sql`
    select indexname from pg_indexes
    where tablename ~ '^(verifications|deliveries|delivery_tries|events|budgets)(_initial|_default|_[0-9_]+)?$'`;
  expect(left).toEqual([]);
  const during = await describeCatalogue();
  expect(during.options!.filter((line) => line.includes("autovacuum_enabled=off")).length).toBeGreaterThan(
    tables.length,
  );
  expect(during.triggers!.filter((line) => line.includes('"tgenabled":"D"')).length).toBeGreaterThan(0);

  const told: number[] = [];
  await restoreAfterFilling(connections, dropped, (share) => told.push(share));
  expect(await describeCatalogue()).toEqual(before);
});

test("a key that the rows violate is not restored in silence", async () => {
  const [sql] = connections as [postgres.Sql];
  const dropped = await prepareForFilling(sql, ["budgets"]);
  await sql`
    insert into budgets (project_id, kind, key, instants, capacity, empty_at)
    select gen_random_uuid(), 'send', 'a', array[now()], 1, now() from generate_series(1, 1)`;
  await sql`insert into budgets select * from budgets`;
  await expect(restoreAfterFilling(connections, dropped, () => {})).rejects.toThrow(
    "budgets_project_id_kind_key_pk",
  );
});
