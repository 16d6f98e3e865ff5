import { expect, test } from "@playwright/test";
import { api, messageTo, someone, startVerification, wrongCode } from "./support";

test.use({ javaScriptEnabled: false });

test("without JavaScript: choose a method, enter a wrong code, resend too early, enter the correct code, done", async ({
  page,
}) => {
  const email = someone();
  const started = await startVerification({});
  await page.goto(started.portalUrl);
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  const { code } = await messageTo(email);

  await page.getByLabel("Code").fill(wrongCode(code));
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("You have 4 attempts left.")).toBeVisible();

  await page.getByRole("button", { name: "Resend code" }).click();
  await expect(page.getByText(/Wait \d+ seconds?, then try again/)).toBeVisible();

  await page.getByLabel("Code").fill(`${code.slice(0, 3)} \u2212\u200b${code.slice(3)}`);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({
    status: "verified",
    method: "code",
  });
});

test("without JavaScript a mistyped domain is asked about once, and can be kept or corrected", async ({
  page,
}) => {
  const name = someone().split("@")[0]!;
  const started = await startVerification({});
  await page.goto(started.portalUrl);
  await page.getByLabel("Email address").fill(`${name}@gmial.com`);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText(`Did you mean ${name}@gmail.com?`)).toBeVisible();
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({ identifier: null });
  await page.getByRole("button", { name: "Send to gmial.com anyway" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  expect((await messageTo(`${name}@gmial.com`)).to).toBe(`${name}@gmial.com`);

  await page.getByRole("link", { name: "Use a different email or phone number" }).click();
  await page.getByLabel("Email address").fill(`${name}@gmail.con`);
  await page.getByRole("button", { name: "Send code" }).click();
  await page.getByRole("button", { name: "Yes, use it" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  expect((await messageTo(`${name}@gmail.com`)).to).toBe(`${name}@gmail.com`);
});

test("without JavaScript the link page explains where to enter the code", async ({ page }) => {
  const email = someone();
  await startVerification({ email });
  const { link } = await messageTo(email);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link needs JavaScript" })).toBeVisible();
});
