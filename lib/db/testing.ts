import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, expect } from "vitest";
import { closeDb, preparePool, reopenDb } from "./client";
import { applyMigrations, journalFile } from "./migrate";

/**
 * Creates a new, migrated database for a test file and sets it in the environment. Call it once, at the top.
 * The server is a real PostgreSQL: `npm test` starts one, or set TEST_DATABASE_URL. With TEST_POOLER_URL, the tests reach it
 * through a pooler.
 */
export function useTestDatabase(): void {
  const admin = process.env.TEST_DATABASE_URL;
  if (!admin) throw new Error("TEST_DATABASE_URL is not set: run the tests with npm test.");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const pooler = process.env.TEST_POOLER_URL;
  const url = new URL(pooler ?? admin);
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;

  beforeAll(async () => {
    const template = await ensureTemplate(admin);
    await onServer(admin, (sql) => sql.unsafe(`create database ${name} template ${template}`));
    if (pooler) expect(await preparePool()).toEqual({ isPooled: true, prepares: false });
  });
  afterAll(async () => {
    await closeDb();
    await onServer(admin, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
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
  const name = `template_${createHash("sha256").update(readFileSync(journalFile)).digest("hex").slice(0, 12)}`;
  await onServer(admin, async (sql) => {
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    if ((await sql`select from pg_database where datname = ${name}`).length > 0) return;
    const unfinished = `${name}_unfinished`;
    await sql.unsafe(`drop database if exists ${unfinished} with (force)`);
    await sql.unsafe(`create database ${unfinished}`);
    const url = new URL(admin);
    url.pathname = `/${unfinished}`;
    await onServer(url.href, applyMigrations);
    // No one must copy an unfinished database.
    await sql.unsafe(`alter database ${unfinished} rename to ${name}`);
  });
  return name;
}

async function onServer(url: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await run(sql).finally(() => sql.end());
}
