import { randomBytes } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import postgres from "postgres";
import { takePictures } from "./pictures";

const {
  BASE_URL: baseUrl = "http://localhost:3000",
  API_KEY: apiKey = "",
  DATABASE_URL: databaseUrl = "",
} = process.env;

export interface Message {
  verificationId: string;
  to: string;
  subject: string | null;
  text: string;
  html: string | null;
  code: string;
  link: string;
}

/** Calls the native API like a backend. */
export async function api<T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  key = apiKey,
): Promise<T> {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A unique email address. */
export function someone(name = "jane"): string {
  return `${name}.${randomBytes(5).toString("hex")}@example.com`;
}

/** Waits for the newest message to an address. */
export async function messageTo(address: string): Promise<Message> {
  const { data } = await api<{ data: Message[] }>(
    "GET",
    `/inbox/messages?waitSeconds=20&limit=1&to=${encodeURIComponent(address)}`,
  );
  if (!data[0]) throw new Error(`No message to ${address}.`);
  return data[0];
}

export interface Started {
  id: string;
  status: string;
  portalUrl: string;
}

export function startVerification(body: Record<string, unknown>): Promise<Started> {
  return api<Started>("POST", "/verifications", body);
}

/** A wrong code. */
export function wrongCode(right: string): string {
  return right.startsWith("1") ? `2${right.slice(1)}` : `1${right.slice(1)}`;
}

/** Ends the wait before the next message to one recipient. */
export async function endResendWait(recipient: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql`update verifications set next_send_at = now() where identifier = ${recipient}`;
  await sql.end();
}

/** Simulates ten minutes passing for one address. The database's clock decides, so its rows are moved back in time. */
export async function letTimePass(address: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 });
  await sql`update verifications set expires_at = expires_at - interval '10 minutes', code_expires_at = code_expires_at - interval '10 minutes',
    next_send_at = next_send_at - interval '10 minutes', created_at = created_at - interval '10 minutes' where identifier = ${address}`;
  await sql.end();
}

/** Expects that axe finds no violations of WCAG 2.2 A and AA. Keeps pictures of the page. */
export async function expectAccessible(page: Page): Promise<void> {
  // While Next.js streams a page, the old title is removed before the new one arrives.
  await expect(page).toHaveTitle(/./);
  const { violations } = await new AxeBuilder({ page })
    // A sandboxed frame runs no scripts, so axe would wait for it forever. It can appear while axe is at work.
    .exclude('iframe[sandbox=""]')
    .setLegacyMode(page.frames().length > 1)
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`),
  ).toEqual([]);
  await takePictures(page);
}
