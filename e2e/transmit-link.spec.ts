import { createHash, randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { letTimePass, someone } from "./support";

const base = process.env.BASE_URL ?? "http://localhost:3000";
const returnUrl = `${base}/health/alive`;

/** A key of a separate project, because other tests change the return URLs of theirs. */
let key = "";
test.beforeAll(async () => {
  const sql = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  const prefix = randomBytes(4).toString("hex");
  const secret = randomBytes(32).toString("base64url");
  key = `csk_${prefix}_${secret}`;
  const hash = createHash("sha256").update(secret).digest();
  const scopes = ["users:read", "users:write", "verifications:write", "inbox:read"];
  const [project, apiKey, provider] = [randomUUID(), randomUUID(), randomUUID()];
  const number = String(10n ** 18n + BigInt(`0x${randomBytes(7).toString("hex")}`));
  await sql`insert into projects (id, number, name, settings) values (${project}, ${number}, 'Acme', ${sql.json({ returnUrls: [returnUrl] })})`;
  await sql`insert into api_keys (id, project_id, name, prefix, secret_hash, scopes) values (${apiKey}, ${project}, 'Test', ${prefix}, ${hash}, ${scopes})`;
  await sql`insert into providers (id, project_id, kind, name, channels) values (${provider}, ${project}, 'inbox', 'Inbox', ${["email", "sms"]})`;
  await sql.end();
});

async function linkFor(email: string): Promise<string> {
  const query = `waitSeconds=20&limit=1&to=${encodeURIComponent(email)}`;
  const response = await fetch(`${base}/api/v1/inbox/messages?${query}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return (await response.json()).data[0].link;
}

interface Answered {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each call has a different response body.
  body: any;
}

async function call(path: string, token: string, body: unknown): Promise<Answered> {
  const response = await fetch(`${base}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

/** A user signed in with the vendor's backend calls. */
async function aPerson(): Promise<{ userId: string; token: string; client: string }> {
  const form = { grant_type: "client_credentials", client_id: key.slice(0, 12), client_secret: key };
  const issued = await fetch(`${base}/cis/oidc/token`, { method: "POST", body: new URLSearchParams(form) });
  const { access_token: client } = await issued.json();
  const made = await call("/cis/v1/users", client, { email: someone("p") });
  const by = { identifier_type: "user_id", identifier: made.body.result.user_id };
  const { body } = await call("/cis/v1/auth/otp/send", client, { channel: "direct", ...by });
  const signedIn = await call("/cis/v1/auth/otp/authenticate", client, { passcode: body.code, ...by });
  return { userId: made.body.result.user_id, token: signedIn.body.access_token, client };
}

async function profileOf({ userId, client }: Awaited<ReturnType<typeof aPerson>>) {
  const answer = await fetch(`${base}/cis/v1/users/${userId}`, {
    headers: { authorization: `Bearer ${client}` },
  });
  return (await answer.json()).result;
}

test("T09 a Transmit link verifies when the button is pressed, and redirects with the result", async ({
  page,
}) => {
  const person = await aPerson();
  const email = someone("c");
  // Without the prefix, as in the vendor's reference.
  const sent = await call("/v1/verification/links/email", person.token, { email, redirect_uri: returnUrl });
  expect(sent).toEqual({ status: 200, body: { message: "Verification email sent" } });
  await page.goto(await linkFor(email));
  expect((await profileOf(person)).email.value).not.toBe(email);
  await page.getByRole("button", { name: "Yes, that was me" }).click();
  await page.waitForURL(`${returnUrl}?result=true`);
  expect((await profileOf(person)).email).toMatchObject({ value: email, email_verified: true });
});

test("T10 an expired Transmit link redirects with false and changes nothing", async ({ page }) => {
  const person = await aPerson();
  const email = someone("c");
  await call("/cis/v1/verification/links/email", person.token, { email, redirect_uri: returnUrl });
  const link = await linkFor(email);
  const before = await profileOf(person);
  // Twice ten minutes: the link expires after fifteen.
  await letTimePass(email);
  await letTimePass(email);
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Yes, that was me" })).toBeHidden();
  const back = page.getByRole("link", { name: "Continue" });
  await expect(back).toHaveAttribute("href", `${returnUrl}?result=false`);
  expect(await profileOf(person)).toEqual(before);
});
