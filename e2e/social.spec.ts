import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { api, expectAccessible, someone, startVerification } from "./support";

const returnUrl = "http://localhost:3999/back";
const setOut = (page: Page) => page.getByRole("button", { name: "Continue with Sandbox" }).click();

/** Signs in as this person at the sandbox identity provider. */
async function signInAs(page: Page, email: string, isVouched = true): Promise<void> {
  await expect(page.getByRole("heading", { name: "Who do you want to be?" })).toBeVisible();
  await page.getByLabel("Name").fill("Jane");
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel(/vouches/).setChecked(isVouched);
  await page.getByRole("button", { name: "Continue" }).click();
}

async function stateOf(id: string) {
  return api<Record<string, unknown>>("GET", `/verifications/${id}`);
}

/** Follows every redirect except the last one, and returns the callback URL. Only it can complete the authorization request. */
async function callbackOf({ request }: BrowserContext, page: Page, email: string): Promise<string> {
  await setOut(page);
  await expect(page.getByRole("heading", { name: "Who do you want to be?" })).toBeVisible();
  const stop = { maxRedirects: 0 };
  const answered = await request.post(page.url(), { ...stop, form: { email, answer: "continue" } });
  const resumed = await request.get(answered.headers().location!, stop);
  return resumed.headers().location!;
}

test("a person chooses a provider, signs in there, and the account is verified", async ({ page }) => {
  const { id, portalUrl } = await startVerification({});
  await page.goto(portalUrl);
  await expectAccessible(page);
  await setOut(page);
  await expectAccessible(page);
  const email = someone();
  await signInAs(page, email);
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  await expect(page.getByText("Your Sandbox account is confirmed.")).toBeVisible();
  expect(page.url()).not.toContain("code=");
  await expectAccessible(page);
  expect(await stateOf(id)).toMatchObject({
    status: "verified",
    method: "social",
    socialAccount: { provider: "sandbox", email, emailVerified: true },
  });
});

test("with a return URL, the browser goes straight back to the application", async ({ page }) => {
  const { returnUrls: before } = await api<{ returnUrls: string[] }>("GET", "/project");
  await api("PATCH", "/project", { returnUrls: [...new Set([...before, returnUrl])] });
  await page.route(`${returnUrl}**`, (route) => route.fulfill({ body: "Welcome back" }));
  const { id, portalUrl } = await startVerification({ returnUrl });
  await page.goto(portalUrl);
  await setOut(page);
  await signInAs(page, someone());
  await expect(page.getByText("Welcome back")).toBeVisible();
  const back = new URL(page.url());
  expect(back.searchParams.get("verification_id")).toBe(id);
  expect(back.searchParams.get("result")).toBe("verified");
});

test("after declining, a person can try again, or use another method", async ({ page }) => {
  const { id, portalUrl } = await startVerification({ locale: "de" });
  await page.goto(portalUrl);
  await page.getByRole("button", { name: "Weiter mit Sandbox" }).click();
  await page.getByRole("button", { name: "Deny" }).click();
  await expect(page.getByText("Es wurde nichts bestätigt")).toBeVisible();
  await expectAccessible(page);
  expect(await stateOf(id)).toMatchObject({ status: "pending" });
  await page.getByLabel("E-Mail-Adresse").fill(someone());
  await page.getByRole("button", { name: "Code senden" }).click();
  await expect(page.getByRole("heading", { name: "Prüfen Sie Ihr Postfach" })).toBeVisible();
});

test("a callback in another browser is refused, and still works in the browser that started", async ({
  page,
  context,
  browser,
}) => {
  const { id, portalUrl } = await startVerification({});
  await page.goto(portalUrl);
  const callback = await callbackOf(context, page, someone());

  const other = await (await browser.newContext()).newPage();
  await other.goto(callback);
  await expect(other.getByText("started in another browser")).toBeVisible();
  await expectAccessible(other);
  expect(await stateOf(id)).toMatchObject({ status: "pending" });

  await page.goto(callback);
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  // Opening the same URL again, as with the back button, changes nothing.
  await page.goto(callback);
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
});

test("a form on another site cannot start a social sign-in", async ({ request, baseURL }) => {
  const { id } = await startVerification({});
  for (const origin of ["https://evil.example", "null", undefined]) {
    const answer = await request.post(`/verify/${id}/authorize`, {
      headers: origin ? { origin } : {},
      form: { connector: "con_01jd0000000000000000000000" },
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(303);
    expect(answer.headers().location).toBe(`${baseURL}/verify/${id}`);
    expect(answer.headers()["set-cookie"]).toBeUndefined();
  }
});

test("an invalid callback or error URL gets an explanation, not an error page", async ({ page }) => {
  for (const query of ["", "?state=x&code=y", "?error=access_denied", `?state=${"a".repeat(3000)}`]) {
    const answer = await page.goto(`/verify/callback${query}`);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole("heading", { name: "Sign-in didn’t work" })).toBeVisible();
  }
  const { id } = await startVerification({});
  await page.goto(`/verify/${id}?error=constructor`);
  await expect(page.getByText("Something went wrong during sign-in")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("choose a provider, sign in, done", async ({ page }) => {
    const { portalUrl } = await startVerification({});
    await page.goto(portalUrl);
    await setOut(page);
    await signInAs(page, someone(), false);
    await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  });
});

test("an account that is linked to one user is not linked to a second", async ({ page }) => {
  const email = someone();
  const proveFor = async () => {
    const { id: userId } = await api<{ id: string }>("POST", "/users", {});
    const started = await startVerification({ userId });
    await page.goto(started.portalUrl);
    await setOut(page);
    await signInAs(page, email);
    return started.id;
  };
  await proveFor();
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  const second = await proveFor();
  await expect(page.getByText("This account is already linked to someone else.")).toBeVisible();
  expect(await stateOf(second)).toMatchObject({ status: "pending" });
});
