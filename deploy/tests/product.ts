/** The built product, as the tests of this folder run it: `npm test -- deploy`. */
import { join } from "node:path";
import postgres from "postgres";

const root = join(import.meta.dirname, "../..");
const { TEST_DATABASE_URL = "", TEST_DATA_DIR = "" } = process.env;

export interface Product {
  port: number;
  baseUrl: string;
  apiKey: string;
  databaseUrl: string;
  /** What it logged last, everyday requests left out. */
  complaints(): string;
  stop(): Promise<void>;
}

interface Options {
  name: string;
  variables?: Record<string, string>;
  /** The program that runs it. Default: ours. */
  node?: string;
}

/** Starts the built product on an empty database of this name, with variables of the environment. */
export async function startProduct(options: Options): Promise<Product> {
  const { startTestProduct } = await import(join(root, "scripts", "test-product.mjs"));
  return startTestProduct({ dataDir: TEST_DATA_DIR, create: createDatabase }, options);
}

async function createDatabase(name: string): Promise<string> {
  const sql = postgres(TEST_DATABASE_URL, { max: 1, onnotice: () => {} });
  await sql.unsafe(`drop database if exists ${name}`);
  await sql.unsafe(`create database ${name}`).finally(() => sql.end());
  const url = new URL(TEST_DATABASE_URL);
  url.pathname = `/${name}`;
  return url.href;
}

/** Asks the native API. `headers` come before ours. */
export async function ask(
  { baseUrl, apiKey }: Pick<Product, "baseUrl" | "apiKey">,
  method: string,
  path: string,
  body?: object,
  init: RequestInit = {},
) {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    body: body && JSON.stringify(body),
    ...init,
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...init.headers },
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
}

/** Verifies an address with the code from the built-in inbox. Returns the last response. */
export async function verifyOnce(product: Pick<Product, "baseUrl" | "apiKey">, email: string) {
  const started = await ask(product, "POST", "/api/v1/verifications", { email });
  const code = await codeOf(product, email);
  return ask(product, "POST", `/api/v1/verifications/${started.body.id}/attempts`, { code });
}

/** Waits for the code in the built-in inbox. Undefined after 20 seconds. */
export async function codeOf(product: Pick<Product, "baseUrl" | "apiKey">, email: string) {
  const path = `/api/v1/inbox/messages?to=${encodeURIComponent(email)}&waitSeconds=20`;
  return (await ask(product, "GET", path)).body.data[0]?.code;
}
