import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, expect } from "vitest";
import { isDistributed } from "./citus";
import { closeDb, preparePool, reopenDb } from "./client";
import { distribute } from "./distribute";
import { applyMigrations, journalFile } from "./migrate";

/**
 * Creates a new, migrated database for a test file and sets it in the environment. Call it once, at the top.
 * The server is a real PostgreSQL: `npm test` starts one, or set TEST_DATABASE_URL. With TEST_POOLER_URL, the tests reach it
 * through a pooler. With TEST_CITUS_URL, it is the coordinator of a Citus cluster, and the database is distributed.
 */
export function useTestDatabase(): void {
  const citus = process.env.TEST_CITUS_URL;
  const admin = citus ?? process.env.TEST_DATABASE_URL;
  if (!admin) throw new Error("TEST_DATABASE_URL is not set: run the tests with npm test.");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const pooler = process.env.TEST_POOLER_URL;
  const url = new URL(pooler ?? admin);
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;

  beforeAll(async () => {
    const template = await ensureTemplate(admin);
    for (const server of await serversOf(admin))
      await onServer(server, (sql) => sql.unsafe(`create database ${name} template ${template}`));
    // PgBouncer 1.21 and newer keep prepared statements, if they are turned on.
    const prepares = process.env.DATABASE_PREPARED_STATEMENTS === "on";
    if (pooler) expect(await preparePool()).toEqual({ isPooled: true, prepares });
    if (citus) {
      await preparePool();
      expect(isDistributed()).toBe(true);
    }
  });
  afterAll(async () => {
    await closeDb();
    for (const server of await serversOf(admin))
      await onServer(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
  });
}

/**
 * Records the statements sent to the database, without those that are sent at most once in a second, whatever happens in it:
 * counts, and settings that are read again after some seconds. Call it once, at the top. A test empties the returned list before
 * what it measures.
 */
export function recordStatements(): string[] {
  const statements: string[] = [];
  const record = (query: string) => {
    if (!/"guess_counts"|"hourly_refusals"|^select [\s\S]* from "(projects|providers)"/.test(query))
      statements.push(query);
  };
  beforeAll(() => reopenDb({ debug: (_connection, query) => record(query) }));
  afterAll(closeDb);
  return statements;
}

/** A migrated database to copy. The first test file that needs it creates it, while the others wait. */
async function ensureTemplate(admin: string): Promise<string> {
  const version = createHash("sha256").update(readFileSync(journalFile)).digest("hex").slice(0, 12);
  const name = `template_${version}`;
  await onServer(admin, async (sql) => {
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    if ((await sql`select from pg_database where datname = ${name}`).length > 0) return;
    const unfinished = `${name}_unfinished`;
    const servers = await serversOf(admin);
    for (const server of servers)
      await onServer(server, async (one) => {
        await one.unsafe(`drop database if exists ${unfinished} with (force)`);
        await one.unsafe(`create database ${unfinished}`);
      });
    const ofUnfinished = (server: string) =>
      Object.assign(new URL(server), { pathname: `/${unfinished}` }).href;
    await onServer(ofUnfinished(admin), applyMigrations);
    if (servers.length > 1) await makeCluster(servers.map(ofUnfinished));
    // No one must copy an unfinished database.
    for (const server of servers.toReversed())
      await onServer(server, async (one) => {
        // Citus itself would stay connected.
        await one.unsafe(`alter database ${unfinished} allow_connections false`);
        await one`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = ${unfinished}`;
        await one.unsafe(`alter database ${unfinished} rename to ${name}`);
      });
  });
  return name;
}

/** The server itself or, of a Citus cluster, the coordinator and its workers. */
async function serversOf(admin: string): Promise<string[]> {
  if (!process.env.TEST_CITUS_URL) return [admin];
  const servers = [admin];
  await onServer(admin, async (sql) => {
    const nodes = await sql<{ host: string; port: number }[]>`
      select nodename as host, nodeport as port from pg_dist_node where shouldhaveshards order by nodeid`;
    for (const { host, port } of nodes)
      servers.push(Object.assign(new URL(admin), { host: `${host}:${port}` }).href);
  });
  return servers;
}

/** Makes a Citus cluster of the same database on several servers, the first of which is the coordinator, and distributes it. */
async function makeCluster([coordinator, ...workers]: string[]): Promise<void> {
  for (const server of [coordinator!, ...workers])
    await onServer(server, (sql) => sql`create extension citus`);
  await onServer(coordinator!, async (sql) => {
    const { hostname, port } = new URL(coordinator!);
    await sql`select citus_set_coordinator_host(${hostname}, ${Number(port)})`;
    for (const worker of workers) {
      const { hostname: host, port: at } = new URL(worker);
      await sql`select citus_add_node(${host}, ${Number(at)})`;
    }
    // Fewer shards are made faster.
    await sql`set citus.shard_count = 4`;
    await distribute(sql);
  });
}

async function onServer(url: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await run(sql).finally(() => sql.end());
}
