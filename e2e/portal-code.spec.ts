import { expect, test } from "@playwright/test";
import { createRemoteJWKSet, jwtVerify } from "jose";
import {
  api,
  expectAccessible,
  letTimePass,
  messageTo,
  someone,
  startVerification,
  wrongCode,
} from "./support";

const codeField = "Code";

test("a person verifies an email address by code and returns to the application", async ({ page }) => {
  const email = someone();
  const returnUrl = "http://localhost:9/done?from=test";
  await api("PATCH", "/project", { returnUrls: [returnUrl] });
  const nonce = "4f1c9a72e0";
  const started = await startVerification({ email, returnUrl, returnResult: "receipt", nonce });
  await page.route("http://localhost:9/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>The application</h1>" }),
  );

  await page.goto(started.portalUrl);
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await expect(page.getByText(email)).toHaveCount(0);
  await expectAccessible(page);
  const { code } = await messageTo(email);
  // The sixth digit submits the form.
  await page.getByLabel(codeField).pressSequentially(code);

  await expect(page.getByRole("heading", { name: "The application" })).toBeVisible();
  const url = new URL(page.url());
  expect(Object.fromEntries(url.searchParams)).toEqual({
    from: "test",
    verification_id: started.id,
    result: "verified",
    receipt: expect.any(String),
  });
  const keys = createRemoteJWKSet(new URL("/oidc/jwks", started.portalUrl));
  const { payload } = await jwtVerify(url.searchParams.get("receipt")!, keys);
  expect(payload).toMatchObject({ sub: started.id, nonce, method: "code" });
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({
    status: "verified",
    method: "code",
  });
});

test("a pasted code with a space in it works, and the page shows it", async ({ page }) => {
  const email = someone();
  const started = await startVerification({ email });
  await page.goto(started.portalUrl);
  const { code } = await messageTo(email);
  const field = page.getByLabel(codeField);
  await field.focus();
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.activeElement!.dispatchEvent(
        new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    `${code.slice(0, 3)} ${code.slice(3)}`,
  );
  if ((await field.inputValue().catch(() => code)) === "")
    await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  await expectAccessible(page);
});

test("pressing Enter after the sixth digit does not turn a success into an error", async ({ page }) => {
  const email = someone();
  const started = await startVerification({ email });
  await page.goto(started.portalUrl);
  const { code } = await messageTo(email);
  await page.getByLabel(codeField).pressSequentially(code, { delay: 0 });
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
});

test("after each wrong code the page shows the attempts left, then it locks, and the link still works", async ({
  page,
}) => {
  const email = someone();
  const started = await startVerification({ email });
  await page.goto(started.portalUrl);
  const message = await messageTo(email);
  for (const left of [4, 3, 2]) {
    await page.getByLabel(codeField).pressSequentially(wrongCode(message.code));
    await expect(page.getByText(`You have ${left} attempts left.`)).toBeVisible();
    await expect(page.getByLabel(codeField)).toBeFocused();
  }
  await page.getByLabel(codeField).pressSequentially(wrongCode(message.code));
  await expect(page.getByText("You have 1 attempt left.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(codeField).pressSequentially(wrongCode(message.code));
  await expect(page.getByRole("heading", { name: "Too many wrong codes" })).toBeVisible();
  await expectAccessible(page);

  await page.goto(message.link);
  await page.getByRole("button", { name: "Yes, that was me" }).click();
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
});

test("an expired code is reported as expired, and the page shows what to do next", async ({ page }) => {
  const email = someone();
  // Otherwise the page hears that the code has expired before it can be entered.
  await page.route("**/status", (route) => route.abort());
  const started = await startVerification({ email });
  await page.goto(started.portalUrl);
  const { code } = await messageTo(email);
  await letTimePass(email);
  await page.getByLabel(codeField).pressSequentially(code);
  await expect(page.getByText("The code has expired").first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "The code has expired" })).toBeVisible();
  await expectAccessible(page);
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({ status: "expired" });
});

test("the portal asks for an address, and a mistyped one can be corrected", async ({ page }) => {
  const [typo, email] = [someone("tpyo"), someone()];
  const started = await startVerification({});
  await page.goto(started.portalUrl);
  await expect(page.getByRole("heading", { name: "Confirm your contact details" })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Email address").fill("no address@");
  await page
    .getByLabel("Email address")
    .evaluate((input: HTMLInputElement) => input.setAttribute("type", "text"));
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText("Enter a valid email address, like name@example.com.")).toBeVisible();

  await page.getByLabel("Email address").fill(typo);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  const misdirected = await messageTo(typo);

  await page.getByRole("link", { name: "Use a different email or phone number" }).click();
  await page.getByLabel("Email address").fill(email);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByText("We sent a code to j•••@example.com.")).toBeVisible();
  // The code sent to the mistyped address no longer works.
  await page.getByLabel(codeField).pressSequentially(misdirected.code);
  await expect(page.getByText("That code isn’t right.")).toBeVisible();
  await page.getByLabel(codeField).pressSequentially((await messageTo(email)).code);
  await expect(page.getByRole("heading", { name: "Confirmed" })).toBeVisible();
  expect(await api("GET", `/verifications/${started.id}`)).toMatchObject({
    status: "verified",
    identifier: { value: email },
  });
});

test("a phone number works in its national format", async ({ page }) => {
  const started = await startVerification({ locale: "de" });
  await page.goto(started.portalUrl);
  await page.getByRole("link", { name: "Stattdessen eine Telefonnummer verwenden" }).click();
  await page.getByLabel("Land").selectOption("DE");
  const number = `0151${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
  await page.getByLabel("Telefonnummer").fill(number);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Code senden" }).click();
  await expect(page.getByRole("heading", { name: "Prüfen Sie Ihre Nachrichten" })).toBeVisible();
  const message = await messageTo(`+49${number.slice(1)}`);
  expect(message.text.split("\n").at(-1)).toMatch(new RegExp(`^@localhost(:\\d+)? #${message.code}$`));
  await page.getByLabel("Code").pressSequentially(message.code);
  await expect(page.getByRole("heading", { name: "Bestätigt" })).toBeVisible();
});

test("an unknown or incomplete URL gets an explanation", async ({ page }) => {
  for (const path of ["/verify", "/verify/ver_0000", "/verify/ver_01jdkm8v1fe2r8zq4s5t6v7w8x"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "Nothing to confirm here" })).toBeVisible();
  }
  await expectAccessible(page);
});

test("the page of a canceled verification shows that it was canceled", async ({ page }) => {
  const started = await startVerification({ email: someone() });
  await api("POST", `/verifications/${started.id}/cancellation`);
  await page.goto(started.portalUrl);
  await expect(page.getByRole("heading", { name: "This request was canceled" })).toBeVisible();
  await expectAccessible(page);
});
