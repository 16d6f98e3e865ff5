import { execFile } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Locator, type Page } from "@playwright/test";
import postgres from "postgres";
import { someone } from "./support";

const { API_KEY: apiKey = "", DATABASE_URL: databaseUrl = "", BASE_URL: baseUrl = "" } = process.env;
const root = join(import.meta.dirname, "..");

export type Role = "owner" | "admin" | "support" | "viewer";

export async function withDatabase<T>(run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(databaseUrl, { max: 1 });
  return run(sql).finally(() => sql.end());
}

/** Creates an operator in the API key's project, for one test only. */
export async function anOperator(role: Role): Promise<string> {
  const email = someone(role);
  await withDatabase(
    (sql) => sql`
      with created as (insert into operators (id, email, name) values (${randomUUID()}, ${email}, '') returning id)
      insert into operator_roles (operator_id, project_id, role)
      select created.id, keys.project_id, ${role} from created, api_keys keys where keys.prefix = ${apiKey.split("_")[1]!}`,
  );
  return email;
}

/** The link that `npm run console-link` prints for an operator. */
export async function consoleLink(email: string, ...options: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(root, "scripts", "run.mjs"), "console-link", "--email", email, ...options],
    // A console link isn't derived from the secrets, so any value works.
    { cwd: root, env: { ...process.env, COUNTERSIGN_SECRETS: "x".repeat(40), PUBLIC_URL: baseUrl } },
  );
  const [link] = /http\S+/.exec(stdout) ?? [];
  if (!link) throw new Error(`No link: ${stdout}`);
  return link;
}

/** The same link without starting a process, which takes seconds. */
export async function quickLink(email: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest();
  await withDatabase(
    (sql) => sql`
      insert into opaque_tokens (id, kind, token_hash, operator_id, expires_at)
      select ${randomUUID()}, 'console_link', ${tokenHash}, id, now() + interval '1 hour'
      from operators where email = ${email}`,
  );
  return `/console/link#${token}`;
}

/** Signs in as a new operator. `project` is the path of the project's pages. */
export async function signIn(page: Page, role: Role): Promise<{ email: string; project: string }> {
  const email = await anOperator(role);
  await page.goto(await quickLink(email));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  return { email, project: new URL(page.url()).pathname };
}

/** Opens the command palette by its shortcut, which a page hears only once its scripts run. Returns its field. */
export async function openPalette(page: Page): Promise<Locator> {
  // Other dialogs have a combobox, too.
  const field = page.getByRole("combobox", { name: "Search or go to a page" });
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(field).toBeFocused({ timeout: 5000 });
  }).toPass();
  return field;
}
