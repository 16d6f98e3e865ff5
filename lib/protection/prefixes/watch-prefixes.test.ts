import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import type { ProjectSettings } from "@/lib/projects";
import { addPaidProvider, markSent } from "@/lib/protection/testing";
import { checkCode, start } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject } from "@/lib/verification/testing";
import { listPrefixes, pausePrefix, reopenPrefix } from "./change-prefix";
import { watchPrefixes } from "./watch-prefixes";

useTestDatabase();

let ctx: Ctx;

async function useProject(protection: Partial<ProjectSettings["protection"]> = {}): Promise<void> {
  const project = await aProject();
  const settings = { ...project.settings, protection: { ...project.settings.protection, ...protection } };
  await addPaidProvider(project.id);
  ctx = aContext({ ...project, settings });
}
beforeEach(() => useProject());

/** Numbers of one block that are far from each other. */
const numberOf = (index: number) => `+9945021${String(index).padStart(2, "0")}234`;

/** Starts, and has the message sent. Returns the refusal, if there is one. */
async function ask(phone: string, answers = false) {
  const started = await start(ctx, { identifier: { phone } });
  if (!started.ok) return started.refusal;
  const { verification } = started.value;
  await markSent(verification.id);
  if (answers) await checkCode(ctx, { verificationId: verification.id, code: codeOf(verification) });
  return null;
}

async function askMany(count: number, answers = false, first = 0): Promise<void> {
  for (let index = first; index < first + count; index++)
    expect(await ask(numberOf(index), answers)).toBeNull();
}

/** Lets the people who got messages have had ten minutes to enter their codes. */
async function passTenMinutes(): Promise<void> {
  await db().execute(sql`update deliveries set created_at = created_at - interval '10 minutes'`);
}

/** Ends all pauses so many minutes ago, at the beginning of five minutes. */
async function endPauses(minutes: number): Promise<void> {
  await db().execute(sql`
    update phone_prefixes set paused_at = paused_at - interval '1 hour', paused_until = date_bin('5 minutes', now(), 'epoch') - make_interval(mins => ${minutes})
    where project_id = ${ctx.project.id} and paused_until is not null`);
}

async function eventTypes(): Promise<string[]> {
  const events = await listEvents(ctx.project.id, { limit: 100 });
  return events.map(({ type }) => type).filter((type) => type.startsWith("protection.prefix"));
}

const paused = { code: "send_blocked", rule: "prefix_paused" };

describe("conversion", () => {
  it("pauses a block whose codes nobody enters, sends probes afterwards, and reopens when they are answered", async () => {
    await askMany(22);
    await passTenMinutes();
    await watchPrefixes("hour");
    expect(await ask(numberOf(23))).toMatchObject(paused);
    // Another block of the country is not concerned.
    expect(await ask("+994702345678")).toBeNull();
    expect(await listPrefixes(ctx.project.id, { isPaused: true, limit: 10 })).toMatchObject([
      { prefix: "+994502", country: "AZ", pauseReason: "conversion", daySent: 22, dayVerified: 0 },
    ]);

    await endPauses(0);
    await watchPrefixes("hour");
    await askMany(3, true, 30);
    expect(await ask(numberOf(33))).toMatchObject(paused);
    await passTenMinutes();
    await endPauses(15);
    await watchPrefixes("hour");
    expect(await ask(numberOf(34))).toBeNull();
    expect(await eventTypes()).toEqual(["protection.prefix_reopened", "protection.prefix_paused"]);
  });

  it("pauses nothing that people answer", async () => {
    await askMany(25, true);
    await passTenMinutes();
    await watchPrefixes("day");
    expect(await eventTypes()).toEqual([]);
  });

  it("pauses unfamiliar blocks together, if each has too few messages to be judged", async () => {
    const blocks = ["+994502", "+994512", "+994552", "+994702", "+994772"];
    for (let index = 0; index < 25; index++)
      expect(await ask(`${blocks[index % 5]}${10 + index}2345`)).toBeNull();
    await passTenMinutes();
    await watchPrefixes("hour");
    expect(await ask("+994992345678")).toMatchObject({ rule: "country_paused" });
  });
});

it("a pause of all that is unfamiliar lets one unanswered message pass to each country that had none", async () => {
  const countries = ["+99450212", "+99655512", "+99293512", "+99890112", "+37525512"];
  for (let index = 0; index < 25; index++)
    expect(await ask(`${countries[index % 5]}${String(index).padStart(2, "0")}34`)).toBeNull();
  await passTenMinutes();
  await watchPrefixes("hour");
  expect(await ask("+994502129999")).toMatchObject({ rule: "prefix_paused" });
  expect(await ask("+351912345678")).toBeNull();
  await watchPrefixes("hour");
  expect(await ask("+351932345678")).toMatchObject({ rule: "prefix_paused" });
});

describe("velocity", () => {
  it("lets thirty messages an hour go to a new block, exactly, and more after people have answered", async () => {
    const asked = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(numberOf(index), true)));
    const refused = asked.filter((refusal) => refusal !== null);
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ code: "send_blocked", rule: "prefix_velocity" });

    await watchPrefixes("day");
    expect(await ask(numberOf(50))).toBeNull();
  });

  it("only records what it would have refused, if the project wants reports", async () => {
    await useProject({ reportOnly: ["prefix_velocity"] });
    await askMany(31);
    const events = await listEvents(ctx.project.id, { type: "protection.objected", limit: 10 });
    expect(events.map(({ data }) => data)).toMatchObject([{ rule: "prefix_velocity", outcome: "reported" }]);
  });
});

describe("sequences", () => {
  it("refuses numbers close to many others that nobody verified", async () => {
    for (let index = 0; index < 8; index++) expect(await ask(`+9945023456${10 + index}`)).toBeNull();
    await watchPrefixes("hour");
    expect(await ask("+994502345699")).toMatchObject({ rule: "sequential_numbers" });
    expect(await ask("+994502355699")).toBeNull();
  });
});

describe("by hand", () => {
  it("pauses a country until it is reopened", async () => {
    expect(await pausePrefix(ctx, "AZ")).toMatchObject({ ok: true, value: { pauseReason: "manual" } });
    expect(await ask(numberOf(0))).toMatchObject({ rule: "country_paused", retryAfterSeconds: null });
    expect(await pausePrefix(ctx, "AZ")).toMatchObject({ refusal: { code: "prefix_already_paused" } });
    expect(await reopenPrefix(ctx, "AZ")).toMatchObject({ ok: true });
    expect(await ask(numberOf(0))).toBeNull();
    expect(await reopenPrefix(ctx, "AZ")).toMatchObject({ refusal: { code: "prefix_not_paused" } });
    expect(await pausePrefix(ctx, "Azerbaijan")).toMatchObject({ refusal: { code: "prefix_invalid" } });
  });

  it("refuses nobody on the safe list", async () => {
    await useProject({ safeList: ["+99450"] });
    await pausePrefix(ctx, "AZ");
    expect(await ask(numberOf(0))).toBeNull();
    expect(await ask("+994702345678")).toMatchObject({ rule: "country_paused" });
  });
});
