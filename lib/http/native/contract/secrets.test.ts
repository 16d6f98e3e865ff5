import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET as metrics } from "@/app/(native)/metrics/route";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { type MailServer, reply, startMailServer, testCertificate } from "@/lib/delivery/providers/testing";
import { log } from "@/lib/log";
import { findForPortal, openChallenges, redeemLink } from "@/lib/verification";
import { linkTokenOf } from "@/lib/verification/secret";
import { aContext, age, wrongCode } from "@/lib/verification/testing";
import { check, rightCode, someone, start, uuidOf } from "./acts";
import { aClient, type Body, type Client, send } from "./harness";

/*
 * docs/security.md S1, #10, #34, #37: runs whole verifications, successful and failing, then searches everything that was
 * written anywhere for their secrets.
 */

useTestDatabase();
process.env.LOG_LEVEL = "debug";

const password = "Corrèct-Horse 4711%";
/** Ten digits, so that no id, date or duration contains a code by chance. */
const ten = { codeLength: 10, cooldownSeconds: 0 };
const policies = { confirm: { email: { ...ten, maxAttempts: 2 }, sms: ten } };

const logged: string[] = [];
let mail: MailServer;
let worker: Worker;
let client: Client;
beforeAll(async () => {
  // Pino's destination: lines are collected, not printed.
  vi.spyOn(process.stdout, "write").mockImplementation((text) => logged.push(String(text)) > 0);
  // A server that repeats its input in its replies.
  mail = await startMailServer({
    disabledCommands: [],
    authOptional: false,
    onAuth: (given, _session, done) => done(null, { user: given.username }),
    onMail: ({ text }) => (isRude ? reply(554, `5.7.1 Refused for ${password}: ${text}`) : undefined),
  });
  client = await aClient({ settings: { policies } });
  worker = startWorker({ openChallenges, log });
});
afterAll(async () => {
  await worker.stop();
  await mail.close();
  vi.restoreAllMocks();
});
let isRude = false;

/** Values that must not appear anywhere, by kind. */
const secrets = new Map<string, string>();
let keys = 0;

async function runCodes(): Promise<void> {
  for (const body of [{ email: someone() }, { phone: "+4915112345678" }]) {
    const headers = { "idempotency-key": `run-${Object.keys(body)}` };
    const { body: v } = await client.call("POST", "/verifications", { body, headers });
    await client.call("POST", "/verifications", { body, headers });
    await remember(v);
    const code = await rightCode(v);
    const wrong = wrongCode(code);
    secrets.set(`wrong code of ${v.id}`, wrong);
    await check(client, v, wrong);
    await client.call("POST", `/verifications/${v.id}/resends`, { body: {} });
    await check(client, v, `${code.slice(0, 5)} ${code.slice(5)}`);
    await check(client, v, code);
  }
}

/** Codes in the wrong places and at the wrong time. */
async function runMistakes(): Promise<void> {
  const v = await start(client);
  await remember(v);
  const code = await rightCode(v);
  const path = `/verifications/${v.id}`;
  await client.call("POST", `${path}/attempts?code=${code}`, { body: { code: [code] } });
  await client.call("POST", `${path}/attempts`, { body: { code, [code]: code, expect: { purpose: code } } });
  await client.call("POST", `${path}/attempts`, { text: `{"code":"${code}"` });
  await client.call("POST", `${path}/attempts/${code}`, { body: {} });
  await client.call("GET", `/verifications/${code}`);
  await client.call("GET", `/verifications?status=${code}&cursor=${code}`);
  await check(await aClient(), v, code);
  for (let i = 0; i < 3; i++) await check(client, v, wrongCode(code));
  await check(client, v, code);
  await age(uuidOf(v), 600);
  await check(client, v, code);
}

async function runLink(): Promise<void> {
  const v = await start(client);
  const token = await remember(v);
  const page = aContext(client.project, { caller: { kind: "page", nonce: "a-nonce" }, dialect: "portal" });
  await redeemLink(async () => page, `${token.slice(0, -1)}${token.endsWith("A") ? "Q" : "A"}`);
  const proven = await redeemLink(async () => page, token);
  expect(proven.ok).toBe(true);
}

async function runUsers(): Promise<void> {
  const { body: user } = await client.call("POST", "/users", { body: { externalId: "crm-1" } });
  const v = await start(client, { email: someone(), userId: user.id });
  await remember(v);
  await check(client, v, await rightCode(v));
}

async function runKeys(): Promise<void> {
  const asked = { name: "Shop", scopes: ["verifications:read"] };
  const headers = { "idempotency-key": "a-key" };
  const made = await client.call("POST", "/api-keys", { body: asked, headers });
  await client.call("POST", "/api-keys", { body: asked, headers });
  const rotated = await client.call("POST", `/api-keys/${made.body.id}/rotation`, { body: {}, headers });
  for (const { secret } of [made.body, rotated.body, { secret: client.key }]) {
    secrets.set(`API key ${++keys}`, secret);
    secrets.set(`secret half of API key ${keys}`, secret.slice(13));
    await send("GET", "/verifications", { key: secret });
    await send("GET", "/verifications", { key: `${secret}x` });
    await client.call("GET", `/api-keys/${secret}`);
  }
  await client.call("DELETE", `/api-keys/${made.body.id}`);
}

