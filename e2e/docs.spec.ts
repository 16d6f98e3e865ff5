import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support";

for (const path of ["/docs", "/docs/webhooks", "/docs/readme", "/docs/search?q=webhook", "/docs/api/inbox"])
  test(`${path} is accessible, light and dark`, async ({ page }) => {
    await page.goto(path);
    await expectAccessible(page);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectAccessible(page);
  });

test("a heading's link, a link to another page and a copied command work", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/docs/readme");
  const link = page.getByRole("link", { name: "Link to “Verify an address”" });
  await link.click();
  await expect(page).toHaveURL(/#verify-an-address$/);
  await expect(page.getByRole("heading", { name: "Verify an address" })).toBeInViewport();

  await page.getByRole("button", { name: "Copy code" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: "Copied" })).toHaveCount(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("npm start");

  await page.getByRole("article").getByRole("link", { name: "docs/receipts.md" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Receipts" })).toBeVisible();
  const contents = page.getByRole("navigation", { name: "Contents" });
  await expect(contents.getByRole("link", { name: "Receipts" })).toHaveAttribute("aria-current", "page");
});

test("a search finds an answer", async ({ page }) => {
  await page.goto("/docs");
  await page.getByRole("main").getByRole("searchbox").fill("rotate secrets");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/docs\/search\?q=rotate/);
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
  await page.getByRole("main").getByRole("searchbox").fill("zzzz");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing found.")).toBeVisible();
});

test("only the page is printed, on white and with all of its code", async ({ page }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto("/docs/webhooks");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveCount(0);
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Copy code" })).toHaveCount(0);
  const [scheme, overflow] = await page.evaluate(() => [
    getComputedStyle(document.documentElement).colorScheme,
    Math.max(...[...document.querySelectorAll("pre")].map((pre) => pre.scrollWidth - pre.clientWidth)),
  ]);
  expect(scheme).toBe("light");
  expect(overflow).toBeLessThanOrEqual(0);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the contents unfold and the search works", async ({ page }) => {
    await page.goto("/docs");
    await page.getByRole("navigation", { name: "Contents" }).getByText("Running it").click();
    await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "Deploy" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Deploy" })).toBeVisible();
    await page.getByRole("banner").getByRole("searchbox").fill("nginx");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main").getByRole("link", { name: /nginx/i }).first()).toBeVisible();
  });
});
