import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./console-support";
import { someone, startVerification } from "./support";

/** The most bytes of compressed scripts. React and the router of Next.js are 135 000 of them. */
const mostBytes = { portal: 165_000, console: 200_000 };

/** Compressed bytes of the scripts that a page loads before anybody touches it, whether they come from the cache or not. */
async function scriptBytes(page: Page, path: string): Promise<number> {
  await page.goto(path);
  const sizes = await page.evaluate(() =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .map(({ encodedBodySize }) => encodedBodySize),
  );
  expect(sizes.length).toBeGreaterThan(0);
  return sizes.reduce((sum, size) => sum + size, 0);
}

test("a hosted page loads little JavaScript", async ({ page }) => {
  const { portalUrl } = await startVerification({ email: someone() });
  expect(await scriptBytes(page, portalUrl)).toBeLessThan(mostBytes.portal);
});

test("console pages load little JavaScript, and the rest when it is used", async ({ page }) => {
  const { project } = await signIn(page, "owner");
  for (const path of [
    "",
    "/verifications",
    "/messages",
    "/settings",
    "/settings/providers",
    "/developers/api-keys",
  ])
    expect.soft(await scriptBytes(page, `${project}${path}`), path).toBeLessThan(mostBytes.console);
});
