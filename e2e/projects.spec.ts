import { expect, type Page, test } from "@playwright/test";
import { signIn, withDatabase } from "./console-support";
import { expectAccessible, someone } from "./support";

const menu = (page: Page) => page.getByRole("button", { name: /Switch project/ });

test("an owner creates a test project, archives and restores it", async ({ page }) => {
  await signIn(page, "owner");
  const name = someone("staging");
  await menu(page).click();
  await page.getByRole("menuitem", { name: "All projects" }).click();
  await page.getByRole("button", { name: "Create project" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Copy settings from").selectOption({ index: 1 });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Create project" }).click();

  await expect(menu(page)).toHaveAccessibleName(`Project ${name}. Switch project (Test)`);
  await expect(page.getByText("Test environment.")).toBeVisible();
  await menu(page).click();
  await page.getByRole("menuitem", { name: "All projects" }).click();
  const row = page.getByRole("row", { name });
  await row.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Archive project" }).click();
  await expect(page.getByText("This project is archived")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "API keys" }).click();
  await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
  await expect(page.getByRole("button", { name: "Create key" })).toHaveCount(0);

  await page.getByRole("link", { name: "Go to projects" }).click();
  await row.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("button", { name: "Restore project" }).click();
  await expect(page.getByText("This project is archived")).toHaveCount(0);
});

test("an owner of the installation creates an installation key, which creates projects", async ({
  page,
  request,
}) => {
  const { email } = await signIn(page, "owner");
  await page.goto(`${new URL(page.url()).pathname}/projects`);
  await expect(page.getByRole("heading", { name: "Installation keys" })).toHaveCount(0);
  await withDatabase(
    (sql) => sql`
      insert into operator_roles (operator_id, project_id, role)
      select o.id, p.id, 'owner' from operators o, projects p where o.email = ${email} and p.kind = 'reserved'`,
  );
  await page.reload();
  await page.getByRole("button", { name: "Create installation key" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Provisioning");
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = await page.getByLabel("Installation key", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();

  const name = someone("tenant");
  const response = await request.post("/api/v1/projects", {
    headers: { authorization: `Bearer ${secret}` },
    data: { name, environment: "test" },
  });
  expect(response.status()).toBe(201);
  await page.reload();
  await expect(page.getByRole("row", { name })).toBeVisible();
});
