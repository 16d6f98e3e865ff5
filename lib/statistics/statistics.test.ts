import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db, firstIdAt, newIdInSql } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { projectSettings } from "@/lib/projects";
import { countRefusal, flushRefusals, priceOf } from "@/lib/protection";
import { addDays, beginOfDay } from "@/lib/time";
import { checkCode } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject, started, wrongCode } from "@/lib/verification/testing";
import { breakdownOf, countHours, lastDays, periodBefore, recountAll, refusalsOf, seriesOf } from ".";
import { sumsFromRows, sumsOfProject } from "./repository";

useTestDatabase();

interface Past {
  hoursAgo: number;
  verifiedAfter?: number;
  channel?: "email" | "sms";
  country?: string;
  provider?: string;
  status?: string;
}

/** Inserts what the engine would have written in the past, because the database's clock cannot be changed. */
async function insertPast(projectId: string, { hoursAgo, ...past }: Past): Promise<string> {
  const at = sql`(now() - make_interval(mins => ${Math.round(hoursAgo * 60)}))`;
  const verifiedAt =
    past.verifiedAfter === undefined ? sql`null` : sql`${at} + make_interval(secs => ${past.verifiedAfter})`;
  const anId = sql`overlay(${firstIdAt(at)}::text placing substr(gen_random_uuid()::text, 15) from 15)::uuid`;
  const channel = past.channel ?? "email";
  const [row] = await db().execute<{ id: string }>(sql`
    insert into verifications (id, project_id, dialect, purpose, policy_name, policy_id, identifier_type, channel, country, locale,
      secret_key_id, attempt_count, created_at, expires_at, code_expires_at, verified_at, issued_at)
    values (${anId}, ${projectId}, 'native', 'confirm', 'confirm', gen_random_uuid(), ${channel === "email" ? "email" : "phone"}, ${channel},
      ${past.country ?? null}, 'en', 'k', ${past.verifiedAfter === undefined ? 0 : 1}, ${at}, ${at}, ${at}, ${verifiedAt}, ${at})
    returning id`);
  if (!past.provider) return row!.id;
  await db().execute(sql`
    insert into deliveries (id, project_id, verification_id, channel, recipient, locale, template, provider_kind, outcome, status, created_at, finished_at)
    values (${anId}, ${projectId}, ${row!.id}, ${channel}, 'x', 'en', 'confirm', ${past.provider}, 'accepted', ${past.status ?? null}, ${at},
      ${at} + interval '250 milliseconds')`);
  return row!.id;
}

