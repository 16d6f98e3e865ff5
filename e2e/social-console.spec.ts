import { randomBytes } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { signIn, withDatabase } from "./console-support";
import { api, expectAccessible, someone, startVerification } from "./support";

/** The address of the sandbox identity provider, from the connector that the first start created. */
async function sandboxIssuer(): Promise<string> {
  const [row] = await withDatabase(
    (sql) =>
      sql<{ issuer: string }[]>`select config->>'issuer' as issuer from connectors where target = 'sandbox'`,
  );
  return row!.issuer;
}

/** Verifies an account in the portal and returns the verification's id. */
async function prove(page: Page, body: Record<string, unknown>, provider: string, email: string) {
  const { id, portalUrl } = await startVerification(body);
  await page.goto(portalUrl);
  await page.getByRole("button", { name: `Continue with ${provider}` }).click();
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  return id;
}

/** Creates a separate connector to the sandbox, as a backend would. */
async function aConnector(name: string): Promise<{ id: string }> {
  const config = { issuer: await sandboxIssuer(), clientId: "countersign", clientSecret: "sandbox" };
  return api("POST", "/connectors", { kind: "oidc", target: name, name, config });
}

const aName = (prefix: string) => `${prefix}-${randomBytes(4).toString("hex")}`;

test("an operator adds a connector with its kind's form, and tests it", async ({ page }) => {
  test.slow();
  const { project } = await signIn(page, "admin");
  await page.goto(`${project}/settings/connectors`);
  await expect(page.getByText("The sandbox identity provider is on")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Add connector" }).click();
  await page.getByRole("link", { name: /OpenID Connect/ }).click();
  await expect(page.getByRole("textbox", { name: "Redirect URI" })).toHaveValue(/\/verify\/callback$/);

  // An incomplete, invalid form keeps what was typed and shows each error beside its field.
  const name = aName("own");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByLabel("Short name").fill("sandbox");
  await page.getByLabel("Issuer").fill("http://id.example.com");
  await page.getByRole("button", { name: "Add connector" }).click();
  await expect(page.getByText("expected an https URL")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Issuer").fill(await sandboxIssuer());
  await page.getByLabel("Client ID").fill("countersign");
  await page.getByRole("button", { name: "Add connector" }).click();
  await expect(
    page.getByText("Another connector in this project already uses this short name."),
  ).toBeVisible();
  await page.getByLabel("Short name").fill(name);
  await page.getByLabel("Client secret").fill("sandbox");
  await page.getByRole("button", { name: "Add connector" }).click();

  await expect(page.getByText("Connector added. Test it now.")).toBeVisible();
  await expect(page.getByLabel("Client secret", { exact: true })).toHaveValue("");
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByText("Connection works")).toBeVisible();
  await expectAccessible(page);
});

test("a verified account is shown in the verification's timeline and with its user, until it is unlinked", async ({
  page,
}) => {
  test.slow();
  const email = someone();
  const name = aName("own");
  await aConnector(name);
  const { id: userId } = await api<{ id: string }>("POST", "/users", { name: "Jane" });
  const id = await prove(page, { userId }, name, email);

  const { project } = await signIn(page, "admin");
  await page.goto(`${project}/verifications/${id}`);
  await expect(page.getByRole("heading", { name: email })).toBeVisible();
  await expect(page.getByText(`Sign-in with ${name} started.`)).toBeVisible();
  await expect(page.getByText("Verified by a social account.")).toBeVisible();
  await expect(page.getByText("The provider has verified this email address.")).toBeVisible();
  await expectAccessible(page);

  await page.goto(`${project}/users/${userId}`);
  const accounts = page.getByRole("table", { name: "Social accounts" });
  await expect(accounts.getByText(email)).toBeVisible();
  await expectAccessible(page);
  await accounts.getByRole("button", { name: "Unlink" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Unlink" }).click();
  await expect(accounts).toBeHidden();
});

test("a disabled connector is not offered, and a deleted one disappears", async ({ page }) => {
  const name = aName("own");
  const { id } = await aConnector(name);
  const { project } = await signIn(page, "admin");
  await page.goto(`${project}/settings/connectors/${id}`);
  await page.getByLabel("People can use this connector").uncheck();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Disabled")).toBeVisible();
  await expect(page.getByLabel("People can use this connector")).not.toBeChecked();
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByText("Connection works")).toBeVisible();

  const { portalUrl } = await startVerification({});
  await page.goto(portalUrl);
  await expect(page.getByRole("button", { name: "Continue with Sandbox" })).toBeVisible();
  await expect(page.getByRole("button", { name: `Continue with ${name}` })).toBeHidden();

  await page.goto(`${project}/settings/connectors/${id}`);
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "Connectors" })).toBeVisible();
  await expect(page.getByText(name)).toBeHidden();
});

test("if a connector's provider does not respond, the operator and the person are told", async ({ page }) => {
  const target = `gone-${randomBytes(4).toString("hex")}`;
  const connector = await api<{ id: string }>("POST", "/connectors", {
    kind: "oidc",
    target,
    name: target,
    config: { issuer: "http://127.0.0.1:1", clientId: "x" },
  });
  const started = await startVerification({ connectorId: connector.id });
  await page.goto(started.portalUrl);
  await expect(page.getByRole("heading", { name: "Confirm it’s you" })).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(1);
  await page.getByRole("button", { name: `Continue with ${target}` }).click();
  await expect(page.getByText("This sign-in service isn’t responding right now.")).toBeVisible();
  await expectAccessible(page);

  const { project } = await signIn(page, "admin");
  await page.goto(`${project}/settings/connectors/${connector.id}`);
  await page.getByRole("button", { name: "Test" }).click();
  await expect(page.getByText("Provider unavailable")).toBeVisible();
  await api("PATCH", `/connectors/${connector.id}`, { enabled: false });
});

test("a viewer can see connectors but not change them", async ({ page }) => {
  const { project } = await signIn(page, "viewer");
  await page.goto(`${project}/settings/connectors`);
  await expect(page.getByRole("heading", { name: "Sandbox" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Add connector" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Test" })).toBeHidden();
});

test("the connector pages are accessible, on phone and desktop, in light and dark mode", async ({ page }) => {
  test.setTimeout(360_000);
  const { project } = await signIn(page, "admin");
  const { id } = await aConnector(aName("own"));
  const paths = ["", "/new", "/new?kind=google", "/new?kind=oauth2", `/${id}`];
  const { portalUrl } = await startVerification({ connectorId: id });
  for (const [width, colorScheme] of [
    [390, "dark"],
    [1280, "light"],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    for (const address of [
      portalUrl,
      await sandboxIssuer(),
      ...paths.map((path) => `${project}/settings/connectors${path}`),
    ]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${address} at ${width}`).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
    await page.goto(portalUrl);
    await page.getByRole("button", { name: /Continue with/ }).click();
    await expect(page.getByRole("heading", { name: "Who do you want to be?" })).toBeVisible();
    await expectAccessible(page);
  }
});
