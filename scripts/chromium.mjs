import { existsSync } from "node:fs";
import path from "node:path";
import { canInstallPackages, installPackage } from "./debian.mjs";
import { Explanation } from "./explanation.mjs";
import { step } from "./progress.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The path of a Chromium for the browser journeys: CHROMIUM_PATH, an installed one, or one that Playwright has downloaded.
 * On Debian, root gets the system's package installed. Otherwise explains what to do.
 */
export async function findChromium() {
  const found = fromEnvironment() ?? fromSystem() ?? (await fromPlaywright());
  if (found) return found;
  if (canInstallPackages()) {
    await step("Installing Chromium (apt-get install chromium)", () => installPackage("chromium"));
    const installed = fromSystem();
    if (installed) return installed;
  }
  throw new Explanation(
    "The browser journeys need Chromium or Chrome, and none was found. Any of these helps:\n\n" +
      "  apt-get install chromium              as root, on Debian\n" +
      "  npx playwright install chromium       downloads one for this user\n" +
      "  CHROMIUM_PATH=/path/to/chrome npm test\n\n" +
      "To run the other tests only: npm test -- --no-journeys",
  );
}

function fromEnvironment() {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given))
    throw new Explanation(`CHROMIUM_PATH names ${given}, which does not exist.`);
  return given || undefined;
}

function fromSystem() {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(path.delimiter)];
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...applications].find((file) => existsSync(file));
}

async function fromPlaywright() {
  const { chromium } = await import("@playwright/test");
  const file = chromium.executablePath();
  return file && existsSync(file) ? file : undefined;
}
