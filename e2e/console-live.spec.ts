import { expect, test } from "@playwright/test";
import { signIn } from "./console-support";
import { api, expectAccessible, messageTo, someone, startVerification } from "./support";

test("a list tells of new verifications and changes statuses in place", async ({ page }) => {
  const name = `live${Date.now()}`;
  const first = await startVerification({ email: someone(name) });
  const { project } = await signIn(page, "viewer");
  await page.goto(`${project}/verifications?q=${name}`);
  const rows = page.getByRole("table").getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("Pending");

  const email = someone(name);
  await startVerification({ email });
  const show = page.getByRole("button", { name: "Show 1 new" });
  await expect(show).toBeVisible();
  await expect(rows).toHaveCount(2);
  await api("POST", `/verifications/${first.id}/cancellation`);
  await expect(rows.nth(1)).toContainText("Canceled");
  await expectAccessible(page);

  await show.click();
  await expect(rows).toHaveCount(3);
  await expect(show).toHaveCount(0);
  const { verificationId, code } = await messageTo(email);
  await api("POST", `/verifications/${verificationId}/attempts`, { code });
  await expect(rows.nth(1)).toContainText("Verified");
});

test("new rows appear by themselves at the top of an unfiltered list, but not under the pointer", async ({
  page,
}) => {
  const { project } = await signIn(page, "viewer");
  await page.goto(`${project}/users`);
  await page.mouse.move(0, 0);
  const externalId = `live-${Date.now()}`;
  await api("POST", "/users", { externalId });
  await expect(page.getByRole("link", { name: externalId, exact: true })).toBeVisible();
  await page.getByRole("link", { name: externalId, exact: true }).hover();
  await api("POST", "/users", { externalId: `${externalId}-2` });
  await expect(page.getByRole("button", { name: /^Show .* new$/ })).toBeVisible();
  await expect(page.getByRole("link", { name: `${externalId}-2`, exact: true })).toHaveCount(0);
});
