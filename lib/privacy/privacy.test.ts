import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { createSuppression } from "@/lib/delivery";
import { checkAuditChain } from "@/lib/events";
import { newId, toTypeId } from "@/lib/id";
import { aUser } from "@/lib/users/testing";
import { checkCode, start, timelineOf } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject, started, wrongCode } from "@/lib/verification/testing";
import { erasePerson, exportPerson } from ".";

useTestDatabase();

let ctx: Ctx;
/** Of one test only, because tests share the database. */
let [email, name, externalId]: [string, string, string] = ["", "", ""];
beforeEach(async () => {
  ctx = aContext(await aProject());
  const own = newId().slice(-12);
  [email, name, externalId] = [`jane-${own}@example.com`, `Jane Roe ${own}`, `crm-${own}`];
});

/** A user with a verified address, whose verification has everything that tells of her. */
async function aPerson() {
  const user = await aUser(ctx, { name, externalId });
  const input = { identifier: { email }, userId: user.id, metadata: { note: `order of ${name}` } };
  const v = await started(ctx, input);
  await checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) });
  await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
  return { user, v };
}

/** All tables as one text, without the audit log. */
async function everything(): Promise<string> {
  const tables = await db().execute<{ name: string }>(sql`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'audit_entries'`);
  const texts = await Promise.all(
    tables.map(({ name }) =>
      db().execute<{ text: string | null }>(
        sql`select string_agg(t::text, '\n') as text from ${sql.raw(name)} t`,
      ),
    ),
  );
  return texts
    .flat()
    .map(({ text }) => text ?? "")
    .join("\n");
}

test("an export contains what is stored about a user, and no secret", async () => {
  const { user, v } = await aPerson();
  const exported = await exportPerson(ctx, { userId: user.id });
  if (!exported.ok) throw new Error(exported.refusal.code);
  expect(exported.value).toMatchObject({
    user: { id: toTypeId("usr", user.id), name, externalId },
    identifiers: [{ value: email, evidence: "proven" }],
    verifications: [{ id: toTypeId("ver", v.id), recipient: email, metadata: { note: `order of ${name}` } }],
    messages: [{ recipient: email }],
  });
  expect(exported.value.events.map(({ type }) => type)).toContain("verification.verified");
  expect(JSON.stringify(exported.value)).not.toContain(codeOf(v));
});

test("after an erasure no table knows the person, the events are still there, and the audit chain is intact", async () => {
  const { user, v } = await aPerson();
  const pending = await started(ctx, { identifier: { email } });
  await createSuppression(ctx, { recipient: email, note: "Jane asked" });
  const count = async () =>
    (await db().execute(sql`select id from events where verification_id = ${v.id}`)).length;
  const before = await count();

  expect(await erasePerson(ctx, { userId: user.id })).toMatchObject({
    ok: true,
    value: { verifications: 2, messages: 2, suppressions: 1, isUserDeleted: true },
  });
  const left = await everything();
  for (const trace of [email, name, externalId])
    expect(left.toLowerCase()).not.toContain(trace.toLowerCase());
  expect(await count()).toBe(before);
  expect(await checkAuditChain()).toMatchObject({ isIntact: true });
  expect(await timelineOf(ctx, v.id)).toMatchObject({ ok: true });
  expect(await checkCode(ctx, { verificationId: pending.id, code: codeOf(pending) })).toMatchObject({
    refusal: { code: "verification_canceled" },
  });
  expect(await erasePerson(ctx, { userId: user.id })).toMatchObject({ refusal: { code: "user_not_found" } });
});

test("a suppressed recipient stays suppressed after the erasure, in this project only", async () => {
  await createSuppression(ctx, { recipient: email });
  await erasePerson(ctx, { email });
  expect(await start(ctx, { identifier: { email } })).toMatchObject({
    refusal: { code: "recipient_suppressed" },
  });
  expect(await start(aContext(await aProject()), { identifier: { email } })).toMatchObject({ ok: true });
});

test("an address without a user is erased by itself, and other people stay", async () => {
  const v = await started(ctx, { identifier: { email } });
  const other = await started(ctx, { identifier: { email: "joe@example.com" } });
  const foreign = aContext(await aProject());
  const theirs = await started(foreign, { identifier: { email } });
  expect(await erasePerson(ctx, { email: email.toUpperCase() })).toMatchObject({
    value: { verifications: 1 },
  });
  const rows = await db().execute<{ id: string; identifier: string | null }>(
    sql`select id, identifier from verifications where id in (${v.id}, ${other.id}, ${theirs.id})`,
  );
  const byId = new Map(rows.map((row) => [row.id, row.identifier]));
  expect([v, other, theirs].map(({ id }) => byId.get(id))).toEqual([null, "joe@example.com", email]);
});
