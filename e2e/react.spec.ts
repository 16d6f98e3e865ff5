import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";
import { createHandler, toNodeListener } from "../packages/client/src/handler";
import { createClient, type Verification } from "../packages/client/src/index";
import { endResendWait, expectAccessible, messageTo, someone, wrongCode } from "./support";

/* An application of its own origin and backend that uses the components as its authors would. */

const { BASE_URL: baseUrl = "", API_KEY: apiKey = "" } = process.env;
const packages = join(import.meta.dirname, "..", "packages");

let server: Server;
let url: string;
const verified: Verification[] = [];

test.beforeAll(async () => {
  const script = await bundle(`
    import { createRoot, hydrateRoot } from "react-dom/client";
    import { renderToString } from "react-dom/server.browser";
    import { VerifyEmail, VerifyPhone } from "@countersign/react";

    const onVerified = ({ status }) => { document.title = "Welcome: " + status; };
    const app = location.pathname === "/phone"
      ? <VerifyPhone country="DE" onVerified={onVerified} />
      : <VerifyEmail onVerified={onVerified} />;
    const main = document.querySelector("main");
    if (location.pathname === "/server-rendered") {
      main.innerHTML = renderToString(app);
      window.hydrate = () => hydrateRoot(main, app);
    } else createRoot(main).render(app);
  `);
  const page = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">
    <title>The application</title>
    <style>:root { color-scheme: light dark; font-family: system-ui } body { background: light-dark(#fff, #121212); margin: 2rem }</style>
    <style>${readFileSync(join(packages, "react/src/styles.css"), "utf8")}</style>
    <main></main><script>${script.replaceAll("</script", "<\\/script")}</script></html>`;
  const backend = toNodeListener(
    createHandler({
      client: createClient({ baseUrl, apiKey }),
      onVerified: (verification) => {
        verified.push(verification);
      },
    }),
  );
  server = createServer((request, response) => {
    if (request.url?.startsWith("/api/verification")) return backend(request, response);
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(page);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterAll(() => server.close());

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: packages, loader: "tsx" },
    alias: { "@countersign/react": join(packages, "react/src/index.ts") },
    define: { "process.env.NODE_ENV": '"production"' },
    jsx: "automatic",
    bundle: true,
    minify: true,
    write: false,
  });
  return outputFiles[0]!.text;
}

test("a person verifies an email address in the application, and only its backend talks to Countersign", async ({
  page,
}) => {
  const others: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) others.push(request.url());
  });
  const email = someone();
  await page.goto(url);
  await expectAccessible(page);
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send code" }).click();

  const field = page.getByLabel("Code");
  await expect(field).toBeFocused();
  await expect(page.getByText(`We sent a code to ${email}.`)).toBeVisible();
  const { code } = await messageTo(email);
  await field.pressSequentially(wrongCode(code));
  await expect(page.getByRole("alert")).toHaveText("This code is wrong. You have 4 attempts left.");
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);

  await field.evaluate(
    (element, text) => {
      element.focus();
      (element as HTMLInputElement).select();
      document.execCommand("insertText", false, text);
    },
    `Your code: ${code.slice(0, 3)} ${code.slice(3)}`,
  );
  await expect(page.getByRole("status")).toHaveText("Confirmed");
  await expect(page).toHaveTitle("Welcome: verified");
  expect(verified.filter(({ identifier }) => identifier?.value === email)).toHaveLength(1);
  expect(others).toEqual([]);
});

test("what a person types before the scripts of a server-rendered page run is kept, and not sent by the browser itself", async ({
  page,
}) => {
  const email = someone();
  await page.goto(`${url}/server-rendered`);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Email address").press("Enter");
  await expect(page.getByRole("button", { name: "Send code" })).toBeDisabled();
  expect(page.url()).toBe(`${url}/server-rendered`);
  await page.evaluate("window.hydrate()");
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText(`We sent a code to ${email}.`)).toBeVisible();
});

test("a person waits for another message to a national number, then starts again after too many wrong codes", async ({
  page,
}) => {
  await page.clock.install();
  await page.goto(`${url}/phone`);
  const national = `0151${Date.now().toString().slice(-8)}`;
  const phone = `+49${national.slice(1)}`;
  await page.getByLabel("Phone number").fill(national);
  await page.getByRole("button", { name: "Send code" }).click();
  const resend = page.getByRole("button", { name: "Send a new message" });
  await expect(resend).toBeDisabled();
  await expect(resend).toHaveText(/in \d+ s$/);
  await endResendWait(phone);
  await page.clock.fastForward(31_000);
  await resend.click();
  // The answer has arrived: while it is awaited, nothing that is typed is sent.
  await expect(resend).toHaveText(/in \d+ s$/);

  const { code } = await messageTo(phone);
  const field = page.getByLabel("Code");
  for (let left = 4; left >= 0; left--) {
    await field.fill("");
    // Another wrong code each time: the same one is not sent twice by itself.
    await field.pressSequentially(
      String((Number(code) + 1 + left) % 10 ** code.length).padStart(code.length, "0"),
    );
    const words = left === 1 ? "1 attempt left" : `${left} attempts left`;
    await expect(page.getByRole("alert")).toContainText(left > 0 ? words : /attempts left/);
  }
  await page.getByRole("button", { name: "Start again" }).click();
  await expect(page.getByLabel("Phone number")).toHaveValue(national);
});
