import { createHash, randomBytes, randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { withDatabase } from "./console-support";
import { expectAccessible, messageTo, someone, startVerification } from "./support";

/** No browser's, so the page checks for bots. */
const oddUserAgent = "Example/1.0";
const usualUserAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const solver = "PBKDF2/SHA-256";

/** The scripts that a page loads. */
function scriptsOf(page: Page): () => Promise<string[]> {
  const loaded: Promise<string>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") loaded.push(response.text().catch(() => ""));
  });
  return () => Promise.all(loaded);
}

async function send(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send code" }).click();
}

const isSent = (page: Page) => expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();

test.describe("a visitor who may be a bot", () => {
  test.use({ userAgent: oddUserAgent });

  test("the browser does the work, says so, and then the message is sent", async ({ page }) => {
    const email = someone();
    const scripts = scriptsOf(page);
    await page.goto((await startVerification({})).portalUrl);
    await expect(page.getByRole("status").filter({ hasText: "The check is complete." })).toBeVisible();
    await expectAccessible(page);
    expect((await scripts()).some((script) => script.includes(solver))).toBe(true);
    await send(page, email);
    await isSent(page);
    await messageTo(email);
  });

  test("a form sent before that waits for it", async ({ page }) => {
    // Holds the solver's script back until the button was pressed.
    let release = () => {};
    const isPressed = new Promise<void>((done) => {
      release = done;
    });
    await page.route("**/*.js", async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      if (body.includes(solver)) await isPressed;
      await route.fulfill({ response, body });
    });
    await page.goto((await startVerification({})).portalUrl);
    const email = someone();
    await send(page, email);
    release();
    await isSent(page);
    await messageTo(email);
  });
});

test.describe("a usual visitor", () => {
  test.use({ userAgent: usualUserAgent });

  test("loads nothing for it; if risk rises meanwhile, the work is done after the form was sent", async ({
    page,
  }) => {
    const scripts = scriptsOf(page);
    await page.goto((await startVerification({})).portalUrl, { waitUntil: "networkidle" });
    expect((await scripts()).length).toBeGreaterThan(0);
    expect((await scripts()).some((script) => script.includes(solver))).toBe(false);
    const email = someone();
    await page.setExtraHTTPHeaders({ "user-agent": oddUserAgent });
    await send(page, email);
    await isSent(page);
    await messageTo(email);
  });

  test("a vendor's widget has a frame of its own; while the vendor cannot be asked, the work is done", async ({
    page,
  }) => {
    // In its own project, because other journeys send messages from theirs.
    const portalUrl = await startInProjectWith({ when: "always", kind: "turnstile", siteKey: "site-key" });
    await page.route("https://challenges.cloudflare.com/**", (route) =>
      route.fulfill({
        contentType: "text/javascript",
        body: `const { dataset } = document.querySelector(".cf-turnstile"); window[dataset.callback]("token of " + dataset.sitekey);`,
      }),
    );
    const response = await page.goto(portalUrl);
    expect(response!.headers()["content-security-policy"]).not.toContain("cloudflare");
    await expect(page.getByTitle("Security check")).toBeVisible();
    await expect(page.locator('input[name="answer"]')).toHaveValue("token of site-key");
    await expectAccessible(page);
    await send(page, someone());
    await isSent(page);
  });
});

test.describe("without JavaScript", () => {
  test.use({ userAgent: oddUserAgent, javaScriptEnabled: false });

  test("the form can be sent after a wait, and keeps what was entered", async ({ page }) => {
    const email = someone();
    await page.goto((await startVerification({})).portalUrl);
    await expect(page.getByText("To keep bots out, you can continue in 10 seconds.")).toBeVisible();
    await send(page, email);
    await expect(page.getByText(/^Wait \d+ seconds?, then try again\.$/)).toBeVisible();
    await expect(async () => {
      await expect(page.getByLabel("Email address")).toHaveValue(email, { timeout: 1000 });
      await page.getByRole("button", { name: "Send code" }).click();
      await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await messageTo(email);
  });
});

/** Starts a verification in a new project. Its vendor's secret is encrypted with a key that is gone. */
async function startInProjectWith(challenge: Record<string, unknown>): Promise<string> {
  const prefix = randomBytes(4).toString("hex");
  const secret = randomBytes(32).toString("base64url");
  const [project, key, provider] = [randomUUID(), randomUUID(), randomUUID()];
  const number = String(10n ** 18n + BigInt(`0x${randomBytes(7).toString("hex")}`));
  const sealedSecret = randomBytes(64).toString("base64");
  await withDatabase(async (sql) => {
    const settings = sql.json({ protection: { challenge: { ...challenge, sealedSecret } } });
    const hash = createHash("sha256").update(secret).digest();
    await sql`insert into projects (id, number, name, settings) values (${project}, ${number}, 'Acme', ${settings as never})`;
    await sql`insert into api_keys (id, project_id, name, prefix, secret_hash, scopes) values (${key}, ${project}, 'Test', ${prefix}, ${hash}, ${["verifications:write"]})`;
    await sql`insert into providers (id, project_id, kind, name, channels) values (${provider}, ${project}, 'inbox', 'Inbox', ${["email"]})`;
  });
  const response = await fetch(`${process.env.BASE_URL}/api/v1/verifications`, {
    method: "POST",
    headers: { authorization: `Bearer csk_${prefix}_${secret}`, "content-type": "application/json" },
    body: "{}",
  });
  return (await response.json()).portalUrl;
}
