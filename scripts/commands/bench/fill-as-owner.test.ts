import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { fill } from "./fill";

useTestDatabase();

const owner = `bench_owner_${randomBytes(4).toString("hex")}`;
const password = randomBytes(16).toString("hex");
let sql: postgres.Sql;

beforeAll(async () => {
  sql = postgres(process.env.DATABASE_URL!, { max: 1, fetch_types: false, onnotice: () => {} });
  await sql.unsafe(`create role ${owner} login password '${password}'`);
  await sql.unsafe(`grant create on schema public to ${owner}`);
  const tables = await sql`
    select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;
  for (const { name } of tables) await sql.unsafe(`alter table ${name} owner to ${owner}`);
});

afterAll(async () => {
  await sql.unsafe(`reassign owned by ${owner} to current_user`);
  await sql.unsafe(`drop owned by ${owner}`);
  await sql.unsafe(`drop role ${owner}`);
  await sql.end();
});

test("an owner of the tables who is no superuser can fill them", async () => {
  const url = Object.assign(new URL(process.env.DATABASE_URL!), { username: owner, password }).href;
  const projectId = "01890000-0000-7000-8000-000000000001";
  await fill(url, { projectId, policy: {} as never }, 25_000, () => {});
  const [counted] = await sql`
    select (select count(*)::int from verifications) as verifications, (select count(*)::int from deliveries) as deliveries,
      (select count(*)::int from events where verification_id is not null) as events,
      (select count(*)::int from budgets) as windows`;
  // More than one batch: none is left out, and none comes twice.
  expect(counted).toEqual({
    verifications: 25_000,
    deliveries: 25_000,
    events: 25_000 * 2 + 22_500 * 2,
    windows: Math.ceil(25_000 / 3),
  });
  const invalid = await sql`select from pg_index where not indisvalid`;
  expect(invalid).toEqual([]);
});
