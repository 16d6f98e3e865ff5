import { and, eq, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it, vi } from "vitest";
import {
  budgets,
  deliveries,
  events,
  hourlyRefusals,
  idempotencyKeys,
  verifications,
} from "@/drizzle/schema";
import { publicKeySet } from "@/lib/access";
import { db, withLock } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { seedInbox } from "@/lib/delivery";
import { changeProject } from "@/lib/projects";
import { addDays } from "@/lib/time";
import { checkCode, start } from "@/lib/verification";
import { aContext, aProject } from "@/lib/verification/testing";
import { checkSecrets } from "./check-secrets";
import { saveInstallationValue } from "./repository";
import { runRetention } from "./retention";

useTestDatabase();

/** Starts a verification and tries a code. */
const started = async (ctx: ReturnType<typeof aContext>, email: string) => {
  const begun = await start(ctx, { identifier: { email } });
  if (!begun.ok) throw new Error(begun.refusal.code);
  await checkCode(ctx, { verificationId: begun.value.verification.id, code: "000000" });
};

/** Moves rows by a number of days, with their ids. */
async function move(
  table: typeof verifications | typeof deliveries | typeof events,
  days: number,
  which = sql`true`,
) {
  const rows = await db()
    .select({ id: table.id, projectId: table.projectId, createdAt: table.createdAt })
    .from(table)
    .where(which);
  for (const { id, projectId, createdAt } of rows) {
    const at = addDays(createdAt, days);
    const time = at.getTime().toString(16).padStart(12, "0");
    const moved = `${time.slice(0, 8)}-${time.slice(8)}${id.slice(13)}`;
    await db()
      .update(table)
      .set({ id: moved, createdAt: at })
      .where(and(eq(table.projectId, projectId), eq(table.id, id)));
  }
}

const inMonths = (months: number, day = 2) => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, day));
};

/** The partition that each row is in. Those of shards have a number at their end. */
const partitionsOfRows = (table: string) =>
  db().execute<{ name: string }>(
    sql`select regexp_replace(tableoid::regclass::text, '_[0-9]{6}$', '') as name from ${sql.identifier(table)} order by id`,
  );

it("deletes expired rows, keeps the rest, and returns how many", async () => {
  const project = await aProject();
  await seedInbox(project.id);
  const ctx = aContext(project);
  for (const email of ["old@example.com", "new@example.com"]) await started(ctx, email);
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
  const report = await runRetention();
  expect(report).toMatchObject({
    deleted: { authorizationRequests: 1, budgets: 2, idempotencyKeys: 1 },
    dropped: [],
  });
  expect(await db().select().from(verifications)).toHaveLength(2);
  expect(await db().select().from(budgets)).toHaveLength(2);
  expect(await db().select().from(idempotencyKeys)).toHaveLength(0);
});

describe("a project's own retention", () => {
  const counted = async (projectId: string) => {
    const count = async (table: PgTable, also = sql`true`) => {
      const rows = await db().execute(sql`select from ${table} where project_id = ${projectId} and ${also}`);
      return rows.length;
    };
    return {
      verifications: await count(verifications),
      deliveries: await count(deliveries),
      events: await count(events),
      sums: await count(hourlyRefusals, sql`reason = 'rule/x'`),
    };
  };

  /** Two verifications, one of them `days` old with everything that belongs to it. */
  async function aProjectWithRows(days: number): Promise<string> {
    const project = await aProject();
    await seedInbox(project.id);
    for (const email of ["old@example.com", "new@example.com"]) await started(aContext(project), email);
    const ofProject = sql`project_id = ${project.id}`;
    const isOld = sql`${ofProject} and identifier = 'old@example.com'`;
    await db().execute(
      sql`update verifications set expires_at = now() - make_interval(days => ${days}) where ${isOld}`,
    );
    await move(verifications, -days, isOld);
    const wasSent = sql`${ofProject} and recipient = 'old@example.com'`;
    await db().execute(
      sql`update deliveries set finished_at = now() - make_interval(days => ${days}) where ${wasSent}`,
    );
    await move(deliveries, -days, wasSent);
    const [attempted] = await db()
      .select({ id: events.id })
      .from(events)
      .where(sql`${ofProject} and type = 'verification.attempted'`)
      .orderBy(events.id)
      .limit(1);
    await move(events, -days, sql`${ofProject} and id = ${attempted!.id}`);
    await db().execute(sql`
      insert into hourly_refusals (project_id, hour, reason, count)
      select ${project.id}, date_trunc('hour', now() - make_interval(days => old)), 'rule/x', 1 from unnest(array[0, ${days}::int]) old`);
    return project.id;
  }

  it("deletes only what that project keeps for a shorter time, and keeps what can still be verified", async () => {
    const [shorter, other] = [await aProjectWithRows(40), await aProjectWithRows(40)];
    const before = await counted(other);
    const by = { actor: "system", requestId: null };
    const retention = { verificationDays: 39, messageDays: 39, eventDays: 39, statisticsDays: 39 };
    await changeProject(shorter, { retention: { ...retention, verificationDays: 41 } }, by);
    await runRetention();
    expect(await counted(shorter)).toMatchObject({ verifications: 2, deliveries: 1, sums: before.sums - 1 });

    await changeProject(shorter, { retention: { verificationDays: 39 } }, by);
    await db().execute(
      sql`update verifications set expires_at = now() + interval '1 hour' where project_id = ${shorter}`,
    );
    await runRetention();
    expect(await counted(shorter)).toMatchObject({ verifications: 2 });
    await db().execute(sql`update verifications set expires_at = now() where project_id = ${shorter}`);
    expect(await runRetention()).toMatchObject({ deleted: { project_verifications: 1 } });
    expect(await counted(shorter)).toMatchObject({ verifications: 1, deliveries: 1 });
    expect(await counted(other)).toEqual(before);
  });
});