describe("statistics", () => {
  it("are the sums over the rows, whatever was counted before and however often", async () => {
    const project = await aProject();
    const past: Past[] = Array.from({ length: 300 }, (_, i) => ({
      hoursAgo: (i * 7.3) % 30,
      ...(i % 3 === 0 && { verifiedAfter: 10 + (i % 50) }),
      ...(i % 2 === 0 && { channel: "sms" as const, country: i % 4 === 0 ? "DE" : "LV", provider: "twilio" }),
      ...(i % 8 === 0 && { status: "delivered" }),
    }));
    for (const one of past) await insertPast(project.id, one);
    expect(await countHours()).toBeGreaterThan(30);
    // Late changes of what was counted already.
    await db().execute(sql`update verifications set verified_at = created_at + interval '3 seconds'
      where project_id = ${project.id} and id in (select id from verifications where project_id = ${project.id} order by id desc limit 5)`);
    await countHours();
    await recountAll();

    // By the hour, then by days where they are counted.
    const week = lastDays(7);
    const [byHours, byDays] = [
      await seriesOf(project, { ...week, interval: "hour" }),
      await seriesOf(project, week),
    ];
    expect(byDays.total).toEqual({ ...byHours.total, cost: expect.closeTo(byHours.total.cost) });
    expect(byDays.series.map(({ started }) => started)).toEqual(
      byDays.series.map(({ at }) =>
        byHours.series.reduce(
          (sum, one) => sum + (beginOfDay(one.at).getTime() === at.getTime() ? one.started : 0),
          0,
        ),
      ),
    );
    const [daily] = await db().execute<{ started: number }>(
      sql`select sum(started)::int as started from daily_verifications where project_id = ${project.id}`,
    );
    expect(daily!.started).toBe(byDays.series.slice(0, -1).reduce((sum, { started }) => sum + started, 0));
    const total = byDays.total;
    expect(total).toMatchObject({ started: 300, sent: 150, delivered: 38 });
    const [byRows] = await db().execute<{ verified: number }>(
      sql`select count(*)::int as verified from verifications where project_id = ${project.id} and verified_at is not null`,
    );
    expect(total.verified).toBe(byRows!.verified);
    for (let hoursAgo = 0; hoursAgo < 32; hoursAgo++) {
      const hour = new Date(Math.floor((Date.now() - hoursAgo * 3_600_000) / 3_600_000) * 3_600_000);
      expect(await sumsOfProject(project.id, hour)).toEqual(await sumsFromRows(project.id, hour));
    }
  });

  it("break down by a dimension, filter by others, and compare with the period before", async () => {
    const project = await aProject();
    for (const hoursAgo of [1, 2, 3])
      await insertPast(project.id, {
        hoursAgo,
        channel: "sms",
        country: "DE",
        provider: "twilio",
        verifiedAfter: 19,
      });
    await insertPast(project.id, { hoursAgo: 2, channel: "sms", country: "LV", provider: "vonage" });
    await insertPast(project.id, { hoursAgo: 30 });
    await recountAll();
    const today = lastDays(1);
    expect(await breakdownOf(project, today, "country")).toMatchObject([
      { value: "DE", started: 3, verified: 3 },
      { value: "LV", started: 1, verified: 0 },
    ]);
    expect(await breakdownOf(project, today, "provider", { country: ["LV"] })).toMatchObject([
      { value: "vonage", started: 1 },
    ]);
    const { total, series } = await seriesOf(project, today);
    expect(series).toHaveLength(24);
    expect(series.reduce((sum, { started }) => sum + started, 0)).toBe(4);
    expect(total.verifyMedian).toBeGreaterThan(12);
    expect(total.verifyMedian).toBeLessThanOrEqual(20);
    expect(total.sendP95).toBeGreaterThan(0.2);
    expect(total.sendP95).toBeLessThanOrEqual(0.35);
    expect((await seriesOf(project, periodBefore(today))).total).toMatchObject({
      started: 1,
      verified: 0,
    });
    expect((await seriesOf(project, lastDays(30))).series).toHaveLength(30);
  });

  it("cost what each message costs by the project's prices, also those that were not the last", async () => {
    const { protection } = projectSettings.parse({ protection: { prices: { LV: { sms: 0.5, voice: 2 } } } });
    const project = await aProject({ protection });
    const past = { hoursAgo: 1, channel: "sms" as const, country: "LV", provider: "twilio" };
    const id = await insertPast(project.id, past);
    await insertPast(project.id, { ...past, provider: "inbox" });
    await insertPast(project.id, { ...past, country: undefined });
    await insertPast(project.id, { hoursAgo: 1, provider: "resend" });
    await db().execute(sql`
      insert into deliveries (id, project_id, verification_id, channel, recipient, locale, template, provider_kind, outcome, created_at, finished_at)
      select ${newIdInSql}, project_id, verification_id, 'voice', 'x', 'en', 'confirm', 'vonage', 'accepted', now(), now() from deliveries
      where verification_id = ${id}`);
    await recountAll();
    const costs = async (by: "country" | "provider") =>
      Object.fromEntries(
        (await breakdownOf(project, lastDays(1), by)).map(({ value, cost }) => [value, cost]),
      );
    const ofNoCountry = priceOf(project, null, "sms");
    expect(await costs("country")).toEqual({ LV: 2.5, "": ofNoCountry });
    expect(await costs("provider")).toEqual({ vonage: 2.5, inbox: 0, twilio: ofNoCountry, resend: 0 });
    expect((await seriesOf(project, lastDays(7))).total.cost).toBeCloseTo(2.5 + ofNoCountry);
  });

  it("show what the engine does", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, { identifier: { phone: "+4915112345678" } });
    await checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) });
    await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    await flushRefusals();
    await countHours();
    const period = lastDays(1);
    expect(await breakdownOf(ctx.project, period, "country")).toMatchObject([
      { value: "DE", answered: 1, verified: 1 },
    ]);
    expect(await refusalsOf(ctx.project.id, period)).toMatchObject([
      { reason: "code/code_mismatch", count: 1 },
    ]);
  });

  it("add up refusals of several processes", async () => {
    const project = await aProject();
    for (const _ of [1, 2, 3]) countRefusal(project.id, "limit/recipient");
    await flushRefusals();
    countRefusal(project.id, "limit/recipient");
    await flushRefusals();
    expect(await refusalsOf(project.id, lastDays(1))).toMatchObject([
      { reason: "limit/recipient", count: 4 },
    ]);
  });
});

it("a period of more than two days consists of days, with the current one", () => {
  const now = new Date("2030-01-10T15:30:00Z");
  expect(lastDays(1, now)).toEqual({
    from: new Date("2030-01-09T16:00:00Z"),
    to: new Date("2030-01-10T16:00:00Z"),
    interval: "hour",
  });
  expect(lastDays(7, now)).toEqual({
    from: new Date("2030-01-04T00:00:00Z"),
    to: new Date("2030-01-11T00:00:00Z"),
    interval: "day",
  });
  expect(periodBefore(lastDays(7, now), now)).toMatchObject({
    from: addDays(new Date("2030-01-04T00:00:00Z"), -7),
    to: addDays(new Date("2030-01-10T16:00:00Z"), -7),
  });
});
