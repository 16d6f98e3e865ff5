import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, messageTo, someone, wrongCode } from "./support";

const { BASE_URL: baseUrl = "http://localhost:3000", API_KEY: apiKey = "" } = process.env;

interface Address {
  verified: boolean;
  status: string;
}

interface Identity {
  id: string;
  verifiable_addresses: Address[];
}

async function admin(method: string, path: string, body?: unknown): Promise<Identity> {
  const response = await fetch(`${baseUrl}/admin/identities${path}`, {
    method,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Identity;
}

const create = (email: string) => admin("POST", "", { schema_id: "default", traits: { email } });
const isVerified = async ({ id }: Identity) =>
  (await admin("GET", `/${id}`)).verifiable_addresses[0]?.verified;

async function askFor(page: Page, email: string): Promise<void> {
  await page.goto("/self-service/verification/browser");
  await expect(page).toHaveURL(/\/verify\?flow=[0-9a-f-]{36}$/);
  await page.getByLabel("Email address or phone number").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("We sent a code to")).toBeVisible();
}

async function journey(page: Page): Promise<void> {
  const email = someone("kratos");
  const identity = await create(email);
  await askFor(page, email);
  const { code } = await messageTo(email);
  await page.getByLabel("Code").fill(wrongCode(code));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("That code isn’t right.")).toBeVisible();
  expect(await isVerified(identity)).toBe(false);

  await page.getByRole("button", { name: "Resend code" }).click();
  await expect(page.getByText("We sent a code to")).toBeVisible();
  await expect.poll(async () => (await messageTo(email)).code).not.toBe(code);
  await page.getByLabel("Code").fill((await messageTo(email)).code);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Your contact details are confirmed.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Continue" })).toHaveAttribute("href", `${baseUrl}/`);
  expect(await isVerified(identity)).toBe(true);
}

test("a Kratos flow on our own page: a wrong code, a new one, the correct one", async ({ page }) => {
  await journey(page);
});

test("a Kratos flow's page is accessible", async ({ page }) => {
  await page.goto("/self-service/verification/browser");
  await expectAccessible(page);
  await askFor(page, someone("kratos"));
  await expectAccessible(page);
});

test.describe("in an Arabic browser", () => {
  test.use({ locale: "ar-EG" });

  test("a Kratos flow's page is in Arabic, from right to left", async ({ page }) => {
    const email = someone("kratos");
    await page.goto("/self-service/verification/browser");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await page.getByLabel("البريد الإلكتروني أو رقم الهاتف").fill(email);
    await page.getByRole("button", { name: "متابعة" }).click();
    await expect(page.getByText("أرسلنا رمزًا إلى")).toContainText(email);
    await expect(page.getByLabel("الرمز")).toBeVisible();
    await expect(page.locator("main")).not.toContainText(/code|email|continue/i);
    await expectAccessible(page);
  });
});

test("the emailed link fills in the code only in the browser that opens it", async ({ page, browser }) => {
  const email = someone("kratos");
  const identity = await create(email);
  await askFor(page, email);
  const { link, code } = await messageTo(email);
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.getByLabel("Code")).toHaveValue(code);
  await page.reload();
  await expect(page.getByLabel("Code")).toHaveValue("");
  expect(await isVerified(identity)).toBe(false);
  await other.getByRole("button", { name: "Continue" }).click();
  await expect(other.getByText("Your contact details are confirmed.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Your contact details are confirmed.")).toBeVisible();
  expect(await isVerified(identity)).toBe(true);
});

test("a flow of another browser is not shown, and errors have a page", async ({ page, browser }) => {
  await page.goto("/self-service/verification/browser");
  const other = await (await browser.newContext()).newPage();
  await other.goto(page.url());
  await expect(other.getByRole("heading", { name: "Nothing to confirm here" })).toBeVisible();
  await other.getByRole("link", { name: "Start again" }).click();
  await expect(other.getByLabel("Email address or phone number")).toBeVisible();
  await other.goto(`/self-service/verification?flow=${crypto.randomUUID()}`);
  await expect(other).toHaveURL(/\/verify\/error\?id=/);
  await expect(
    other.getByText("The verification request could not be found. Please restart the flow."),
  ).toBeVisible();
});

test("under the documentation's prefix, a flow records the URL it was requested with", async ({
  request,
}) => {
  const url = `${baseUrl}/auth/self-service/verification/api?from=docs`;
  const flow = await (await request.get(url)).json();
  expect(flow.request_url).toBe(url);
  const fetched = await request.get(`${baseUrl}/auth/self-service/verification/flows?flow=${flow.id}`);
  expect((await fetched.json()).id).toBe(flow.id);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("our own page works", async ({ page }) => {
    await journey(page);
  });

  test("a hand-written form can post to the flow's action", async ({ page }) => {
    const email = someone("kratos");
    const identity = await create(email);
    const init = await page.request.get("/self-service/verification/browser", {
      headers: { accept: "application/json" },
    });
    const flow = await init.json();
    const token = flow.ui.nodes.at(-1).attributes.value;
    // On a page of this origin, like an integrator's own page on the same host.
    await page.route("**/hand-written", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<form method="post" action="${flow.ui.action}">
          <input type="hidden" name="csrf_token" value="${token}"><input type="hidden" name="method" value="code">
          <label>Address <input name="email"></label><button>Send</button></form>`,
      }),
    );
    await page.goto("/hand-written");
    await page.getByLabel("Address").fill(email);
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page).toHaveURL(new RegExp(`/verify\\?flow=${flow.id}$`));
    await page.getByLabel("Code").fill((await messageTo(email)).code);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("Your contact details are confirmed.")).toBeVisible();
    expect(await isVerified(identity)).toBe(true);
  });
});
