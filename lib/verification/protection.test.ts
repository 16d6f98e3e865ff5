import { describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import type { ProtectionSettings } from "@/lib/projects";
import { protectionSettings } from "@/lib/projects";
import { flushGuesses } from "@/lib/protection";
import { checkCode, resend, setIdentifier, start } from ".";
import { codeOf } from "./secret";
import { aContext, age, ageBudgets, aProject, started, wrongCode } from "./testing";

useTestDatabase();

const protecting = async (settings: Partial<ProtectionSettings>) =>
  aContext(await aProject({ protection: protectionSettings.parse(settings) }));
const page = { caller: { kind: "page", nonce: "n1" } } as const;
const parallel = <T>(count: number, run: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => run(i)));
const objections = async (projectId: string) =>
  (await listEvents(projectId, { type: "protection.objected", limit: 100 })).map(({ data }) => data);

describe("limits of protection", () => {
  it("count the spellings of one mailbox together", async () => {
    const ctx = await protecting({ limits: [{ by: "family", max: 3, windowSeconds: 3600 }] });
    const spellings = ["j.ane", "ja.ne", "jane+1", "jane+2", "j.a.n.e"].map((local) => `${local}@gmail.com`);
    const results = await parallel(spellings.length, (i) =>
      start(ctx, { identifier: { email: spellings[i]! } }),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    // A parallel refusal can name another limit, because none was full when they were read.
    expect(await start(ctx, { identifier: { email: "jane@gmail.com" } })).toMatchObject({
      refusal: { code: "send_limit_reached", by: "family", max: 3 },
    });
  });

  it("count addresses by /64, networks by /48, and devices", async () => {
    const ctx = await protecting({
      limits: [
        { by: "address", max: 2, windowSeconds: 3600 },
        { by: "network", max: 4, windowSeconds: 3600 },
        { by: "device", max: 1, windowSeconds: 3600 },
      ],
    });
    let n = 0;
    const from = async (ip: string, deviceId: string | null = null) => {
      const endUser = { ip, userAgent: null, deviceId };
      const result = await start({ ...ctx, endUser }, { identifier: { email: `a${n++}@example.com` } });
      return result.ok ? "sent" : result.refusal.code === "send_limit_reached" && result.refusal.by;
    };
    expect(await from("2001:db8:1:1::1")).toBe("sent");
    expect(await from("2001:db8:1:1::2")).toBe("sent");
    expect(await from("2001:db8:1:1::3")).toBe("address");
    expect(await from("2001:db8:1:2::1")).toBe("sent");
    expect(await from("2001:db8:1:3::1")).toBe("sent");
    expect(await from("2001:db8:1:4::1")).toBe("network");
    expect(await from("203.0.113.7", "phone-1")).toBe("sent");
    expect(await from("198.51.100.7", "phone-1")).toBe("device");
  });

  it("a subject's windows share one row: a shorter one forgets nothing that a longer one counts", async () => {
    const ctx = await protecting({
      limits: [
        { by: "recipient", max: 2, windowSeconds: 60 },
        { by: "recipient", max: 3, windowSeconds: 3600 },
      ],
    });
    const identifier = { email: "jane@example.com" };
    const send = async () => (await start(ctx, { identifier })).ok;
    expect([await send(), await send(), await send()]).toEqual([true, true, false]);
    await ageBudgets(ctx.project.id, 120);
    expect([await send(), await send()]).toEqual([true, false]);
    await ageBudgets(ctx.project.id, 3600);
    expect(await send()).toBe(true);
  });
});

describe("a limit that refuses", () => {
  const reached = async (ctx: Ctx) =>
    (await listEvents(ctx.project.id, { type: "protection.limit_reached", limit: 100 })).map(
      ({ data }) => data,
    );

  it("is recorded once in its window, without the whole address", async () => {
    const ctx = await protecting({
      limits: [
        { by: "recipient", max: 1, windowSeconds: 3600 },
        { by: "network", max: 3, windowSeconds: 3600 },
      ],
    });
    const endUser = { ip: "198.51.100.7", userAgent: null, deviceId: null };
    const send = (email: string) => start({ ...ctx, endUser }, { identifier: { email } });
    for (let i = 0; i < 5; i++) await send("jane@example.com");
    for (const name of ["joe", "jim", "jill", "jack"]) await send(`${name}@example.com`);
    await expect.poll(() => reached(ctx)).toHaveLength(2);
    expect(await reached(ctx)).toEqual(
      expect.arrayContaining([
        { by: "recipient", key: "j•••@example.com", max: 1, windowSeconds: 3600, dialect: ctx.dialect },
        { by: "network", key: "198.51.100.0/24", max: 3, windowSeconds: 3600, dialect: ctx.dialect },
      ]),
    );
  });

  it("can be the caller's own, by any key", async () => {
    const ctx = await protecting({});
    const limits = [{ key: "tenant-42", max: 1, windowSeconds: 3600 }];
    const send = (email: string, own = limits) => start(ctx, { identifier: { email }, limits: own });
    expect(await send("jane@example.com")).toMatchObject({ ok: true });
    expect(await send("joe@example.com")).toMatchObject({
      refusal: { code: "send_limit_reached", by: "caller", key: "tenant-42", max: 1 },
    });
    expect(await send("joe@example.com", [{ ...limits[0]!, key: "tenant-43" }])).toMatchObject({ ok: true });
    await expect.poll(() => reached(ctx)).toMatchObject([{ by: "caller", key: "tena•••" }]);
  });
});

describe("volumes", () => {
  const volumeLimits = [{ channel: "email" as const, max: 5, windowSeconds: 3600 }];

  it("grant exactly their maximum to parallel starts, and say why they refuse", async () => {
    const ctx = await protecting({ volumeLimits });
    const results = await parallel(20, (i) => start(ctx, { identifier: { email: `a${i}@example.com` } }));
    expect(results.filter(({ ok }) => ok)).toHaveLength(5);
    for (const result of results.filter(({ ok }) => !ok))
      expect(result).toMatchObject({ refusal: { code: "send_blocked", rule: "volume_limit" } });
    const recorded = await objections(ctx.project.id);
    expect(recorded).toHaveLength(15);
    expect(recorded[0]).toMatchObject({
      rule: "volume_limit",
      key: "email/3600",
      numbers: { max: 5, windowSeconds: 3600 },
      outcome: "refused",
      recipient: "a•••@example.com",
    });
  });

  it("have room again once their window has moved, step by step", async () => {
    const ctx = await protecting({ volumeLimits: [{ channel: null, max: 2, windowSeconds: 3600 }] });
    let n = 0;
    const send = async () => (await start(ctx, { identifier: { email: `b${n++}@example.com` } })).ok;
    expect([await send(), await send(), await send()]).toEqual([true, true, false]);
    await ageBudgets(ctx.project.id, 3000);
    expect(await send()).toBe(false);
    await ageBudgets(ctx.project.id, 660);
    expect([await send(), await send(), await send()]).toEqual([true, true, false]);
  });

  it("also count resends", async () => {
    const ctx = await protecting({ volumeLimits: [{ channel: null, max: 1, windowSeconds: 3600 }] });
    const v = await started(ctx);
    await age(v.id, 60);
    expect(await resend(ctx, { verificationId: v.id })).toMatchObject({
      refusal: { code: "send_blocked", rule: "volume_limit" },
    });
  });

  it("on public pages, a refusal looks like a success that cannot be proven", async () => {
    const ctx = await protecting({ volumeLimits: [{ channel: null, max: 1, windowSeconds: 3600 }] });
    const real = await started({ ...ctx, ...page }, { identifier: { email: "jane@example.com" } });
    const hidden = await started({ ...ctx, ...page }, { identifier: { email: "joe@example.com" } });
    expect({ ...hidden.policy }).toEqual(real.policy);
    expect(hidden.sendCount).toBe(1);
    expect(hidden.nextSendAt).not.toBeNull();
    const [check, again] = [real, hidden].map((v) => ({ verificationId: v.id, code: codeOf(v) }));
    expect(await checkCode(ctx, again!)).toMatchObject({ refusal: { code: "code_mismatch" } });
    expect(await checkCode(ctx, check!)).toMatchObject({ ok: true });
    await expect.poll(() => objections(ctx.project.id)).toMatchObject([{ outcome: "hidden" }]);
  });

  it("hide an address entered on the portal, too", async () => {
    const ctx = await protecting({ volumeLimits: [{ channel: null, max: 1, windowSeconds: 3600 }] });
    await started(ctx, { identifier: { email: "jane@example.com" } });
    const open = await started(ctx, {});
    const set = await setIdentifier(
      { ...ctx, ...page },
      { verificationId: open.id, identifier: { email: "joe@example.com" } },
    );
    expect(set).toMatchObject({ ok: true, value: { verification: { isDecoy: true } } });
  });
});

describe("guessing over many recipients", () => {
  const guess = async (ctx: Ctx, n: number, ip: string | null = null) => {
    const v = await started(ctx, { identifier: { email: `victim${n}@example.com` } });
    const endUser = ip === null ? null : { ip, userAgent: null, deviceId: null };
    return checkCode({ ...ctx, endUser }, { verificationId: v.id, code: wrongCode(codeOf(v)) });
  };

  it("one guess at each of many accounts makes new codes longer, and is recorded once", async () => {
    const ctx = await protecting({});
    expect((await started(ctx)).policy.codeLength).toBe(6);
    for (let n = 0; n < 60; n += 10) await parallel(10, (i) => guess(ctx, n + i));
    await flushGuesses();
    const v = await started(ctx);
    expect(v.policy.codeLength).toBe(7);
    expect(codeOf(v)).toMatch(/^\d{7}$/);
    const open = await started(ctx, {});
    const set = await setIdentifier(ctx, {
      verificationId: open.id,
      identifier: { email: "joe@example.com" },
    });
    expect(set).toMatchObject({ value: { verification: { policy: { codeLength: 7 } } } });
    await guess(ctx, 60);
    await flushGuesses();
    const detected = await listEvents(ctx.project.id, { type: "protection.guessing_detected", limit: 10 });
    expect(detected.map(({ data }) => data)).toMatchObject([{ level: "elevated", correct: 0, digits: 7 }]);
  });

  it("an address that enters too many wrong codes can enter no more, not even a correct one; others can", async () => {
    const ctx = await protecting({ guessLimits: { address: 5, network: 8 } });
    const from = (ip: string) => ({ ip, userAgent: null, deviceId: null });
    for (let n = 0; n < 5; n++) await guess(ctx, n, "203.0.113.7");
    await flushGuesses();
    const v = await started(ctx);
    const right = { verificationId: v.id, code: codeOf(v) };
    expect(await checkCode({ ...ctx, endUser: from("203.0.113.7") }, right)).toMatchObject({
      refusal: { code: "guess_budget_exhausted" },
    });
    for (let n = 5; n < 8; n++) await guess(ctx, n, "203.0.113.8");
    await flushGuesses();
    expect(await checkCode({ ...ctx, endUser: from("203.0.113.99") }, right)).toMatchObject({
      refusal: { code: "guess_budget_exhausted" },
    });
    expect(await checkCode({ ...ctx, endUser: from("198.51.100.1") }, right)).toMatchObject({ ok: true });
  });
});
