import { randomInt } from "node:crypto";
import { expect, test } from "@playwright/test";
import { api, endResendWait, expectAccessible, messageTo, startVerification } from "./support";

interface Delivery {
  channel: string;
  outcome: string;
}

/** A unique German mobile number. */
function somePhone(): string {
  return `+49151${randomInt(10_000_000, 99_999_999)}`;
}

async function channelsOf(verificationId: string): Promise<string[]> {
  const { data } = await api<{ data: Delivery[] }>("GET", `/deliveries?verificationId=${verificationId}`);
  return data.map(({ channel }) => channel).reverse();
}

test("a person whose SMS does not arrive gets the same code by phone, then on WhatsApp", async ({ page }) => {
  const phone = somePhone();
  const started = await startVerification({ phone });
  const { code } = await messageTo(phone);
  await endResendWait(phone);
  await page.goto(started.portalUrl);
  await expect(page.getByRole("heading", { name: "Check your messages" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Call me instead" }).click();
  await expect(page.getByRole("heading", { name: "We’re calling you" })).toBeVisible();
  await expect(page.getByText("We sent another message.")).toBeVisible();
  await expectAccessible(page);

  await endResendWait(phone);
  await page.reload();
  await expect(page.getByRole("button", { name: "Text me instead" })).toBeVisible();
  await page.getByRole("button", { name: "Get it on WhatsApp" }).click();
  await expect(page.getByRole("heading", { name: "Check WhatsApp" })).toBeVisible();
  expect(await channelsOf(started.id)).toEqual(["sms", "voice", "whatsapp"]);

  await page.getByLabel("Code").fill(code);
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("another channel is offered as a button and has the same cooldown as a resend", async ({ page }) => {
    const phone = somePhone();
    const started = await startVerification({ phone });
    await page.goto(started.portalUrl);
    await page.getByRole("button", { name: "Call me instead" }).click();
    await expect(page.getByText(/Wait \d+ seconds?, then try again/)).toBeVisible();
    await endResendWait(phone);
    await page.getByRole("button", { name: "Call me instead" }).click();
    await expect(page.getByRole("heading", { name: "We’re calling you" })).toBeVisible();
    expect(await channelsOf(started.id)).toEqual(["sms", "voice"]);
  });
});

test("an email address has no other channel", async ({ page }) => {
  const started = await startVerification({ email: `jane.${randomInt(10 ** 9)}@example.com` });
  await page.goto(started.portalUrl);
  await expect(page.getByRole("button", { name: "Call me instead" })).toHaveCount(0);
});
