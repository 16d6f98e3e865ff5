import { expect, test } from "@playwright/test";
import { signIn } from "./console-support";
import { api, expectAccessible, someone, startVerification } from "./support";

interface Provider {
  id: string;
  name: string;
}

/** An endpoint that does not exist. */
function addProvider(name: string): Promise<Provider> {
  const config = { endpoint: "http://127.0.0.1:9/send" };
  return api<Provider>("POST", "/providers", { kind: "http", name, channels: ["whatsapp"], config });
}

test("an owner sets which provider is tried first, channel by channel", async ({ page }) => {
  const { project } = await signIn(page, "owner");
  const [first, second] = [await addProvider(someone("First")), await addProvider(someone("Second"))];
  try {
    await page.goto(`${project}/settings/providers`);
    await expect(page.getByRole("heading", { name: "Order" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: `Move ${second.name} up for WhatsApp` }).click();
    await expect(page.getByText("Order changed", { exact: true })).toBeVisible();
    const { data } = await api<{ data: Provider[] }>("GET", "/provider-orders/whatsapp");
    expect(data.map(({ id }) => id)).toEqual([second.id, first.id]);
    await expect(page.getByText("Order changed", { exact: true })).toHaveCount(0);
    const item = (name: string) => page.getByRole("listitem").filter({ hasText: name });
    await item(first.name).dragTo(item(second.name));
    await expect(page.getByText("Order changed", { exact: true })).toBeVisible();
    const dragged = await api<{ data: Provider[] }>("GET", "/provider-orders/whatsapp");
    expect(dragged.data.map(({ id }) => id)).toEqual([first.id, second.id]);
  } finally {
    for (const { id } of [first, second]) await api("DELETE", `/providers/${id}`);
  }
});

test("an owner adds Resend, copies its webhook URL, and removes the signing secret again", async ({
  page,
}) => {
  const { project } = await signIn(page, "owner");
  const name = someone("Resend");
  const dialog = page.getByRole("dialog");
  const find = async () => {
    const { data } = await api<{ data: (Provider & { secretsSet: string[] })[] }>("GET", "/providers");
    return data.find((one) => one.name === name)!;
  };
  const save = async (button: string) => {
    await dialog.getByRole("button", { name: button }).click();
    await expect(dialog).toHaveCount(0);
  };
  await page.goto(`${project}/settings/providers`);
  await page.getByRole("button", { name: "Add Resend" }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("API key").fill("re_test");
  await dialog.getByLabel("From").fill("no-reply@acme.example");
  await dialog.getByLabel("Webhook signing secret").fill(`whsec_${"A".repeat(32)}`);
  // Other tests send email meanwhile.
  await dialog.getByLabel("Send messages with this provider").uncheck();
  await save("Add provider");
  const { id, secretsSet } = await find();
  try {
    expect(secretsSet).toEqual(["apiKey", "webhookSecret"]);
    await page.getByRole("region", { name }).getByRole("button", { name: "Edit" }).click();
    await expect(dialog.getByRole("textbox", { name: "Status callback URL" })).toHaveValue(
      new RegExp(`/api/v1/providers/${id}/status-callback$`),
    );
    await expectAccessible(page);
    await dialog.getByLabel("Remove “Webhook signing secret”").check();
    await save("Save changes");
    expect((await find()).secretsSet).toEqual(["apiKey"]);
  } finally {
    await api("DELETE", `/providers/${id}`);
  }
});

test("support finds messages by status, channel and provider", async ({ page }) => {
  const { project } = await signIn(page, "support");
  const email = someone("filter");
  await startVerification({ email });
  await page.goto(`${project}/messages?q=${encodeURIComponent(email)}`);
  const row = page.getByRole("row", { name: email });
  await expect(row).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Channel").selectOption("Email");
  await expect(page).toHaveURL(/channel=email/);
  await expect(row).toBeVisible();
  await page.getByLabel("Reported status").selectOption("Bounced");
  await expect(page.getByText("No results")).toBeVisible();
});

test("support suppresses a recipient, finds the entry, and removes it again", async ({ page }) => {
  const { project } = await signIn(page, "support");
  const email = someone("stop");
  await page.goto(`${project}/suppressions`);
  await page.getByRole("button", { name: "Add recipient" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email address or phone number").fill("nobody");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog.getByText("Enter a valid email address")).toBeVisible();
  await dialog.getByLabel("Email address or phone number").fill(email);
  await dialog.getByLabel("Note").fill("Asked us to stop.");
  await dialog.getByRole("button", { name: "Add" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByLabel("Search suppressions").fill(email.slice(0, 12));
  await page.getByLabel("Search suppressions").press("Enter");
  const row = page.getByRole("row", { name: email });
  await expect(row.getByText("Asked us to stop.")).toBeVisible();
  await expectAccessible(page);
  await expect(startVerification({ email })).rejects.toThrow("recipient_suppressed");
  await row.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
  // Rows behind an open dialog cannot be found, so wait for it to close.
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await expect(row).toHaveCount(0);
  await startVerification({ email });
});

test("an owner sets a phone call as the fallback for undelivered SMS", async ({ page }) => {
  const { project } = await signIn(page, "owner");
  await page.goto(`${project}/settings/policies?purpose=authenticate&channel=sms`);
  await page.getByLabel("If the message doesn’t arrive").selectOption("Call and read the code out");
  await page.getByLabel("When", { exact: true }).selectOption("30");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes saved", { exact: true })).toBeVisible();
  await expectAccessible(page);
  const saved = await api<{ policies: Record<string, { sms?: { fallbacks?: unknown } }> }>("GET", "/project");
  expect(saved.policies.authenticate!.sms!.fallbacks).toEqual([{ channel: "voice", afterSeconds: 30 }]);
  await page.reload();
  await page.getByLabel("If the message doesn’t arrive").selectOption("Do nothing");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Changes saved", { exact: true })).toBeVisible();
});
