import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { isReceiptFor, verifyReceipt } from "../packages/client/src/index";
import { signIn } from "./console-support";
import {
  api,
  expectAccessible,
  messageTo,
  type Started,
  someone,
  startVerification,
  wrongCode,
} from "./support";

/* A shop of another origin that embeds the hosted page. 127.0.0.1 and localhost are different sites to a browser. */

const { BASE_URL: baseUrl = "" } = process.env;

// One after the other: a site that another test allows would reset the form in the console.
test.describe.configure({ mode: "default" });

let shop: Server;
let origin: string;
test.beforeAll(async () => {
  shop = createServer((request, response) => {
    const { searchParams } = new URL(request.url!, "http://shop");
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>The shop</title><h1>Checkout</h1>
      <script src="${baseUrl}/widget.js"></script>
      <countersign-verification portal-url="${searchParams.get("page") ?? ""}" mode="${searchParams.get("mode") ?? ""}" label="Confirm your email">
      </countersign-verification>
      <script>
        window.told = [];
        for (const type of ["verified", "ended", "closed"])
          document.addEventListener(type, ({ type, detail }) => told.push({ type, ...detail }));
      </script></html>`);
  }).listen(0, "127.0.0.1");
  await once(shop, "listening");
  origin = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
});
test.afterAll(() => shop.close());

const pageFor = ({ portalUrl }: Started, mode = "inline") =>
  `${origin}/?${new URLSearchParams({ page: portalUrl, mode })}`;

// biome-ignore lint/suspicious/noExplicitAny: the shop's page collects events of every shape.
const told = (page: Page) => page.evaluate(() => (window as any).told);

/** Other journeys change the same project, so this only ever adds. */
async function allow(site: string): Promise<void> {
  const { embedding } = await api<{ embedding: { allowedOrigins: string[] } }>("GET", "/project");
  const allowedOrigins = [...new Set([...embedding.allowedOrigins, site])];
  await api("PATCH", "/project", { embedding: { allowedOrigins } });
}

test("a browser refuses the frame until the site is allowed in the console", async ({ page, context }) => {
  const started = await startVerification({ email: someone() });
  const isRefused = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
  await page.goto(pageFor(started));
  await isRefused;

  const operator = await context.newPage();
  const { project } = await signIn(operator, "admin");
  await operator.goto(`${project}/developers/return-urls`);
  await operator.getByLabel("New site").fill(`${origin}/checkout`);
  await operator.getByRole("button", { name: "Add site" }).click();
  await expect(operator.getByLabel("New site")).toHaveAttribute("aria-invalid", "true");
  await operator.getByLabel("New site").fill(origin);
  await operator.getByRole("button", { name: "Add site" }).click();
  await expect(operator.getByRole("list", { name: "Sites that can embed the portal" })).toContainText(origin);
  await expectAccessible(operator);

  await page.reload();
  await expect(page.frameLocator("iframe").getByRole("heading", { name: "Check your email" })).toBeVisible();
});

test("a person verifies in a frame, without cookies, and the shop gets a signed receipt", async ({
  page,
  context,
}) => {
  await allow(origin);
  const [email, nonce] = [someone(), randomUUID()];
  const started = await startVerification({ email, returnResult: "receipt", nonce });
  await page.goto(pageFor(started));
  const frame = page.frameLocator("iframe");
  const { code } = await messageTo(email);
  await frame.getByLabel("Code").pressSequentially(wrongCode(code));
  await expect(frame.getByText("4 attempts left")).toBeVisible();
  expect(await told(page)).toEqual([]);
  // The frame is as high as its page, so that it needs no scroll bar.
  const height = await frame.locator("main").evaluate((main) => main.parentElement!.scrollHeight);
  await expect(page.locator("iframe")).toHaveCSS("height", `${height}px`);
  await expectAccessible(page);

  await frame.getByLabel("Code").fill("");
  await frame.getByLabel("Code").pressSequentially(code);
  await expect.poll(() => told(page)).toHaveLength(1);
  const [{ receipt, ...event }] = await told(page);
  expect(event).toEqual({ type: "verified", verificationId: started.id, status: "verified" });
  const { id: projectId } = await api<{ id: string }>("GET", "/project");
  const claims = await verifyReceipt(receipt, { baseUrl, projectId, nonce });
  expect(claims.sub).toBe(started.id);
  expect(await isReceiptFor(claims, email)).toBe(true);
  expect(await context.cookies(baseUrl)).toEqual([]);
});

test("a popup closes after the verification, and the shop hears when a person closes it before", async ({
  page,
}) => {
  await allow(origin);
  const email = someone();
  const started = await startVerification({ email });
  await page.goto(pageFor(started, "popup"));
  const open = async () => {
    const popup = page.waitForEvent("popup");
    await page.getByRole("button", { name: "Confirm your email" }).click();
    return popup;
  };
  const first = await open();
  await expect(first.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await first.close();
  await expect.poll(() => told(page)).toEqual([{ type: "closed" }]);

  const second = await open();
  const isClosed = second.waitForEvent("close");
  const { code } = await messageTo(email);
  await second.getByLabel("Code").pressSequentially(code);
  await isClosed;
  await expect
    .poll(() => told(page))
    .toMatchObject([{ type: "closed" }, { type: "verified", receipt: null }]);
});

test("a site that is not allowed learns nothing from a popup", async ({ page }) => {
  await allow(origin);
  const email = someone();
  const started = await startVerification({ email });
  // The same server by another name is another origin.
  const stranger = pageFor(started, "popup").replace("127.0.0.1", "localhost");
  await page.goto(stranger);
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Confirm your email" }).click();
  const popup = await opened;
  const { code } = await messageTo(email);
  await popup.getByLabel("Code").pressSequentially(code);
  await expect(
    popup.getByRole("heading", { name: "Confirmed" }).or(popup.getByRole("status")).first(),
  ).toBeVisible();
  await popup.close();
  // The widget only knows that the popup is gone.
  await expect.poll(() => told(page)).toEqual([{ type: "closed" }]);
});

test("an app's return URL opens from a link", async ({ page }) => {
  const returnUrl = "com.example.app:/verified";
  const { returnUrls } = await api<{ returnUrls: string[] }>("GET", "/project");
  await api("PATCH", "/project", { returnUrls: [...new Set([...returnUrls, returnUrl])] });
  const email = someone();
  const started = await startVerification({ email, returnUrl });
  await page.goto(started.portalUrl);
  const { code } = await messageTo(email);
  await page.getByLabel("Code").pressSequentially(code);
  const link = page.getByRole("link", { name: /^Continue/ });
  await expect(link).toHaveAttribute("href", `${returnUrl}?verification_id=${started.id}&result=verified`);
});
