import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access";
import { insertOperator, setRole } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import {
  createProvider,
  listProviders,
  startWorker,
  testMessageTemplate,
  testProvider,
  type Worker,
  wakeWorker,
} from "@/lib/delivery";
import { type MailServer, startMailServer } from "@/lib/delivery/providers/testing";
import { listEvents } from "@/lib/events";
import { log } from "@/lib/log";
import { insertProject, type ProtectionSettings, protectionSettings } from "@/lib/projects";
import { pausePrefix, spendingOf } from "@/lib/protection";
import { admitFallback, admitTest, openChallenges, resend, start } from ".";
import { type Carrier, startCarrier, untilOutcomes, wait } from "./sends/testing";
import { aContext, age, ageBudgets, aProject, started } from "./testing";

useTestDatabase();

let carrier: Carrier;
let worker: Worker;
beforeEach(async () => {
  carrier = await startCarrier();
  worker = startWorker({ openChallenges, admitFallback, log });
});
afterEach(async () => {
  await worker.stop();
  carrier.close();
});

const prices = { DE: { sms: 0.1, voice: 0.25 } };
const fallbacks = [{ channel: "voice" as const, afterSeconds: 30 }];

/** A project whose phone messages cost money. */
async function aPayingProject(
  { paid = true, ...settings }: Partial<ProtectionSettings> & { paid?: boolean } = {},
  sms = {},
): Promise<Ctx> {
  const protection = protectionSettings.parse({ prices, ...settings });
  const policies = { confirm: { sms: { cooldownSeconds: 0, ...sms } } };
  const ctx = aContext(await aProject({ protection, policies }));
  const config = { endpoint: carrier.endpoint, paid };
  const channels = ["sms" as const, "voice" as const];
  const created = await createProvider(ctx, { kind: "http", channels, config, countries: null });
  expect(created.ok).toBe(true);
  return ctx;
}

const number = (i: number) => `+4915112345${String(i).padStart(3, "0")}`;
const send = (ctx: Ctx, i = 0) => start(ctx, { identifier: { phone: number(i) } });
const sentBy = () => carrier.carried.map(({ channel }) => channel);

