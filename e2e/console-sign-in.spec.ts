import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { anOperator, consoleLink, signIn, withDatabase } from "./console-support";
import { expectAccessible, someone, wrongCode } from "./support";

test("a link from the terminal signs in once; used again it is refused", async ({ page, browser }) => {
  const link = await consoleLink(await anOperator("owner"));
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Sign in to the console" })).toBeVisible();
  expect(page.url()).not.toContain("#");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByText("This link was used already, or has ended.")).toBeVisible();
  await other.goto("/console");
  await expect(other).toHaveURL(/\/console\/sign-in$/);
});

test("signing out ends it: the way back leads to the sign-in page", async ({ page }) => {
  const { project } = await signIn(page, "viewer");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/console\/sign-in$/);
  await page.goto(project);
  await expect(page).toHaveURL(/\/console\/sign-in$/);
});

test("an operator who was removed is out at once", async ({ page }) => {
  const { email, project } = await signIn(page, "support");
  await withDatabase((sql) => sql`update operators set disabled_at = now() where email = ${email}`);
  await page.goto(`${project}/users`);
  await expect(page).toHaveURL(/\/console\/sign-in$/);
});

test.describe("by a code that travels through a mail server", () => {
  // The console's codes go by the road of the oldest ordinary project. One that is older than all lends them a road of
  // their own, so that other journeys' mail stays in the inbox.
  const project = randomUUID();
  const mail: { to: string; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      simpleParser(stream).then(({ text = "" }) => {
        for (const { address } of session.envelope.rcptTo) mail.push({ to: address, text });
        done();
      }, done);
    },
  });

  test.beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const config = { host: "127.0.0.1", port, security: "none", from: "Countersign <no-reply@example.com>" };
    await withDatabase(async (sql) => {
      await sql`insert into projects (id, name, created_at) values (${project}, 'Mail', '2000-01-01')`;
      await sql`insert into providers (id, project_id, kind, name, channels, config)
        values (${randomUUID()}, ${project}, 'smtp', 'Loopback', '{email}', ${sql.json(config)})`;
    });
  });

  test.afterAll(async () => {
    await withDatabase((sql) => sql`delete from projects where id = ${project}`);
    await new Promise<void>((resolve) => server.close(resolve));
  });

  test("a wrong code is said to be wrong, the right one signs in, and a stranger cannot tell", async ({
    page,
    browser,
  }) => {
    const email = await anOperator("admin");
    // A process believes what it knows of providers for a few seconds.
    await expect(async () => {
      await page.goto("/console/sign-in");
      await expect(page.getByText("No mail provider yet")).toBeHidden({ timeout: 500 });
    }).toPass();
    await expectAccessible(page);
    await page.getByLabel("Email").fill(email);
    await page.getByRole("button", { name: "Send me a code" }).click();
    await expect(
      page.getByText(/^If .+ belongs to an operator, a code is on its way there\.$/),
    ).toBeVisible();
    await expectAccessible(page);
    await expect.poll(() => mail.find(({ to }) => to === email)).toBeTruthy();
    const code = /\b\d{6}\b/.exec(mail.find(({ to }) => to === email)!.text)![0];

    await page.getByLabel("Code", { exact: true }).pressSequentially(wrongCode(code));
    await expect(page.getByText("That is not the code. Look again, or send it again.")).toBeVisible();
    await page.getByLabel("Code", { exact: true }).pressSequentially(code);
    await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

    const stranger = await (await browser.newContext()).newPage();
    const nobody = someone("stranger");
    await stranger.goto("/console/sign-in");
    await stranger.getByLabel("Email").fill(nobody);
    await stranger.getByRole("button", { name: "Send me a code" }).click();
    await expect(stranger.getByText(/^If .+ belongs to an operator/)).toBeVisible();
    await stranger.getByLabel("Code", { exact: true }).pressSequentially("000000");
    await expect(stranger.getByText("That is not the code. Look again, or send it again.")).toBeVisible();
    expect(mail.some(({ to }) => to === nobody)).toBe(false);
  });
});
