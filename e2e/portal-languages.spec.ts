import { expect, type Page, test } from "@playwright/test";
import {
  api,
  endResendWait,
  expectAccessible,
  letTimePass,
  messageTo,
  someone,
  startVerification,
} from "./support";

/** Languages with long words, from right to left, and with another script. */
const languages = ["de", "fi", "ar", "ja"];
const widths = [320, 390, 1280];

for (const locale of languages)
  test(`nothing is clipped on any page in ${locale}`, async ({ page }) => {
    const start = async (body: Record<string, unknown> = {}) => {
      const { id, portalUrl } = await startVerification({ locale, ...body });
      return { id, path: new URL(portalUrl).pathname };
    };
    const open = await start();
    await page.goto(open.path);
    await expectToFit(page, open.path, locale);
    await expectToFit(page, `${open.path}?by=phone`, locale);
    await expectToFit(page, `${open.path}?error=authorization_of_other_browser`, locale);

    const email = someone();
    const sent = await start({ email });
    const { link, code } = await messageTo(email);
    await expectToFit(page, `${sent.path}?sent=2`, locale);
    await page.goto(link);
    await expect(page.getByRole("button").first()).toBeVisible();
    await expectToFit(page, null, locale);
    await api("POST", `/verifications/${sent.id}/attempts`, { code });
    await expectToFit(page, sent.path, locale);

    const canceled = await start({ email: someone() });
    await api("POST", `/verifications/${canceled.id}/cancellation`);
    await expectToFit(page, canceled.path, locale);
    const late = someone();
    const expired = await start({ email: late });
    await letTimePass(late);
    await expectToFit(page, expired.path, locale);
    for (const path of ["/verify?", "/verify/link?", "/verify/error?reason=authorization_of_other_browser&"])
      await expectToFit(page, `${path}locale=${locale}`, locale);
  });

/** Opens a page, or stays on the current one. */
async function expectToFit(page: Page, path: string | null, locale: string) {
  const isRightToLeft = locale === "ar";
  if (path) await page.goto(path);
  await expect(page.locator("html")).toHaveAttribute("lang", locale);
  await expect(page.locator("html")).toHaveAttribute("dir", isRightToLeft ? "rtl" : "ltr");
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    // The space for the focus ring around the code field is not content.
    for (const row of document.querySelectorAll<HTMLElement>(".code-input-row"))
      row.style.setProperty("overflow-clip-margin", "0px");
  });
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    expect(await overflows(page), `${page.url()} at ${width} pixels`).toEqual([]);
  }
  if (isRightToLeft) await expectAccessible(page);
}

/** Elements whose content is wider than they are, so that it is clipped or covers something else. */
function overflows(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body, body *")]
      // Hidden texts for screen readers are one pixel wide, and the code field is wider than its row on purpose.
      .filter(({ scrollWidth, clientWidth }) => clientWidth > 1 && scrollWidth > clientWidth)
      .filter((element) => getComputedStyle(element).display !== "inline")
      .filter((element) => !element.closest(".code-input-row"))
      // A spinner is wider while it turns.
      .filter((element) => !element.matches(".animate-spin, :has(> .animate-spin)"))
      .map((element) => {
        const { tagName, textContent, scrollWidth, clientWidth } = element;
        return `${tagName} "${textContent?.slice(0, 60)}": ${scrollWidth} > ${clientWidth}`;
      }),
  );
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, locale: "de-AT" });

  test("a page is in the browser's language until the person chooses one, and the next message follows", async ({
    page,
  }) => {
    const email = someone();
    const { id, portalUrl } = await startVerification({ email });
    expect((await messageTo(email)).text).toContain("Enter this code");
    await page.goto(portalUrl);
    await expect(page.getByRole("heading", { name: "Prüfen Sie Ihr Postfach" })).toBeVisible();
    await page.getByText("Sprache: Deutsch").click();
    await page.getByRole("link", { name: "English" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    await page.getByText("Language: English").click();
    await page.getByRole("link", { name: "Deutsch" }).click();
    await endResendWait(email);
    await page.getByRole("button", { name: "Code erneut senden" }).click();
    await expect(page.getByText("Wir haben noch eine Nachricht gesendet.")).toBeVisible();
    await expect.poll(async () => (await messageTo(email)).text).toContain("Geben Sie diesen Code");
    expect(await api("GET", `/verifications/${id}`)).toMatchObject({ locale: "de" });
  });

  test("the language that the caller asked for comes before the browser's", async ({ page }) => {
    const { portalUrl } = await startVerification({ email: someone(), locale: "en-GB" });
    await page.goto(portalUrl);
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  });
});
