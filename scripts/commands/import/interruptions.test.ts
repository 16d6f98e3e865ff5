import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { aProject } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { toTypeId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import { runImport } from "./run-import";
import { sources } from "./sources";

useTestDatabase();

const folder = mkdtempSync(join(tmpdir(), "import-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "people.csv");
const stateFile = join(folder, "state.json");
const conflictsFile = join(folder, "conflicts.ndjson");

const command = join(import.meta.dirname, "..", "import.ts");
const total = 12_000;

const positionIn = () =>
  existsSync(stateFile) ? Number(JSON.parse(readFileSync(stateFile, "utf8")).position) : 0;

/** Starts the command, and sends the signal once it is beyond a position. Returns how it ended. */
async function interrupted(project: Project, signal: NodeJS.Signals, beyond: number): Promise<unknown[]> {
  const options = [
    "--project",
    toTypeId("prj", project.id),
    "--state",
    stateFile,
    "--conflicts",
    conflictsFile,
  ];
  const child = spawn(process.execPath, ["--import", "tsx", command, "csv", file, ...options], {
    env: process.env,
    stdio: "ignore",
  });
  const exited = once(child, "exit");
  while (positionIn() <= beyond) await new Promise((done) => setTimeout(done, 5));
  child.kill(signal);
  return exited;
}

/** What is stored, and what the audit trail says was. */
async function stored({ id }: Project) {
  const [row] = await db().execute<Record<string, number>>(sql`
    select (select count(*)::int from users where project_id = ${id}) as users,
      (select count(*)::int from identifiers where project_id = ${id}) as identifiers,
      (select count(*)::int from social_accounts where project_id = ${id}) as accounts,
      (select sum((data->>'count')::int)::int from events
        where project_id = ${id} and type = 'users.imported') as recorded`);
  return row!;
}

const whole = (users: number) => ({ users, identifiers: 2 * users, accounts: users, recorded: users });

it("an import that is interrupted and killed leaves no user half-written, and is completed by the next run", async () => {
  const rows = Array.from({ length: total }, (_, i) => {
    // The last one of every thousand is refused.
    const email = i % 1000 === 999 ? "no address" : `p${i}@example.com`;
    return `${i},${email},yes,person_${i},g-${i},2024-01-02`;
  });
  writeFileSync(file, `id,email,email_verified,username,social_google,created_at\n${rows.join("\n")}\n`);
  const project = await aProject();

  expect(await interrupted(project, "SIGINT", 0)).toEqual([130, null]);
  const stopped = positionIn();
  expect(stopped).toBeLessThan(total);
  expect(await stored(project)).toEqual(whole(stopped * 0.999));

  expect(await interrupted(project, "SIGKILL", stopped)).toEqual([null, "SIGKILL"]);
  const { users } = await stored(project);
  expect(users).toBeLessThan(total * 0.999);
  expect(await stored(project)).toEqual(whole(users!));

  const read = sources.csv!({ file, rate: 1, env: {} });
  const options = { source: "csv", read, project, isDryRun: false, stateFile, conflictsFile };
  const refused = () => readFileSync(conflictsFile, "utf8").trim().split("\n").length;
  expect(await runImport(options)).toBe(0);
  expect([await stored(project), refused()]).toEqual([whole(total * 0.999), total / 1000]);

  // From the beginning: everyone is known.
  rmSync(stateFile);
  expect(await runImport(options)).toBe(0);
  expect([await stored(project), refused()]).toEqual([whole(total * 0.999), total / 1000]);
});
