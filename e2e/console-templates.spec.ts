import { expect, test } from "@playwright/test";
import { signIn } from "./console-support";
import { api, expectAccessible, messageTo, someone, startVerification } from "./support";

test("an admin words a message, sees it live, saves it, and returns to an earlier version", async ({
  page,
}) => {
  // Other tests read the English and German messages.
  const locale = "fi";
  const { project } = await signIn(page, "admin");
  await page.goto(`${project}/settings/templates`);
  await page.getByLabel("Language").selectOption(locale);
  await page.getByRole("button", { name: "Edit texts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Confirm, Suomi" })).toBeVisible();
  await expect(page.getByText("No changes yet.")).toBeVisible();

  const textbox = (name: string) => page.getByRole("textbox", { name, exact: true });
  const subject = textbox("Subject");
  await page.getByRole("button", { name: "Edit our text: Subject", exact: true }).press("Enter");
  await expect(subject).toHaveValue(/\{code\}.*\{brand\}/);
  await subject.fill("{otp} on koodisi");
  await expect(page.getByText(/The preview isn’t up to date\. Subject: \{otp\} is unknown/)).toBeVisible();
  await page.getByRole("button", { name: "Save texts" }).click();
  await expect(subject).toHaveAccessibleDescription(/\{otp\} is unknown/);
  await expect(subject).toBeFocused();

  await subject.fill("Koodisi: {code}");
  await textbox("Heading").fill("Tervetuloa <b>");
  await expect(page.getByText("Koodisi: 123456")).toBeVisible();
  const mail = page.frameLocator("iframe");
  await expect(mail.getByRole("heading", { name: "Tervetuloa <b>" })).toBeVisible();
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(mail.locator(".card")).toHaveCSS("background-color", "rgb(29, 32, 31)");
  await textbox("SMS text").fill("Koodisi “{brand}” on {code}, voimassa {lifetime}.");
  await page.getByRole("tab", { name: "SMS" }).press("Enter");
  await expect(page.getByText(/Not in the GSM alphabet: “ ”/)).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Save texts" }).click();
  await expect(page.getByText("Texts saved", { exact: true })).toBeVisible();
  const email = someone();
  await startVerification({ email, locale });
  expect((await messageTo(email)).subject).toMatch(/^Koodisi: \d{6}$/);

  await page.getByRole("button", { name: "Use our texts" }).click();
  await expect(page.getByRole("row", { name: /Version 2.*Current.*All ours/ })).toBeVisible();
  await expect(subject).toHaveValue("");
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByRole("row", { name: /Version 3.*Current/ })).toBeVisible();
  await expect(subject).toHaveValue("Koodisi: {code}");
  await page.getByRole("link", { name: "Message templates" }).first().click();
  await expect(page.getByRole("row", { name: /Confirm Suomi Subject, Heading, SMS text/ })).toBeVisible();
  await api("DELETE", `/message-templates/confirm/${locale}`);
});

test("texts that are not saved yet can be sent as a test", async ({ page }) => {
  const { project, email } = await signIn(page, "admin");
  await page.goto(`${project}/settings/templates/authenticate/en`);
  await page.getByRole("textbox", { name: "Subject", exact: true }).fill("Only a test, {code}");
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByRole("textbox", { name: "To" })).toHaveValue(email);
  await page.getByRole("button", { name: "Send test" }).click();
  await expect(page.getByText(/The built-in inbox can’t send tests/)).toBeVisible();
  await expectAccessible(page);
});
