import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import { openPalette, signIn } from "./console-support";
import { api, expectAccessible, messageTo, someone, startVerification, wrongCode } from "./support";

test("support finds an address, and reads its timeline and its message", async ({ page }) => {
  const email = someone();
  const { id } = await startVerification({ email });
  const { code } = await messageTo(email);
  await api("POST", `/verifications/${id}/attempts`, { code: wrongCode(code) }).catch(() => undefined);

  const { project } = await signIn(page, "support");
  await page.getByRole("link", { name: "Verifications" }).click();
  await page.getByRole("searchbox").fill(email);
  await page.getByRole("searchbox").press("Enter");
  await expect(page).toHaveURL(new RegExp(`q=${encodeURIComponent(email)}`));
  await page.getByRole("link", { name: email }).click();

  await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
  await expect(page.getByText("Attempt 1 of 5: wrong code, 4 attempts left.")).toBeVisible();
  await expect(page.getByText(/was accepted by the built-in inbox/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("table", { name: "Messages" }).getByRole("link", { name: email }).click();
  await expect(page.getByRole("heading", { name: "Message preview" })).toBeVisible();
  await expect(page.frameLocator("iframe").getByText(code)).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${project}/verifications/${id}`);
  await page.getByRole("button", { name: "Cancel verification" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(email);
  await dialog.getByRole("button", { name: "Cancel verification" }).click();
  await expect(page.getByText("Canceled", { exact: true })).toBeVisible();
  expect(await api("GET", `/verifications/${id}`)).toMatchObject({ status: "canceled" });
});

test("support sees why a code never came, confirms the person, and finds and exports it by filters", async ({
  page,
}) => {
  const [email, order] = [someone(), someone("order")];
  const { id } = await startVerification({ email, metadata: { order } });
  await messageTo(email);
  const { project } = await signIn(page, "support");
  await page.goto(`${project}/verifications/${id}`);
  const state = page.getByRole("region", { name: "What happened" });
  await expect(state).toContainText(/Kept in the built-in inbox at .* UTC.* No code was entered yet\./);
  await expectAccessible(page);
  await state.getByRole("button", { name: "Confirm without a code" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByLabel("Reason").fill("Identified by phone.");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Confirm without a code" }).click();
  await expect(page.getByText("Confirmed without a code: Identified by phone.")).toBeVisible();
  expect(await api("GET", `/verifications/${id}`)).toMatchObject({ status: "verified", method: "approval" });

  await page.goto(`${project}/verifications`);
  await page.getByText("Status", { exact: true }).first().click();
  await page.getByRole("checkbox", { name: "Verified" }).check();
  await page.getByRole("checkbox", { name: "Locked" }).check();
  await expectAccessible(page);
  await page
    .getByRole("group", { name: "Status" })
    .locator("..")
    .getByRole("button", { name: "Apply" })
    .click();
  await expect(page).toHaveURL(/status=verified&status=locked/);
  await page.getByText("More filters", { exact: true }).click();
  await page.getByLabel("Metadata").fill(`order=${order}`);
  await expectAccessible(page);
  await page.getByLabel("Metadata").press("Enter");
  await expect(page.getByRole("link", { name: email })).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);

  const name = someone("view");
  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("link", { name })).toHaveAttribute("aria-current", "true");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export JSON Lines" }).click();
  const file = await readFile(await (await download).path(), "utf8");
  expect(JSON.parse(file)).toMatchObject({ id, status: "verified", metadata: ["order"] });
  expect(file).not.toContain(email);

  await page.getByRole("button", { name: `Delete the view ${name}` }).click();
  await expect(page.getByText(`View “${name}” deleted`, { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  // Toasts stay while the focus is among them.
  await page.keyboard.press("F8");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(`View “${name}” restored`, { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name })).toBeVisible();
});

test("the command palette finds an address by keyboard alone", async ({ page }) => {
  const email = someone();
  const { id } = await startVerification({ email });
  await signIn(page, "viewer");
  await (await openPalette(page)).pressSequentially(email);
  await expect(page.getByRole("option", { name: email }).first()).toContainText("Pending");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
  await page.goto(new URL(page.url()).pathname.replace(/\/verifications.*/, ""));
  await (await openPalette(page)).pressSequentially(id);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
});

test("the command palette does what a role may do, and changes the theme", async ({ page }) => {
  const { project } = await signIn(page, "viewer");
  await (await openPalette(page)).fill("API key");
  await expect(page.getByRole("option", { name: "API keys" })).toBeVisible();
  await expect(page.getByRole("option", { name: "Create an API key" })).toHaveCount(0);
  await page.getByRole("combobox").fill("zzz-nothing");
  await expect(page.getByRole("option", { name: "Verifications for “zzz-nothing”" })).toBeVisible();
  await page.getByRole("combobox").fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();

  await page.context().clearCookies();
  await signIn(page, "admin");
  await page.goto(`${project}/developers/api-keys`);
  await (await openPalette(page)).fill("create an api");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Create an API key" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await (await openPalette(page)).fill("sign out everywhere");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sign-in/);
});

test("an API key is shown once, works, and stops working when it is revoked", async ({ page, request }) => {
  const { project } = await signIn(page, "admin");
  const name = someone("key");
  await page.goto(`${project}/developers/api-keys`);
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByLabel("Name").fill(name);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText("API key created")).toBeVisible();
  const secret = await page.getByLabel("API key", { exact: true }).inputValue();
  const use = async () =>
    (await request.get("/api/v1/verifications", { headers: { authorization: `Bearer ${secret}` } })).status();
  expect(await use()).toBe(200);

  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByText(name)).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  expect(await (await page.reload())!.text()).not.toContain(secret);

  await page.getByRole("row").filter({ hasText: name }).getByRole("button", { name: "Revoke" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText(`Revoke “${name}”?`);
  await dialog.getByRole("button", { name: "Revoke key" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(0);
  expect(await use()).toBe(401);
});

test("“Try it” verifies an address and shows each call with its response", async ({ page }) => {
  const { project } = await signIn(page, "owner");
  await page.goto(`${project}/developers/try-it`);
  await page.getByLabel("Your email address or phone number").fill(someone());
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText(/curl .+\/api\/v1\/verifications \\/).first()).toBeVisible();
  await page.getByRole("button", { name: "Submit a wrong code" }).click();
  await expect(page.getByText('"code": "code_mismatch"')).toBeVisible();
  await page.getByRole("button", { name: /^Submit \d{6}$/ }).click();
  await expect(page.getByText('"status": "verified"')).toBeVisible();
  await expectAccessible(page);
});

test("testing a provider shows its real response, and errors are shown beside their fields", async ({
  page,
}) => {
  const { project } = await signIn(page, "owner");
  const name = someone("relay");
  await page.goto(`${project}/settings/providers`);
  await page.getByRole("button", { name: "Add SMTP" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("From").fill("Acme <no-reply@example.com>");
  // Disabled, so that messages of other tests stay in the inbox.
  await page.getByLabel("Send messages with this provider").uncheck();
  await page.getByRole("button", { name: "Add provider" }).click();
  await expect(page.getByLabel("Host")).toHaveAccessibleDescription(/expected a host or a url/);
  await expect(page.getByLabel("Send messages with this provider")).not.toBeChecked();
  await page.getByLabel("Host").fill("127.0.0.1");
  await page.getByLabel("Port").fill("1");
  await page.getByRole("button", { name: "Add provider" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();

  const card = page.getByRole("region", { name });
  await card.getByRole("button", { name: "Test" }).click();
  await page.getByRole("button", { name: "Send test" }).click();
  await expect(page.getByText(/ECONNREFUSED|refused/i).first()).toBeVisible();
  await page.getByRole("button", { name: "Close", exact: true }).last().click();
  await card.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  await expect(card).toHaveCount(0);
});

test("every page is accessible, on phone and desktop, in dark and light mode", async ({ page }) => {
  test.setTimeout(480_000);
  const { project } = await signIn(page, "owner");
  const pages = {
    "": "Overview",
    "/verifications": "Verifications",
    "/messages": "Messages",
    "/suppressions": "Suppressions",
    "/users": "Users",
    "/developers/try-it": "Try it",
    "/developers/api-keys": "API keys",
    "/developers/return-urls": "Return URLs",
    "/settings": "General",
    "/settings/policies": "Policies",
    "/settings/templates": "Message templates",
    "/settings/templates/authenticate/ar": "Authenticate, العربية",
    "/settings/providers": "Providers",
    "/settings/team": "Team",
    "/account": "Account",
    "/no-such-page": "Page not found",
  };
  for (const [width, colorScheme] of [
    [390, "dark"],
    [1280, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    for (const [path, heading] of Object.entries(pages)) {
      await page.goto(project + path);
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${path} at ${width}`).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  }
});
