import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { Webhook } from "standardwebhooks";
import { signIn } from "./console-support";
import { expectAccessible, someone, startVerification } from "./support";

test("an admin adds an endpoint, tests it, sees what it got and replays it", async ({ page }) => {
  test.slow();
  const received: { headers: Record<string, string>; text: string }[] = [];
  let status = 500;
  const consumer = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    received.push({ headers: request.headers as Record<string, string>, text });
    response.writeHead(status).end("Thank you");
  }).listen(0, "127.0.0.1");
  await once(consumer, "listening");
  const url = `http://127.0.0.1:${(consumer.address() as AddressInfo).port}/hooks`;

  const { project } = await signIn(page, "admin");
  await page.goto(`${project}/developers/webhooks`);
  await page.getByRole("button", { name: "Add endpoint" }).click();
  await page.getByLabel("URL").fill("https://10.0.0.1/");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("This URL can’t be used: it is on a private network.")).toBeVisible();
  await page.getByLabel("URL").fill(url);
  await page.getByRole("checkbox", { name: "verification.started" }).check();
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const secret = await page.getByLabel("Signing key", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: url }).click();

  await page.getByRole("button", { name: "Send test" }).click();
  await expect.poll(() => received.length).toBe(1);
  await startVerification({ email: someone() });
  await expect(page.getByRole("link", { name: "verification.started" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await page.getByRole("link", { name: "webhook.test" }).click();
  await expect(page.getByText("It responded with 500.").first()).toBeVisible();
  status = 200;
  await page.getByRole("button", { name: "Send again" }).click();
  // The automatic retry may arrive, too.
  await expect
    .poll(() => received.filter(({ text }) => text.includes("webhook.test")).length)
    .toBeGreaterThan(1);
  await expect
    .poll(async () => {
      await page.reload();
      return page.getByText("It responded with 200.").isVisible();
    })
    .toBe(true);
  await expectAccessible(page);
  for (const { headers, text } of received) new Webhook(secret).verify(text, headers);

  await page.getByRole("link", { name: "Messages", exact: true }).last().click();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("link", { name: url })).toHaveCount(0);
  consumer.close();
});