describe("the spend cap", () => {
  it("is exact under parallel starts, and says why it refuses", async () => {
    const ctx = await aPayingProject({ spendPerDay: 1, mode: "report" });
    const results = await Promise.all(Array.from({ length: 20 }, (_, i) => send(ctx, i)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(10);
    for (const result of results.filter(({ ok }) => !ok))
      expect(result).toMatchObject({ refusal: { code: "send_blocked", rule: "spend_cap" } });
    expect(await spendingOf(ctx.project)).toEqual({ spent: 1, cap: 1 });
    const [objection] = await listEvents(ctx.project.id, { type: "protection.objected", limit: 1 });
    expect(objection!.data).toMatchObject({
      rule: "spend_cap",
      numbers: { price: 0.1, cap: 1 },
      outcome: "refused",
    });
    await ageBudgets(ctx.project.id, 25 * 3600);
    expect((await send(ctx, 20)).ok).toBe(true);
  });

  it("counts resends, each by its channel, and nothing on a free channel", async () => {
    const ctx = await aPayingProject({ spendPerDay: 1 });
    const v = await started(ctx, { identifier: { phone: number(0) } });
    await age(v.id, 60);
    expect((await resend(ctx, { verificationId: v.id, channel: "voice" })).ok).toBe(true);
    await started(ctx, { identifier: { email: "jane@example.com" } });
    expect(await spendingOf(ctx.project)).toEqual({ spent: 0.35, cap: 1 });

    const free = await aPayingProject({ paid: false, spendPerDay: 1 });
    expect((await send(free)).ok).toBe(true);
    expect(await spendingOf(free.project)).toEqual({ spent: 0, cap: 1 });
  });

  it("counts a fallback when it is sent, and does not send one beyond it", async () => {
    const ctx = await aPayingProject({ spendPerDay: 0.45 }, { fallbacks });
    const [first, second] = [
      await started(ctx, { identifier: { phone: number(0) } }),
      await started(ctx, { identifier: { phone: number(1) } }),
    ];
    expect(await spendingOf(ctx.project)).toMatchObject({ spent: 0.2 });
    for (const v of [first, second]) await untilOutcomes(v, { sms: "accepted" });
    await wait(first, 30);
    wakeWorker();
    await untilOutcomes(first, { voice: "accepted" });
    expect(await spendingOf(ctx.project)).toMatchObject({ spent: 0.45 });
    await wait(second, 30);
    wakeWorker();
    await untilOutcomes(second, { voice: "skipped: spend_cap" });
    expect(sentBy()).toEqual(["sms", "sms", "voice"]);
    expect(await listEvents(ctx.project.id, { type: "protection.objected", limit: 9 })).toMatchObject([
      { data: { rule: "spend_cap", outcome: "refused" } },
    ]);
  });

  it("does not send a fallback to a prefix that was paused in the meantime", async () => {
    const ctx = await aPayingProject({}, { fallbacks });
    const v = await started(ctx, { identifier: { phone: number(0) } });
    await untilOutcomes(v, { sms: "accepted" });
    expect(await pausePrefix(ctx, "DE")).toMatchObject({ ok: true });
    await wait(v, 30);
    wakeWorker();
    await untilOutcomes(v, { voice: "skipped: blocked" });
    expect(sentBy()).toEqual(["sms"]);
    expect(await listEvents(ctx.project.id, { type: "protection.objected", limit: 9 })).toMatchObject([
      { data: { rule: "country_paused", outcome: "refused" } },
    ]);
  });

  it("counts the tests of providers and message templates", async () => {
    const ctx = await aPayingProject({ spendPerDay: 0.25 });
    const provider = (await listProviders(ctx.project.id)).find(({ isPaid }) => isPaid);
    const test = () => testProvider(ctx, provider!.id, { to: number(0) }, admitTest);
    expect(await test()).toMatchObject({ ok: true, value: { outcome: "accepted" } });
    const name = { purpose: "confirm", locale: "en" } as const;
    expect(await testMessageTemplate(ctx, name, { to: number(0) }, admitTest)).toMatchObject({ ok: true });
    expect(await spendingOf(ctx.project)).toEqual({ spent: 0.2, cap: 0.25 });
    expect(await test()).toMatchObject({ refusal: { code: "send_blocked", rule: "spend_cap" } });
    expect(sentBy()).toEqual(["sms", "sms"]);
  });

  it("fails closed: if it cannot be read, nothing is sent", async () => {
    const ctx = await aPayingProject({ spendPerDay: 1 });
    await db().execute(sql`alter table budgets add constraint no_volumes check (kind <> 'volume') not valid`);
    try {
      await expect(send(ctx)).rejects.toThrow();
    } finally {
      await db().execute(sql`alter table budgets drop constraint no_volumes`);
    }
    expect(await db().execute(sql`select from deliveries where project_id = ${ctx.project.id}`)).toHaveLength(
      0,
    );
    expect((await send(ctx, 1)).ok).toBe(true);
    // The worker is alive, so an earlier message would have been sent before this one.
    await expect.poll(() => carrier.carried.map(({ to }) => to), { timeout: 20_000 }).toEqual([number(1)]);
  });
});

describe("at 80 % of the spend cap", () => {
  let mail: MailServer;
  beforeEach(async () => {
    mail = await startMailServer();
  });
  afterEach(() => mail.close());

  it("the owners are told, once a day", async () => {
    await db().execute(sql`delete from projects`);
    const ctx = await aPayingProject({ spendPerDay: 1 });
    await insertProject("Console", { kind: "reserved" });
    const config = { host: "127.0.0.1", port: mail.port, security: "none", from: "no-reply@acme.example" };
    await createProvider(ctx, { kind: "smtp", config });
    for (const role of ["owner", "admin"] as const) {
      const operator = await insertOperator(`${role}.${ctx.project.id}@example.com`, "");
      await setRole(operator.id, ctx.project.id, role);
    }
    const events = () => listEvents(ctx.project.id, { type: "protection.spending_warned", limit: 9 });
    for (let i = 0; i < 7; i++) await send(ctx, i);
    expect(await events()).toHaveLength(0);
    for (let i = 7; i < 12; i++) await send(ctx, i);
    await expect.poll(() => mail.mails.length, { timeout: 20_000 }).toBe(1);
    expect(await events()).toMatchObject([{ actor: "system", data: { spent: 0.8, cap: 1 } }]);
    expect(JSON.stringify(mail.mails[0]!.to)).toContain("owner.");
    expect(mail.mails[0]!.text).toContain("$0.80");
  });
});

describe("numbers that cost much", () => {
  const identifier = { phone: "+18005550199" };

  it("get no codes, and people on public pages are told, too", async () => {
    const ctx = await aPayingProject();
    const refusal = { code: "send_blocked", rule: "number_type" };
    expect(await start(ctx, { identifier })).toMatchObject({ refusal });
    const page = { ...ctx, caller: { kind: "page", nonce: "n1" } as const };
    expect(await start(page, { identifier })).toMatchObject({ refusal });
    expect(await listEvents(ctx.project.id, { type: "protection.objected", limit: 9 })).toMatchObject([
      { data: { rule: "number_type", key: "toll_free", outcome: "refused" } },
      { data: { outcome: "refused" } },
    ]);
  });

  it("get them if the project allows their type", async () => {
    const ctx = await aPayingProject({ allowedNumberTypes: ["toll_free"] });
    expect(await start(ctx, { identifier })).toMatchObject({ ok: true });
  });
});
