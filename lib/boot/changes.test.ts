import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterEach, expect, test } from "vitest";
import { createApiKey, deleteApiKey } from "@/lib/access";
import { db, followChanges, onChange } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { insertProject, type Project } from "@/lib/projects";

useTestDatabase();

const isBehindPooler = Boolean(process.env.TEST_POOLER_URL);
/** PostgreSQL itself. The tests may reach it through a pooler. */
const directUrl = new URL(process.env.TEST_DATABASE_URL!);
directUrl.pathname = new URL(process.env.DATABASE_URL!).pathname;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Another process that authenticates API keys. */
async function aProcess(variables: Record<string, string> = {}) {
  const file = fileURLToPath(new URL("changes-child.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    env: { ...process.env, ...variables },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  children.push(child);
  await once(child, "message");
  return async (key: string): Promise<boolean> => {
    child.send(key);
    const [isAccepted] = await once(child, "message");
    return isAccepted;
  };
}

async function aKey(project: Project) {
  const { key, secret } = await createApiKey(project.id, { name: "Backend", scopes: ["users:read"] });
  const context = {
    project,
    caller: { kind: "system" },
    dialect: "system",
    requestId: null,
    endUser: null,
  } as const;
  return { secret, revoke: () => deleteApiKey(context, key.id) };
}

/** Seconds from a key's revocation here to its refusal by the other process, which has just cached it. */
async function revocationSeconds(accepts: (key: string) => Promise<boolean>): Promise<number> {
  const { secret, revoke } = await aKey(await insertProject("Shop"));
  expect(await accepts(secret)).toBe(true);
  await revoke();
  const revokedAt = performance.now();
  while (await accepts(secret)) await new Promise((resolve) => setTimeout(resolve, 10));
  return (performance.now() - revokedAt) / 1000;
}

test("a key revoked by one process is refused by another at once", async () => {
  // Entries expire after four seconds. Later it would be refused even without a notification.
  expect(await revocationSeconds(await aProcess({ DIRECT_DATABASE_URL: directUrl.href }))).toBeLessThan(3.5);
});

test.runIf(isBehindPooler)("if only a pooler is known, it is refused within five seconds", async () => {
  expect(await revocationSeconds(await aProcess())).toBeLessThan(15);
});

test.skipIf(isBehindPooler)("a listener is called for each change, and for each gap", async () => {
  const heard: unknown[] = [];
  onChange((change) => heard.push(change && `${change.table} ${change.key}`));
  const hears = (expected: unknown) => expect.poll(() => heard.at(-1), { timeout: 10_000 }).toEqual(expected);
  const stop = await followChanges();
  expect(heard).toEqual([null]);
  const { id } = await insertProject("Shop");
  await hears(`projects ${id}`);

  heard.length = 0;
  await db().execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query ilike 'listen%'`);
  await hears(null);
  await aKey(await insertProject("Other"));
  await expect
    .poll(() => heard.map((change) => change && String(change).split(" ")[0]))
    .toEqual([null, "projects", "api_keys"]);
  // A key's last use is only displayed.
  await db().execute(sql`update api_keys set last_used_at = now()`);
  await db().execute(sql`update projects set name = 'Other' where name = 'Other'`);
  const last = await insertProject("Last");
  await hears(`projects ${last.id}`);
  expect(heard).toHaveLength(4);
  await stop();
});