describe("partitions", () => {
  it("are created ahead, even during writes, and rows that came too early are moved into them", async () => {
    await runRetention();
    const project = await aProject();
    await seedInbox(project.id);
    await started(aContext(project), "early@example.com");
    await move(verifications, 122);
    expect((await partitionsOfRows("verifications")).map(({ name }) => name)).toContain(
      "verifications_default",
    );

    const writers = Array.from({ length: 8 }, (_, index) =>
      started(aContext(project), `${index}@example.com`),
    );
    const report = await runRetention(undefined, inMonths(2));
    await Promise.all(writers);
    // Two months for each of the four tables.
    expect(report!.added).toHaveLength(2 * 4);
    const names = (await partitionsOfRows("verifications")).map(({ name }) => name);
    expect(names).not.toContain("verifications_default");
    expect(names.filter((name) => name !== "verifications_initial").length).toBeGreaterThan(0);
    expect(await runRetention(undefined, inMonths(2))).toMatchObject({ added: [] });
  });

  it("are dropped when all of their rows have expired, and other rows stay", async () => {
    const kept = (await partitionsOfRows("verifications")).filter(
      ({ name }) => name !== "verifications_initial",
    );
    // The month ends, and 90 days later its rows expire. Events stay for 400.
    const report = await runRetention(undefined, inMonths(4, 20));
    expect(report!.dropped).toEqual([
      "verifications_initial",
      "deliveries_initial",
      "delivery_tries_initial",
    ]);
    expect(await partitionsOfRows("verifications")).toEqual(kept);
    expect(await db().select().from(deliveries)).toEqual([]);
    expect((await db().select().from(events)).length).toBeGreaterThan(0);

    // Ids of a clock that is far behind have no partition of their own.
    const project = await aProject();
    await seedInbox(project.id);
    await started(aContext(project), "late@example.com");
    expect((await partitionsOfRows("verifications")).map(({ name }) => name)).toContain(
      "verifications_default",
    );
    expect(await runRetention(undefined, inMonths(4, 20))).toMatchObject({ dropped: [] });
    expect(await partitionsOfRows("verifications")).toEqual(kept);
  });
});

it("goes by the database's clock, not by that of a process whose is months ahead", async () => {
  const before = await partitionsOfRows("verifications");
  vi.useFakeTimers({ toFake: ["Date"], now: inMonths(30) });
  try {
    expect(await runRetention()).toMatchObject({ added: [], dropped: [] });
  } finally {
    vi.useRealTimers();
  }
  expect(await partitionsOfRows("verifications")).toEqual(before);
});

it("does nothing while another process is doing it", async () => {
  await withLock("retention", async () => expect(await runRetention()).toBeNull());
});

it("a process refuses to start with secrets that the database was not used with", async () => {
  await checkSecrets();
  await saveInstallationValue("secret_key_id", "00000000");
  await expect(checkSecrets()).rejects.toThrow("COUNTERSIGN_SECRETS is not what this database was used with");
});

it("deletes signing keys once everything they signed has expired", async () => {
  await publicKeySet();
  expect(await runRetention()).toMatchObject({ deleted: { signingKeys: 0 } });
  await db().execute(sql`update signing_keys set expires_at = now() - interval '1 second'`);
  expect(await runRetention()).toMatchObject({ deleted: { signingKeys: 2 } });
});
