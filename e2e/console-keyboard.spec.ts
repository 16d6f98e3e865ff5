import { expect, type Locator, type Page, test } from "@playwright/test";
import { anOperator, openPalette, quickLink } from "./console-support";
import { api, messageTo, someone, startVerification } from "./support";

/** More controls than any page has before the one that is looked for. */
const mostSteps = 150;

/** Presses Tab until the control has the focus, and expects that this can be seen. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let step = 0; step < mostSteps; step++) {
    const isFocused = await control.evaluate((element) => element === document.activeElement);
    if (isFocused) return expect(control).toBeFocused();
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab doesn't reach ${control}.`);
}

async function press(page: Page, control: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, control);
  const isMarked = await control.evaluate(
    (element) =>
      element.matches(":focus-visible") &&
      [element, element.parentElement!].some((one) => getComputedStyle(one).outlineStyle !== "none"),
  );
  expect(isMarked).toBe(true);
  await page.keyboard.press(key);
}

async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

/** Goes to a page by the command palette. */
async function goTo(page: Page, name: string): Promise<void> {
  const palette = await openPalette(page);
  await page.keyboard.type(name);
  await expect(page.getByRole("option", { name, exact: true })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(palette).toHaveCount(0);
}

async function signIn(page: Page, role: "support" | "owner"): Promise<void> {
  await page.goto(await quickLink(await anOperator(role)));
  await press(page, page.getByRole("button", { name: "Sign in" }));
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
}

test("support signs in, finds a verification, resends, cancels, filters and exports", async ({ page }) => {
  const email = someone();
  const { id } = await startVerification({ email });
  await messageTo(email);
  await test.step("sign in, and skip the navigation", async () => {
    await signIn(page, "support");
    await press(page, page.getByRole("link", { name: "Skip to content" }));
    await expect(page).toHaveURL(/#content$/);
  });
  await test.step("find a verification", async () => {
    await openPalette(page);
    await page.keyboard.type(email);
    // The record, not the search for it.
    await expect(page.getByRole("option", { name: new RegExp(`^${email}`) })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
  });
  await test.step("cancel it", async () => {
    await press(page, page.getByRole("button", { name: "Cancel verification" }));
    const dialog = page.getByRole("alertdialog");
    await press(page, dialog.getByRole("button", { name: "Cancel verification" }));
    await expect(page.getByText("Canceled", { exact: true })).toBeVisible();
    expect(await api("GET", `/verifications/${id}`)).toMatchObject({ status: "canceled" });
  });
  await test.step("filter the list", async () => {
    await goTo(page, "Verifications");
    await expect(page.getByRole("heading", { level: 1, name: "Verifications" })).toBeVisible();
    await press(page, page.locator("summary").filter({ hasText: /^Status$/ }));
    await press(page, page.getByRole("checkbox", { name: "Canceled" }), "Space");
    await press(page, page.getByRole("button", { name: "Apply" }).first());
    await expect(page).toHaveURL(/status=canceled/);
    await type(page, page.getByRole("searchbox"), email);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("row")).toHaveCount(2);
  });
  await test.step("export it", async () => {
    const download = page.waitForEvent("download");
    await press(page, page.getByRole("button", { name: "Export CSV" }));
    expect((await download).suggestedFilename()).toMatch(/^verifications-.*\.csv$/);
  });
  await test.step("stop messages to a recipient", async () => {
    await goTo(page, "Suppress a recipient");
    const dialog = page.getByRole("dialog");
    await type(page, dialog.getByLabel("Email address or phone number"), email);
    await page.keyboard.press("Enter");
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole("cell", { name: email })).toBeVisible();
  });
});

test("an owner makes a key and revokes it, and changes users, URLs and the team", async ({ page }) => {
  await signIn(page, "owner");
  const name = someone("key");
  await test.step("create an API key", async () => {
    await goTo(page, "Create an API key");
    const dialog = page.getByRole("dialog");
    await type(page, dialog.getByLabel("Name"), name);
    await press(page, dialog.getByRole("button", { name: "Create key" }));
    await press(page, page.getByRole("button", { name: "Done" }));
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(name)).toBeVisible();
  });
  await test.step("revoke it", async () => {
    const row = page.getByRole("row").filter({ hasText: name });
    await press(page, row.getByRole("button", { name: "Revoke" }));
    await press(page, page.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }));
    await expect(row).toHaveCount(0);
  });
  await test.step("create a user", async () => {
    const user = someone("user");
    await goTo(page, "Create a user");
    await type(page, page.getByRole("dialog").getByLabel("Email address or phone number"), user);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: user })).toBeVisible();
  });
  await test.step("allow a return URL, remove it and undo that", async () => {
    const url = `https://app.example.com/${name}`;
    await goTo(page, "Return URLs");
    await type(page, page.getByLabel("New return URL"), url);
    await page.keyboard.press("Enter");
    await press(page, page.getByRole("button", { name: `Remove ${url}` }));
    await expect(page.getByText("Return URL removed", { exact: true })).toBeVisible();
    await page.keyboard.press("F8");
    await press(page, page.getByRole("button", { name: "Undo" }));
    await expect(page.getByRole("button", { name: `Remove ${url}` })).toBeVisible();
  });
  await test.step("invite a member as support", async () => {
    const email = someone("member");
    await goTo(page, "Invite a team member");
    const dialog = page.getByRole("dialog");
    await type(page, dialog.getByLabel("Email"), email);
    await press(page, dialog.getByRole("radio", { name: "Viewer" }), "ArrowDown");
    await expect(dialog.getByRole("radio", { name: "Support" })).toBeChecked();
    await page.keyboard.press("Enter");
    await expect(page.getByText(email).first()).toBeVisible();
  });
  await test.step("change the theme", async () => {
    await goTo(page, "Use the dark theme");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});