/** A provider whose password is sent in every encoding, with a server that repeats its input. */
async function runProvider(): Promise<void> {
  secrets.set("SMTP password", password);
  secrets.set("SMTP password in a URL", encodeURIComponent(password));
  const server = {
    host: "localhost",
    port: mail.port,
    certificateAuthority: testCertificate.cert,
    from: "Acme <no-reply@acme.example>",
  };
  const create = (config: object) => {
    const headers = { "idempotency-key": `provider-${Object.keys(config).length}` };
    return client.call("POST", "/providers", { body: { kind: "smtp", config }, headers });
  };
  await create({ ...server, password });
  await create({ url: `smtp://acme:${encodeURIComponent(password)}@`, from: "x" });
  const made = await create({ ...server, user: "acme", password });
  expect([made.status, made.body.violations]).toEqual([201, undefined]);
  isRude = true;
  await client.call("POST", `/providers/${made.body.id}/tests`, { body: { to: "jane@example.com" } });
  const v = await start(client);
  await remember(v);
  const delivery = async (): Promise<Body> =>
    (await client.call("GET", `/deliveries?verificationId=${v.id}`)).body.data[0];
  await vi.waitUntil(async () => (await delivery()).tries[0]?.outcome, { timeout: 10_000 });
  isRude = false;
}

/** The database refuses the write and quotes the value in its error. */
async function runOutage(): Promise<void> {
  const v = await start(client);
  await remember(v);
  const code = await rightCode(v);
  await db().execute(sql`alter table verifications add constraint never check (attempt_count = 0) not valid`);
  await db().execute(sql`alter table api_keys add constraint never check (name <> 'Never') not valid`);
  expect((await check(client, v, code)).status).toBe(500);
  const body = { name: "Never", scopes: ["users:read"] };
  expect((await client.call("POST", "/api-keys", { body })).status).toBe(500);
  await db().execute(sql`alter table verifications drop constraint never`);
  await db().execute(sql`alter table api_keys drop constraint never`);
}

/** Remembers a verification's secrets and returns its link token. */
async function remember(v: Body): Promise<string> {
  const found = await findForPortal(uuidOf(v));
  if (!found.ok) throw new Error(found.refusal.code);
  const token = linkTokenOf(found.value);
  secrets.set(`code of ${v.id}`, await rightCode(v));
  secrets.set(`link token of ${v.id}`, token);
  // After the id and the generation, which are not secret.
  secrets.set(`MAC in the link token of ${v.id}`, Buffer.from(token, "base64url").toString("base64url", 20));
  return token;
}

/** The encodings in which a secret could be stored. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inBytes = ["hex", "base64", "base64url"] as const;
  return [secret, ...inBytes.map((encoding) => bytes.toString(encoding).replace(/=+$/, ""))];
}

/** A plain digest of a code is no better than the code: all codes can be tried in a second. */
function digests(secret: string): string[] {
  return (["hex", "base64", "base64url"] as const).flatMap((encoding) =>
    ["sha256", "sha512", "sha1", "md5"].map((algorithm) =>
      createHash(algorithm).update(secret).digest(encoding),
    ),
  );
}

async function everyRow(): Promise<string> {
  const tables = await db().execute<{ name: string }>(
    sql`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => db().execute<{ row: string }>(sql.raw(`select t::text as row from ${name} t`))),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join("\n");
}

async function everyEvent(): Promise<string> {
  const events = await client.call("GET", "/events?limit=100");
  const verifications = await client.call("GET", "/verifications?limit=100");
  const timelines = await Promise.all(
    verifications.body.data.map(({ id }: Body) => client.call("GET", `/verifications/${id}/timeline`)),
  );
  const told = [events, verifications, ...timelines, await client.call("GET", "/deliveries?limit=100")];
  return JSON.stringify(told.map(({ body }) => body));
}

async function everyMetric(): Promise<string> {
  const headers = { "x-countersign-peer": "127.0.0.1" };
  const request = new Request("http://localhost:3000/metrics", { headers });
  return (await metrics(request, { params: Promise.resolve({}) })).text();
}

describe("nothing in storage", () => {
  let written: Record<string, string>;
  beforeAll(async () => {
    for (const run of [runCodes, runMistakes, runLink, runUsers, runKeys, runProvider, runOutage])
      await run();
    written = {
      "the database": await everyRow(),
      "the log": logged.join(""),
      "the data in events, timelines and deliveries": await everyEvent(),
      "the metrics": await everyMetric(),
    };
  }, 60_000);

  it("is searched by code that finds planted values", () => {
    const [key] = [client.key];
    const places = Object.values(written);
    for (const place of places) expect(place).not.toBe("");
    const [rows, lines, events, samples] = places as [string, string, string, string];
    expect(rows).toContain(key.slice(4, 12));
    // An API key is stored as a digest, because 256 random bits cannot be guessed. It shows that this search finds bytes.
    expect(rows).toContain(createHash("sha256").update(key.slice(13)).digest("hex"));
    expect(rows).toContain("jane1@example.com");
    expect(lines).toContain('"outcome":"code_mismatch"');
    expect(lines).toContain('"outcome":"internal_error"');
    expect(lines.split("\n").length).toBeGreaterThan(50);
    expect(events).toContain("Refused for");
    expect(events).toContain("verification.verified");
    expect(samples).toContain('operation="checkCode"');
    expect(secrets.size).toBeGreaterThan(25);
  });

  it("contains a code, a link token, an API key or a provider's password, in any encoding", () => {
    for (const [place, text] of Object.entries(written)) {
      for (const [what, secret] of secrets) {
        const found = spellings(secret).filter((spelling) => text.includes(spelling));
        expect({ place, what, found }).toEqual({ place, what, found: [] });
      }
    }
  });

  it("contains a digest of a code, a link token or a password", () => {
    for (const [place, text] of Object.entries(written)) {
      for (const [what, secret] of secrets) {
        if (what.includes("API key")) continue;
        const found = digests(secret).filter((digest) => text.includes(digest.replace(/=+$/, "")));
        expect({ place, what, found }).toEqual({ place, what, found: [] });
      }
    }
  });
});
