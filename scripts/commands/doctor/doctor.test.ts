import { spawn } from "node:child_process";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { providers, verifications } from "@/drizzle/schema";
import { heldKeyIds } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { createProvider } from "@/lib/delivery";
import { type MailServer, startMailServer } from "@/lib/delivery/providers/testing";
import { aContext, aProject, started } from "@/lib/verification/testing";
import { checkProviders } from "./check-providers";
import type { Finding } from "./finding";
import { countOrphans } from "./repository";

useTestDatabase();

let mailServer: MailServer;
beforeAll(async () => {
  mailServer = await startMailServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ password }, _session, done) =>
      done(null, password === "correct-horse-battery" ? { user: "acme" } : undefined),
  });
});
afterAll(() => mailServer.close());

const doctor = join(import.meta.dirname, "..", "doctor.ts");

/** The command, as people run it. */
async function runDoctor(settings: Record<string, string> = {}, ...options: string[]) {
  const env = { ...process.env, PUBLIC_URL: "http://127.0.0.1:2", ...settings };
  const child = spawn(process.execPath, ["--import", "tsx", doctor, ...options], { env });
  let said = "";
  const keep = (chunk: Buffer) => {
    said += chunk;
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, said };
}

async function aProjectWithMailServer() {
  const project = await aProject();
  const config = {
    host: "127.0.0.1",
    port: mailServer.port,
    security: "none",
    user: "acme",
    password: "correct-horse-battery",
    from: "no-reply@acme.example",
  };
  const created = await createProvider(aContext(project), { kind: "smtp", position: 0, config });
  if (!created.ok) throw new Error(created.refusal.code);
  return { project, provider: created.value };
}

test("a mail server that lets us in is fine; one that is gone is broken", async () => {
  const { project, provider } = await aProjectWithMailServer();
  const aboutIt = async () => (await checkProviders()).filter(({ text }) => text.includes(provider.name));
  expect((await aboutIt()).map(({ level }) => level)).toContain("fine");
  expect((await aboutIt()).map(({ level }) => level)).not.toContain("broken");

  await db()
    .update(providers)
    .set({ config: { ...provider.config, port: 1 } })
    .where(eq(providers.id, provider.id));
  expect((await aboutIt()).map(({ level }) => level)).toContain("broken");
  await db().delete(providers).where(eq(providers.projectId, project.id));
  expect((await checkProviders()).map(({ text }) => text)).toContainEqual(
    expect.stringContaining("no enabled provider"),
  );
});

test("what was made with a secret that is gone is counted", async () => {
  const { project, provider } = await aProjectWithMailServer();
  const verification = await started(aContext(project));
  expect(await countOrphans(heldKeyIds())).toEqual({ verifications: 0, sealed: 0 });

  await db()
    .update(verifications)
    .set({ secretKeyId: "00000000" })
    .where(eq(verifications.id, verification.id));
  const foreign = sql`decode('00000000', 'hex') || substring(${providers.secrets} from 5)`;
  await db().update(providers).set({ secrets: foreign }).where(eq(providers.id, provider.id));
  expect(await countOrphans(heldKeyIds())).toEqual({ verifications: 1, sealed: 1 });

  const { code, said } = await runDoctor();
  expect(code).toBe(1);
  expect(said).toMatch(/✗ Secrets .*1 pending verifications/);
  expect(said).not.toContain(process.env.COUNTERSIGN_SECRETS);
});

test("a database that is not there is named as the trouble, and nothing behind it is looked at", async () => {
  const password = "hunter2-in-the-url";
  const { code, said } = await runDoctor({ DATABASE_URL: `postgres://me:${password}@127.0.0.1:1/none` });
  expect(code).toBe(1);
  expect(said).toMatch(/✗ Database .*ECONNREFUSED/);
  expect(said).toMatch(/! PUBLIC_URL .*Nobody answers/);
  expect(said).not.toMatch(/Outbox|Operators|^ +at /m);
  expect(said).not.toContain(password);
});

test("--json tells programs the same", async () => {
  const { code, said } = await runDoctor({ DATABASE_URL: "postgres://127.0.0.1:1/none" }, "--json");
  expect(code).toBe(1);
  const report = JSON.parse(said);
  expect(report).toMatchObject({ publicUrl: "http://127.0.0.1:2", isBroken: true });
  const levels = report.findings.map(({ level, about }: Finding) => `${about}: ${level}`);
  expect(levels).toEqual(["Database: broken", "PUBLIC_URL: beware"]);
});

test("a database without tables is told so, and nothing behind it is looked at", async () => {
  const { code, said } = await runDoctor({ DATABASE_URL: process.env.TEST_DATABASE_URL! });
  expect(code).toBe(1);
  expect(said).toMatch(/✗ Database .*Migrations are missing/);
  expect(said).not.toMatch(/Outbox|Operators/);
});

test("settings that cannot be used are named", async () => {
  const { code, said } = await runDoctor({ COUNTERSIGN_SECRETS: "short" });
  expect(code).toBe(1);
  expect(said).toContain("COUNTERSIGN_SECRETS: each secret needs at least 32 characters");
});

test("--help explains, and an option that does not exist is refused", async () => {
  expect(await runDoctor({}, "--help")).toMatchObject({ code: 0, said: expect.stringContaining("Usage") });
  expect(await runDoctor({}, "--hepl")).toMatchObject({
    code: 1,
    said: expect.stringContaining("Unknown option"),
  });
});
