import { defineConfig } from "@playwright/test";

/** Run by `npm test`, which builds, starts PostgreSQL and the production server, and names them in the environment. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalTeardown: "./e2e/pictures.ts",
  // Only to end what hangs: a busy machine takes several times as long as usual.
  timeout: 180_000,
  expect: { timeout: 60_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    locale: "en-GB",
    actionTimeout: 60_000,
    // Recording slows every journey down, so it is only done when asked for: TRACE=1 npm test journeys FILE.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH || "/usr/bin/chromium",
      // Root may not use the sandbox; the rest keeps the browser from calling home, which a closed network would only slow.
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
});
