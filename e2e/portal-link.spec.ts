import { expect, test } from "@playwright/test";
import { api, expectAccessible, letTimePass, messageTo, someone, startVerification } from "./support";

test("confirming the link on another device updates the waiting page", async ({ page, browser }) => {
  const email = someone();
  const started = await startVerification({ email });
  await page.goto(started.portalUrl);
  const { link } = await messageTo(email);

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await phone.goto(link);
  await expect(phone.getByRole("heading", { name: "Is this you?" })).toBeVisible();
  await expect(phone.getByText("Confirm that j•••@example.com is yours.")).toBeVisible();
  expect(phone.url()).not.toContain("#");
  await expectAccessible(phone);
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({ status: "pending" });

  await phone.getByRole("button", { name: "Yes, that was me" }).click();
  await expect(phone.getByText("You can go back to the other window")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({
    status: "verified",
    method: "link",
  });
  // Confirming sets no cookie on the second device.
  expect(await phone.context().cookies()).toEqual([]);
});

test("“No, that was not me” cancels the verification, and its code stops working too", async ({ page }) => {
  const email = someone();
  const started = await startVerification({ email });
  const { link } = await messageTo(email);
  await page.goto(link);
  await page.getByRole("button", { name: "No, that was not me" }).click();
  await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({
    status: "canceled",
    cancelReason: "denied",
  });
});

test("mail scanners that open the link do not use it up", async ({ page, request }) => {
  const email = someone();
  const started = await startVerification({ email });
  const { link } = await messageTo(email);
  const bots = [
    "Mozilla/5.0",
    "curl/8.5",
    "Barracuda Sentinel",
    "Proofpoint URL Defense",
    "Microsoft Office Existence Discovery",
    "GoogleImageProxy",
    "facebookexternalhit/1.1",
    "Slackbot-LinkExpanding 1.0",
    "YahooMailProxy",
    "Mimecast",
  ];
  for (const bot of bots) {
    for (const method of ["GET", "HEAD"]) {
      const response = await request.fetch(link, { method, headers: { "user-agent": bot } });
      expect(response.status()).toBe(200);
    }
  }
  // A scanner that runs scripts but presses nothing.
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Yes, that was me" })).toBeVisible();
  await page.waitForTimeout(500);
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({
    status: "pending",
    attempts: { used: 0 },
  });
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("button", { name: "Yes, that was me" }).click();
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
});

test("a used, an expired and an altered link each get their own explanation", async ({ page }) => {
  const email = someone();
  await startVerification({ email });
  const { link } = await messageTo(email);
  await page.goto(`${link.slice(0, -1)}${link.endsWith("A") ? "E" : "A"}`);
  await expect(page.getByRole("heading", { name: "This link doesn’t work" })).toBeVisible();
  await page.goto("about:blank");
  await letTimePass(email);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link has expired" })).toBeVisible();

  const other = someone();
  await startVerification({ email: other });
  const used = await messageTo(other);
  await page.goto(used.link);
  await page.getByRole("button", { name: "Yes, that was me" }).click();
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  await page.goto("about:blank");
  await page.goto(used.link);
  await expect(page.getByRole("heading", { name: "Already confirmed" })).toBeVisible();
});

test("the pages send security headers: no referrer to other sites, no store, no frames, scripts by nonce only", async ({
  request,
}) => {
  const started = await startVerification({ email: someone() });
  const pages = { [started.portalUrl]: "same-origin", "/verify/link": "no-referrer", "/": "no-referrer" };
  for (const [url, referrerPolicy] of Object.entries(pages)) {
    const headers = (await request.get(url)).headers();
    expect(headers["referrer-policy"]).toBe(referrerPolicy);
    if (url !== "/") expect(headers["cache-control"]).toContain("no-store");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    const policy = headers["content-security-policy"]!;
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src [^;]*'nonce-/);
    expect(/script-src ([^;]*)/.exec(policy)![1]).not.toContain("unsafe-inline");
  }
});
