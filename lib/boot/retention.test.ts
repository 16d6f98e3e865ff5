import { type SQL, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { budgets, events, idempotencyKeys, verifications } from "@/drizzle/schema";
import { publicKeySet } from "@/lib/access";
import { db, withLock } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { seedInbox } from "@/lib/delivery";
import { checkCode, start } from "@/lib/verification";
import { aContext, aProject } from "@/lib/verification/testing";
import { checkSecrets } from "./fingerprint";
import { saveFact } from "./repository";
import { runRetention } from "./retention";

useTestDatabase();

/** Makes rows older, as their ids tell, too. */
async function makeOlder(table: string, days: number, which: SQL): Promise<void> {
  const at = sql`created_at - make_interval(days => ${days})`;
  await db().execute(sql`
    update ${sql.identifier(table)} set created_at = ${at},
      id = (lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || substr(replace(id::text, '-', ''), 13))::uuid
    where ${which}`);
}

it("deletes what is over, keeps the rest, and says how much it was", async () => {
  const project = await aProject();
  await seedInbox(project.id);
  const ctx = aContext(project);
  for (const email of ["old@example.com", "new@example.com"]) {
    const begun = await start(ctx, { identifier: { email } });
    if (begun.ok) await checkCode(ctx, { verificationId: begun.value.verification.id, code: "000000" });
  }
  const isOld = sql`identifier = 'old@example.com'`;
  await makeOlder("events", 401, sql`verification_id in (select id from verifications where ${isOld})`);
  await makeOlder("verifications", 91, isOld);
  await db().execute(
    sql`update budgets set empty_at = now() - interval '1 second' where key like '%old@example.com'`,
  );
  await db().execute(
    sql`insert into idempotency_keys (project_id, endpoint, key, fingerprint, locked_until, created_at) values (${project.id}, 'e', 'k', '', now(), now() - interval '25 hours')`,
  );
  await db().execute(sql`
    insert into authorization_requests (id, project_id, verification_id, connector_id, state_hash, sealed, redirect_uri, scope, expires_at)
    select gen_random_uuid(), ${project.id}, gen_random_uuid(), gen_random_uuid(), '', '', '', '', now() - days * interval '25 hours'
    from generate_series(0, 1) days`);
  const counts = await runRetention();
  expect(counts).toMatchObject({
    authorizationRequests: 1,
    verifications: 1,
    budgets: 2,
    idempotencyKeys: 1,
  });
  expect(counts!.events).toBeGreaterThanOrEqual(2);
  expect((await db().select().from(verifications)).map((v) => v.identifier)).toEqual(["new@example.com"]);
  expect(await db().select().from(budgets)).toHaveLength(2);
  expect(await db().select().from(idempotencyKeys)).toHaveLength(0);
  expect((await db().select().from(events)).length).toBeGreaterThan(0);
});

it("leaves the work to the process that is at it", async () => {
  await withLock("retention", async () => expect(await runRetention()).toBeNull());
});

it("a process with other secrets than the database knows refuses to start", async () => {
  await checkSecrets();
  await saveFact("secret_key_id", "00000000");
  await expect(checkSecrets()).rejects.toThrow("COUNTERSIGN_SECRETS is not what this database was used with");
});

it("deletes a signing key once nothing that it signed can be valid", async () => {
  await publicKeySet();
  expect(await runRetention()).toMatchObject({ signingKeys: 0 });
  await db().execute(sql`update signing_keys set expires_at = now() - interval '1 second'`);
  expect(await runRetention()).toMatchObject({ signingKeys: 1 });
});
