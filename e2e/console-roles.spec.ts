import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { signIn } from "./console-support";
import { api, someone, startVerification } from "./support";

interface ActionRequest {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Captures the request of a button's server action, and blocks it from reaching the server. */
async function captureAction(page: Page, press: () => Promise<void>): Promise<ActionRequest> {
  const captured = page.waitForRequest((request) => "next-action" in request.headers());
  await page.route("**", (route) =>
    "next-action" in route.request().headers() ? route.abort() : route.fallback(),
  );
  await press();
  const request = await captured;
  await page.unroute("**");
  const { "next-action": action, "content-type": type, accept } = request.headers();
  const headers = { "next-action": action!, "content-type": type!, accept: accept! };
  return { url: request.url(), headers, body: request.postDataBuffer()! };
}

/** Sends a captured request with another browser's session. */
async function replay({ request }: BrowserContext, { url, headers, body }: ActionRequest): Promise<number> {
  const origin = new URL(url).origin;
  return (await request.post(url, { headers: { ...headers, origin }, data: body })).status();
}

test("a viewer sees everything except messages, and no button that changes anything", async ({ page }) => {
  const email = someone();
  const { id } = await startVerification({ email });
  const { project } = await signIn(page, "viewer");
  await page.goto(`${project}/verifications/${id}`);
  await expect(page.getByRole("heading", { level: 1, name: email })).toBeVisible();
  await expect(page.getByRole("button", { name: /Resend|Cancel verification/ })).toHaveCount(0);
  await page.getByRole("table", { name: "Messages" }).getByRole("link", { name: email }).click();
  await expect(page.getByText("Accepted").first()).toBeVisible();
  await expect(page.locator("iframe")).toHaveCount(0);

  for (const [path, button] of [
    ["/suppressions", "Add recipient"],
    ["/users", "Create user"],
    ["/developers/api-keys", "Create key"],
    ["/developers/return-urls", "Add URL"],
    ["/settings", "Save changes"],
    ["/settings/policies", "Save changes"],
    ["/settings/templates/confirm/en", "Save texts"],
    ["/settings/providers", "Add SMTP"],
    ["/settings/team", "Invite team member"],
  ] as const) {
    await page.goto(project + path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByRole("button", { name: button })).toHaveCount(0);
  }
  await page.goto(`${project}/developers/try-it`);
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
});

test("server actions refuse what the page hides: the same request sent by a viewer changes nothing", async ({
  page,
  browser,
}) => {
  test.slow();
  const { project } = await signIn(page, "owner");
  const viewer = await browser.newContext();
  await signIn(await viewer.newPage(), "viewer");
  const url = `https://${someone("app").replace("@", ".")}/verified`;
  const invited = someone("invited");
  const person = someone("person");
  const email = someone();
  const { id } = await startVerification({ email });

  const acts: Record<string, () => Promise<void>> = {
    "/developers/return-urls": async () => {
      await page.getByLabel("New return URL").fill(url);
      await page.getByRole("button", { name: "Add URL" }).click();
    },
    "/settings/team": async () => {
      await page.getByRole("button", { name: "Invite team member" }).click();
      await page.getByLabel("Email").fill(invited);
      await page.getByRole("dialog").getByRole("button", { name: "Send invitation" }).click();
    },
    "/users": async () => {
      await page.getByRole("button", { name: "Create user" }).click();
      await page.getByLabel("Name").fill(person);
      await page.getByRole("dialog").getByRole("button", { name: "Create user" }).click();
    },
    [`/verifications/${id}`]: async () => {
      await page.getByRole("button", { name: "Cancel verification" }).click();
      await page.getByRole("alertdialog").getByRole("button", { name: "Cancel verification" }).click();
    },
  };
  const requests: ActionRequest[] = [];
  for (const [path, press] of Object.entries(acts)) {
    await page.goto(project + path);
    requests.push(await captureAction(page, press));
  }

  for (const one of requests) expect(await replay(viewer, one), one.url).toBe(404);
  expect(JSON.stringify(await api("GET", "/project"))).not.toContain(url);
  expect(await api("GET", `/verifications/${id}`)).toMatchObject({ status: "pending" });
  await page.goto(`${project}/settings/team`);
  await expect(page.getByText(invited)).toHaveCount(0);
  await page.goto(`${project}/users`);
  await expect(page.getByText(person)).toHaveCount(0);

  // The same requests succeed for an owner, so only the role made the difference.
  for (const one of requests) expect(await replay(page.context(), one), one.url).toBeLessThan(400);
  expect(JSON.stringify(await api("GET", "/project"))).toContain(url);
  expect(await api("GET", `/verifications/${id}`)).toMatchObject({ status: "canceled" });
  await page.goto(`${project}/settings/team`);
  await expect(page.getByText(invited)).toBeVisible();
  await page.goto(`${project}/users`);
  await expect(page.getByText(person)).toBeVisible();
});
