import { existsSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type Page, type TestInfo, test } from "@playwright/test";

const folder = path.join("test-results", "pages");
const widths = { phone: 390, desktop: 1280 };
const taken = new WeakMap<TestInfo, number>();

/**
 * Keeps two pictures of the page for a person to look at: as it is, and in the other width (390 or 1280 pixels) and colour scheme.
 * Afterwards the page is as it was. Once all tests have run, `test-results/pages/index.html` shows them.
 */
export async function takePictures(page: Page): Promise<void> {
  const size = page.viewportSize();
  if (!size) return;
  const info = test.info();
  const number = (taken.get(info) ?? 0) + 1;
  taken.set(info, number);
  const name = `${slug(info.titlePath.join(" "))}-${number}`;
  const take = async (width: number, scheme: "light" | "dark") => {
    const file = path.join(folder, `${name}-${width}-${scheme}.jpg`);
    await page.screenshot({ path: file, fullPage: true, type: "jpeg", quality: 60, animations: "disabled" });
  };
  const isDark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const [scheme, otherScheme] = isDark ? (["dark", "light"] as const) : (["light", "dark"] as const);
  await take(size.width, scheme);
  const otherWidth = size.width < 640 ? widths.desktop : widths.phone;
  await page.emulateMedia({ colorScheme: otherScheme });
  await resize(page, { width: otherWidth, height: size.height });
  await take(otherWidth, otherScheme);
  await page.emulateMedia({ colorScheme: scheme });
  await resize(page, size);
}

/** Waits until charts, which observe their size, have been drawn again. */
async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 120);
}

/** Run by Playwright once all tests have ended: makes one page of all pictures. */
export default function makeContactSheet(): void {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name.endsWith(".jpg"))
    .map(({ name }) => name)
    .sort();
  const figures = files.map(
    (file) =>
      `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${file}</figcaption></figure>`,
  );
  writeFileSync(
    path.join(folder, "index.html"),
    `<!doctype html><meta charset="utf-8"><title>Pages</title>
<style>body{display:flex;flex-wrap:wrap;gap:16px;font:12px sans-serif;background:#888}figure{margin:0;width:280px}img{width:100%}</style>
${figures.join("\n")}\n`,
  );
}
