import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { TOTP } from "otpauth";
import { anOperator, consoleLink, quickLink, signIn, withDatabase } from "./console-support";
import { expectAccessible } from "./support";

/** Chromium's own authenticator, which says yes to everything. */
async function addAuthenticator(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function signInAgain(page: Page, email: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(await quickLink(email));
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Makes the last second factor of an operator's sessions eleven minutes old. */
function letTenMinutesPass(email: string): Promise<unknown> {
  return withDatabase(
    (sql) => sql`update operator_sessions set second_factor_at = now() - interval '11 minutes'
      where operator_id = (select id from operators where email = ${email})`,
  );
}

test("a passkey is asked for at the next sign-in, and again before an API key is created", async ({
  page,
}) => {
  test.slow();
  const { email, project } = await signIn(page, "admin");
  await addAuthenticator(page);
  await page.goto(`${project}/account`);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add passkey" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Test laptop");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Save your recovery codes")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Test laptop")).toBeVisible();
  await expect(page.getByText("10 codes left. Each works once.")).toBeVisible();

  await signInAgain(page, email);
  await expect(page.getByRole("heading", { name: "Confirm that it’s you" })).toBeVisible();
  await expectAccessible(page);
  await page.goto(project);
  await expect(page).toHaveURL(/\/console\/second-factor$/);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  await letTenMinutesPass(email);
  await page.goto(`${project}/developers/api-keys`);
  const name = `Key ${randomUUID()}`;
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  const ask = page.getByRole("dialog", { name: "Confirm that it’s you" });
  await expect(ask).toBeVisible();
  await expectAccessible(page);
  expect(await countKeys(name)).toBe(0);
  await ask.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByLabel("API key", { exact: true })).toHaveValue(/^csk_/);
  expect(await countKeys(name)).toBe(1);
});

test("where a project requires a second factor, an operator sets up an app first; a recovery code replaces it once, and a recovery link always", async ({
  page,
}) => {
  test.slow();
  const email = await anOperator("viewer");
  const strict = randomUUID();
  await withDatabase(
    (sql) => sql`
      with project as (
        insert into projects (id, number, name, settings)
        values (${strict}, ${String(10n ** 18n + BigInt(Date.now()))}, 'Strict', '{"operators":{"secondFactor":"required"}}') returning id),
      left_team as (delete from operator_roles where operator_id = (select id from operators where email = ${email}))
      insert into operator_roles (operator_id, project_id, role)
      select operators.id, project.id, 'owner' from project, operators where email = ${email}`,
  );
  await signInAgain(page, email);
  await expect(page.getByRole("heading", { name: "Set up a second factor" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set up app" }).click();
  const app = new TOTP({ secret: await page.getByLabel("Key", { exact: true }).inputValue() });
  await expectAccessible(page);
  // The step before, so that the current one is still unused.
  await page.getByLabel("Code").fill(app.generate({ timestamp: Date.now() - 30_000 }));
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("Save your recovery codes")).toBeVisible();
  const [recoveryCode = ""] = await page.getByRole("dialog").getByRole("listitem").allTextContents();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: "Continue to the console" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  const project = new URL(page.url()).pathname;

  await signInAgain(page, email);
  await page.getByLabel("Code").fill(app.generate() === "000000" ? "000001" : "000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("That code isn’t right.")).toBeVisible();
  await page.getByLabel("Code").fill(app.generate());
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  await letTenMinutesPass(email);
  await page.goto(`${project}/account`);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  const ask = page.getByRole("dialog", { name: "Confirm that it’s you" });
  await ask.getByRole("button", { name: "Cancel" }).click();
  await expect(
    page.getByText("Nothing was changed, because you didn’t confirm that it’s you."),
  ).toBeVisible();

  await signInAgain(page, email);
  await page.getByLabel("Code").fill(recoveryCode);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await signInAgain(page, email);
  await page.getByLabel("Code").fill(recoveryCode);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("That code isn’t right.")).toBeVisible();

  await page.context().clearCookies();
  await page.goto(await consoleLink(email, "--recover"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.goto(`${project}/account`);
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  await expect(page).toHaveURL(/\/second-factor\/set-up$/);
});

test("a session that is ended elsewhere is signed out, and “everywhere” includes this browser", async ({
  page,
  browser,
}) => {
  const { email, project } = await signIn(page, "viewer");
  const other = await (await browser.newContext()).newPage();
  await other.goto(await quickLink(email));
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("heading", { name: "Overview" })).toBeVisible();

  await page.goto(`${project}/account`);
  const sessions = page.getByRole("table", { name: "Sessions" });
  await expect(sessions.getByRole("row")).toHaveCount(3);
  await sessions.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("Session ended", { exact: true })).toBeVisible();
  await expect(sessions.getByRole("row")).toHaveCount(2);
  await other.goto(project);
  await expect(other).toHaveURL(/\/console\/sign-in$/);

  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/console\/sign-in$/);
});

function countKeys(name: string): Promise<number> {
  return withDatabase(async (sql) => (await sql`select from api_keys where name = ${name}`).length);
}
