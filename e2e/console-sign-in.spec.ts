import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { anOperator, consoleLink, signIn, withDatabase } from "./console-support";
import { expectAccessible, someone, wrongCode } from "./support";

test("a link from the terminal signs in once and is refused the second time", async ({ page, browser }) => {
  const link = await consoleLink(await anOperator("owner"));
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Sign in to the console" })).toBeVisible();
  await expect(page).not.toHaveURL(/#/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByText("This link has expired or was already used.")).toBeVisible();
  await other.goto("/console");
  await expect(other).toHaveURL(/\/console\/sign-in$/);
});

test("after signing out, going back leads to the sign-in page", async ({ page }) => {
  const { project } = await signIn(page, "viewer");
  await signOut(page);
  await page.goto(project);
  await expect(page).toHaveURL(/\/console\/sign-in$/);
});

test("a removed operator is signed out immediately", async ({ page }) => {
  const { email, project } = await signIn(page, "support");
  await withDatabase((sql) => sql`update operators set disabled_at = now() where email = ${email}`);
  await page.goto(`${project}/users`);
  await expect(page).toHaveURL(/\/console\/sign-in$/);
});

test("a code sent through a mail server signs in, a wrong one does not, and a stranger learns nothing", async ({
  page,
  browser,
}) => {
  test.slow();
  const mail: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, { envelope }, done) {
      simpleParser(stream).then(({ text = "" }) => {
        for (const { address } of envelope.rcptTo) mail.push({ to: address, text });
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const project = someone("mail");
  const { email, project: home } = await signIn(page, "owner");
  try {
    await setUpMail(page, home, project, (server.server.address() as AddressInfo).port);
    await signOut(page);

    // A process caches providers for a few seconds.
    await expect(async () => {
      await page.goto("/console/sign-in");
      await expect(page.getByText("Email isn’t set up yet")).toBeHidden({ timeout: 500 });
    }).toPass();
    await expectAccessible(page);
    await requestCode(page, email);
    await expectAccessible(page);
    await expect.poll(() => mail.find(({ to }) => to === email)).toBeTruthy();
    const code = codeTo(email, mail);
    await page.getByLabel("Code", { exact: true }).pressSequentially(wrongCode(code));
    await expect(page.getByText("That code isn’t right. Check it, or resend the code.")).toBeVisible();
    await page.getByLabel("Code", { exact: true }).pressSequentially(code);
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
    await changeAddress(page, home, mail);
    await expect
      .poll(() => mail.some(({ to, text }) => to === email && text.includes("is another one now")))
      .toBe(true);

    const stranger = await (await browser.newContext()).newPage();
    const nobody = someone("stranger");
    await stranger.goto("/console/sign-in");
    await requestCode(stranger, nobody);
    await stranger.getByLabel("Code", { exact: true }).pressSequentially("000000");
    await expect(stranger.getByText("That code isn’t right. Check it, or resend the code.")).toBeVisible();
    expect(mail.some(({ to }) => to === nobody)).toBe(false);
  } finally {
    await withDatabase((sql) => sql`delete from projects where name = ${project}`);
    await new Promise<void>((resolve) => server.close(resolve));
  }
});

interface Mail {
  to: string;
  text: string;
}

const codeTo = (email: string, mail: readonly Mail[]): string =>
  /\b\d{6}\b/.exec(mail.find(({ to }) => to === email)!.text)![0];

/** An operator's address changes with the code that was sent to the new one. */
async function changeAddress(page: Page, home: string, mail: readonly Mail[]): Promise<void> {
  const next = someone("new");
  await page.goto(`${home}/account`);
  await page.getByRole("button", { name: "Change address" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New email address").fill(next);
  await dialog.getByRole("button", { name: "Send code" }).click();
  await expect(dialog.getByText(`Enter the code that we sent to ${next}.`)).toBeVisible();
  await expectAccessible(page);
  await expect.poll(() => mail.find(({ to }) => to === next)).toBeTruthy();
  const code = codeTo(next, mail);
  await dialog.getByLabel("Code").fill(wrongCode(code));
  await dialog.getByRole("button", { name: "Change address" }).click();
  await expect(dialog.getByText("That code isn’t right. Check it, or resend the code.")).toBeVisible();
  await dialog.getByLabel("Code").fill(code);
  await dialog.getByRole("button", { name: "Change address" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText(next, { exact: true })).toBeVisible();
}

/**
 * Creates a project with a mail server. The console's sign-in codes use the oldest project's providers, so this project is
 * made the oldest. Messages of other tests stay in the inbox.
 */
async function setUpMail(page: Page, home: string, project: string, port: number): Promise<void> {
  // A click before the page's scripts run opens nothing.
  const allProjects = page.getByRole("menuitem", { name: "All projects" });
  await expect(async () => {
    await page.getByRole("button", { name: /Switch project$/ }).click();
    await expect(allProjects).toBeVisible({ timeout: 2000 });
  }).toPass();
  await allProjects.click();
  await page.getByRole("button", { name: "Create project" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(project);
  await dialog.getByLabel("Live").check();
  await dialog.getByRole("button", { name: "Create project" }).click();
  await expect(page.getByRole("button", { name: `Project ${project}. Switch project` })).toBeVisible();
  await expect.poll(() => new URL(page.url()).pathname).not.toBe(home);
  await page.getByRole("link", { name: "Providers" }).click();
  await page.getByRole("button", { name: "Add SMTP" }).click();
  await page.getByLabel("Host").fill("127.0.0.1");
  await page.getByLabel("Port").fill(String(port));
  await page.getByLabel("Security").selectOption("none");
  await page.getByLabel("From").fill("Countersign <no-reply@example.com>");
  await page.getByRole("button", { name: "Add provider" }).click();
  await expect(page.getByText("The mail server at 127.0.0.1")).toBeVisible();
  await withDatabase((sql) => sql`update projects set created_at = '2000-01-01' where name = ${project}`);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account menu for/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/console\/sign-in$/);
}

async function requestCode(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText(/^If .+ has access to the console, we’ve sent a code to it\.$/)).toBeVisible();
}
