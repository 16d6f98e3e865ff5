import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { Guide } from "./guide";
import { expectAccessible } from "./support";

/* Each guide, followed by a reader who copies every block. */

const root = join(import.meta.dirname, "..");
/** Guides with commands only, which need no browser. */
const commandsOnly = ["phone-sign-in", "payment-step-up", "migrating", "kratos-courier", "keycloak"];
const withBrowser = ["html-form", "express", "nextjs", "test-suites"];

// In one worker, which builds the packages once. Applications are compiled, so it takes longer than other tests.
test.describe.configure({ mode: "default", timeout: 300_000 });

let guide: Guide;
test.beforeAll(async () => {
  await promisify(execFile)(process.execPath, [join(root, "scripts", "build-packages.mjs")]);
});
test.afterEach(() => guide?.close());

test("every guide is followed", () => {
  const written = readdirSync(join(root, "docs", "guides")).map((file) => file.replace(/\.md$/, ""));
  expect(written.toSorted()).toEqual([...commandsOnly, ...withBrowser].toSorted());
});

for (const name of commandsOnly)
  test(name, async () => {
    guide = await Guide.open(name);
    await guide.follow();
  });

test("html-form", async ({ page }) => {
  guide = await Guide.open("html-form");
  await guide.follow("Try it");
  await page.goto(guide.url);
  await page.getByLabel("Email").fill("jane@example.com");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await guide.follow();
  await page.getByLabel("Code").pressSequentially(guide.codeShown());
  await expect(page.getByRole("heading", { name: "Welcome, jane@example.com" })).toBeVisible();
  await page.context().clearCookies();
  await page.reload();
  await expect(page.getByText("Please try again.")).toBeVisible();
});

test("express", async ({ page }) => {
  guide = await Guide.open("express");
  await guide.follow("Try it");
  await page.goto(`${guide.url}/signup`);
  await page.getByLabel("Email").fill("jane@example.com");
  await page.getByRole("button", { name: "Continue" }).click();
  await expectAccessible(page);
  await guide.follow();
  await page.getByLabel("Code").fill(guide.codeShown());
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "Welcome, jane@example.com" })).toBeVisible();
});

test("nextjs", async ({ page }) => {
  guide = await Guide.open("nextjs");
  guide.has({
    packages: [
      ...["next", "react", "react-dom", "typescript"],
      ...["@types/node", "@types/react", "@types/react-dom"],
    ],
    // Its packages are linked from elsewhere.
    files: { "package.json": "{}", "next.config.mjs": 'export default { turbopack: { root: "/" } };' },
  });
  await guide.follow("Try it");
  await page.goto(`${guide.url}/signup`);
  await page.getByLabel("Email address").fill("jane@example.com");
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText("We sent a code to jane@example.com.")).toBeVisible();
  await guide.follow();
  await page.getByLabel("Code").pressSequentially(guide.codeShown());
  await expect(page.getByRole("heading", { name: "Welcome" })).toBeVisible();
  expect(guide.serverLog).toContain("Verified: jane@example.com");
});

test("test-suites", async () => {
  guide = await Guide.open("express");
  await guide.follow("Try it");
  guide.continueWith("test-suites");
  await guide.follow();
});
