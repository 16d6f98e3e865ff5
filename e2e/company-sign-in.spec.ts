import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import postgres from "postgres";
import { expectAccessible, someone } from "./support";

/* A product of its own, whose operators sign in at the sandbox identity provider as if it were their company's. */

interface Product {
  baseUrl: string;
  databaseUrl: string;
  apiKey: string;
  stop(): Promise<void>;
}
const scripts = join(import.meta.dirname, "..", "scripts");
const client = {
  id: "countersign",
  secret: "sandbox",
  redirectUri: "http://localhost/api/auth/callback/company",
};

let product: Product;
let company: { issuer: string; stop(): Promise<void> };
let dataDir: string;
let sql: postgres.Sql;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  const { startSandboxProvider } = await import(join(scripts, "sandbox-provider.mjs"));
  const { startTestProduct } = await import(join(scripts, "test-product.mjs"));
  company = await startSandboxProvider({ port: 0, client });
  dataDir = mkdtempSync(join(tmpdir(), "countersign-company-"));
  const variables = {
    SANDBOX_IDENTITY_PROVIDER: "off",
    OPERATOR_OIDC_ISSUER: company.issuer,
    OPERATOR_OIDC_CLIENT_ID: client.id,
    OPERATOR_OIDC_CLIENT_SECRET: client.secret,
    OPERATOR_OIDC_DOMAINS: "acme.example",
    OPERATOR_OIDC_NAME: "Acme",
    OPERATOR_OIDC_REQUIRED: "on",
  };
  product = await startTestProduct({ dataDir, create: createDatabase }, { name: "company", variables });
  sql = postgres(product.databaseUrl, { max: 1 });
});

test.afterAll(async () => {
  await sql?.end();
  await product?.stop();
  await company?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function createDatabase(name: string): Promise<string> {
  const url = new URL(process.env.TEST_DATABASE_URL!);
  const admin = postgres(url.href, { max: 1 });
  url.pathname = `/${name}_${randomBytes(4).toString("hex")}`;
  await admin.unsafe(`create database ${url.pathname.slice(1)}`).finally(() => admin.end());
  return url.href;
}

async function aMember(): Promise<string> {
  const email = someone("member").replace(/@.*/, "@acme.example");
  await sql`
    with created as (insert into operators (id, email, name) values (${randomUUID()}, ${email}, '') returning id)
    insert into operator_roles (operator_id, project_id, role)
    select created.id, keys.project_id, 'viewer' from created, api_keys keys
    where keys.prefix = ${product.apiKey.split("_")[1]!}`;
  return email;
}

/** Signs in by a console link, which works without the company. */
async function signInAsOwner(page: Page): Promise<void> {
  const token = randomBytes(32).toString("base64url");
  await sql`
    insert into opaque_tokens (id, kind, token_hash, operator_id, expires_at)
    select ${randomUUID()}, 'console_link', ${createHash("sha256").update(token).digest()}, id, now() + interval '1 hour'
    from operators where email = 'owner@example.com'`;
  await page.goto(`${product.baseUrl}/console/link#${token}`);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
}

async function continueWithCompany(page: Page, email: string, isVerified = true): Promise<void> {
  await page.getByRole("button", { name: "Continue with Acme" }).click();
  await page.getByLabel("Email address").fill(email);
  if (!isVerified) await page.getByLabel("The provider vouches for this address").uncheck();
  await page.getByRole("button", { name: "Continue" }).click();
}

test("a member signs in by the company, and an owner unlinks the account", async ({ page, browser }) => {
  test.slow();
  const email = await aMember();
  await page.goto(`${product.baseUrl}/console`);
  await expectAccessible(page);
  await continueWithCompany(page, email);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const project = page.url();

  // From a document of the console, too, whose policy has to let the form lead to the company.
  await page.getByRole("button", { name: /^Account menu for/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await continueWithCompany(page, email);
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  const owner = await (await browser.newContext()).newPage();
  await signInAsOwner(owner);
  await owner.goto(`${project}/settings/team`);
  const row = owner.getByRole("row").filter({ hasText: email });
  await expect(row.getByRole("cell", { name: "Linked", exact: true })).toBeVisible();
  await expectAccessible(owner);
  await row.getByRole("button", { name: "Unlink" }).click();
  await owner.getByRole("alertdialog").getByRole("button", { name: "Unlink" }).click();
  await expect(row.getByRole("cell", { name: "Not linked" })).toBeVisible();
  await page.goto(project);
  await expect(page).toHaveURL(/\/console\/sign-in$/);

  await owner.goto(`${project}/audit`);
  for (const text of [
    "Operator signed in by company sign-in.",
    "Operator linked to an account at",
    "Operator unlinked",
  ])
    await expect(owner.getByText(text).first()).toBeVisible();
});

test("without JavaScript, everybody else learns why they are refused", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const refused = [
    [await aMember(), false, "didn’t confirm your email address"],
    [someone("guest"), true, "can’t use the company’s sign-in here"],
    [`${randomUUID()}@acme.example`, true, "You don’t have access to this console."],
  ] as const;
  await page.goto(`${product.baseUrl}/console/sign-in`);
  for (const [email, isVerified, reason] of refused) {
    await continueWithCompany(page, email, isVerified);
    await expect(page.getByRole("alert")).toContainText(reason);
  }
  await page.getByRole("button", { name: "Continue with Acme" }).click();
  await page.getByRole("button", { name: "Deny" }).click();
  await expect(page.getByRole("alert")).toContainText("didn’t finish");

  await page.getByLabel("Email").fill(await aMember());
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText("Use your company’s sign-in for this address.")).toBeVisible();
});
