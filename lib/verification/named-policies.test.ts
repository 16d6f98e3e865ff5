import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { budgets, deliveries, identifiers } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId, newNumber } from "@/lib/id";
import type { NamedPolicy, Policy } from "@/lib/projects";
import { secondsUntil } from "@/lib/time";
import { challengeOf, checkCode, checkCodeByKey, peekLink, type Start, setIdentifier, start } from ".";
import { codeOf, linkTokenOf } from "./secret";
import { aContext, age, aProject, started, wrongCode } from "./testing";

useTestDatabase();

const jane = { email: "jane@example.com" };

function policy(differences: Partial<Policy> = {}): NamedPolicy {
  return {
    name: "vendor.otp",
    differences: { sendLimits: [], cooldownSeconds: 0, replaySeconds: 0, ...differences },
  };
}

async function aUser(
  projectId: string,
  emails: { value: string; primary?: boolean; verified?: boolean }[] = [],
) {
  const id = newId();
  await db().execute(
    sql`insert into users (id, number, project_id) values (${id}, ${newNumber().toString()}, ${projectId})`,
  );
  for (const { value, primary = false, verified = false } of emails) {
    await db()
      .insert(identifiers)
      .values({
        id: newId(),
        number: newNumber(),
        projectId,
        userId: id,
        type: "email",
        value,
        normalized: value,
        isPrimary: primary,
        verifiedAt: verified ? new Date() : null,
        evidence: verified ? "asserted" : null,
      });
  }
  return id;
}

/** "jane@example.com primary verified" for each address of a user. */
async function addressesOf(userId: string): Promise<string[]> {
  const rows = await db().select().from(identifiers).where(sql`user_id = ${userId}`);
  return rows
    .map((row) =>
      [row.value, row.isPrimary && "primary", row.verifiedAt && "verified"].filter(Boolean).join(" "),
    )
    .sort();
}

async function proves(ctx: Ctx, input: Start, updatePrimary?: boolean) {
  const v = await started(ctx, input);
  return checkCode(ctx, { verificationId: v.id, code: codeOf(v), updatePrimary });
}

describe("answering by key", () => {
  const by = { policy: policy(), identifier: jane, client: "client a" };

  it("checks the newest verification of that policy, identifier, user and client", async () => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx.project.id);
    const input = { identifier: jane, policy: policy(), client: "client a", userId };
    const first = await started(ctx, input);
    const second = await started(ctx, input);
    const others = [
      { ...by },
      { ...by, userId, client: "client b" },
      { ...by, userId, policy: { ...policy(), name: "vendor.link" } },
    ];
    for (const other of others) {
      const checked = await checkCodeByKey(ctx, { ...other, code: codeOf(second) });
      expect(checked).toMatchObject({ refusal: { code: "verification_not_found" } });
    }
    const old = await checkCodeByKey(ctx, { ...by, userId, code: codeOf(first) });
    expect(old).toMatchObject({ refusal: { code: "code_mismatch", attemptsLeft: 4 } });
    const right = await checkCodeByKey(ctx, { ...by, userId, code: codeOf(second) });
    expect(right).toMatchObject({ ok: true, value: { id: second.id } });
    const again = await checkCodeByKey(ctx, { ...by, userId, code: codeOf(second) });
    expect(again).toMatchObject({ refusal: { code: "already_verified" } });
  });

  it("tells whether an expired code matched", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, {
      identifier: jane,
      policy: policy({ lifetimeSeconds: 300 }),
      client: "client a",
    });
    await age(v.id, 301);
    const right = await checkCodeByKey(ctx, { ...by, code: codeOf(v) });
    expect(right).toMatchObject({ refusal: { code: "verification_expired", matched: true } });
    const wrong = await checkCodeByKey(ctx, { ...by, code: wrongCode(codeOf(v)) });
    expect(wrong).toMatchObject({ refusal: { code: "verification_expired", matched: false } });
  });
});

describe("a budget that locks", () => {
  const locking = policy({
    maxAttempts: 10,
    guessBudgets: [{ by: "user", wrong: 3, windowSeconds: 900, lockSeconds: 900 }],
  });

  it("refuses the user's codes and sends after the last wrong code, and is empty again after the lock", async () => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx.project.id);
    const input = { identifier: jane, policy: locking, userId };
    const v = await started(ctx, input);
    const answer = (code: string) => checkCode(ctx, { verificationId: v.id, code });
    for (let i = 0; i < 3; i++) {
      expect(await answer(wrongCode(codeOf(v)))).toMatchObject({ refusal: { code: "code_mismatch" } });
    }
    const locked = await answer(codeOf(v));
    expect(locked).toMatchObject({ refusal: { code: "guess_budget_exhausted" } });
    if (!locked.ok && locked.refusal.code === "guess_budget_exhausted") {
      const seconds = (locked.refusal.retryAt.getTime() - locked.refusal.now.getTime()) / 1000;
      expect(seconds).toBeGreaterThan(890);
      expect(seconds).toBeLessThanOrEqual(900);
    }
    expect(await start(ctx, input)).toMatchObject({ refusal: { code: "guess_budget_exhausted" } });
    const elsewhere = { identifier: { email: "other@example.com" }, policy: locking, userId };
    expect(await start(ctx, elsewhere)).toMatchObject({ refusal: { code: "guess_budget_exhausted" } });
    expect((await start(ctx, { ...input, userId: await aUser(ctx.project.id) })).ok).toBe(true);

    await db()
      .update(budgets)
      .set({ fullUntil: sql`now()` })
      .where(sql`kind = 'guess' and key = ${`user:${userId}`}`);
    for (let i = 0; i < 2; i++) {
      expect(await answer(wrongCode(codeOf(v)))).toMatchObject({ refusal: { code: "code_mismatch" } });
    }
    expect(await answer(codeOf(v))).toMatchObject({ ok: true });
  });

  it("compares three of 60 parallel wrong codes", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, {
      identifier: jane,
      policy: { ...locking, differences: { ...locking.differences, maxAttempts: 100 } },
      userId: await aUser(ctx.project.id),
    });
    const wrong = wrongCode(codeOf(v));
    const results = await Promise.all(
      Array.from({ length: 60 }, () => checkCode(ctx, { verificationId: v.id, code: wrong })),
    );
    const weighed = results.filter((r) => !r.ok && r.refusal.code === "code_mismatch");
    expect(weighed).toHaveLength(3);
  });
});

describe("binding", () => {
  const p = "p@example.com";
  const q = "q@example.com";
  it.each<[string, Parameters<typeof aUser>[1], Partial<Policy>, boolean, string[]]>([
    ["the first one becomes primary", [], {}, false, [`${q} primary verified`]],
    [
      "a verified primary stays",
      [{ value: p, primary: true, verified: true }],
      {},
      false,
      [`${p} primary verified`, `${q} verified`],
    ],
    [
      "a verified primary is replaced if requested",
      [{ value: p, primary: true, verified: true }],
      {},
      true,
      [`${p} verified`, `${q} primary verified`],
    ],
    [
      "an unverified primary stays by default",
      [{ value: p, primary: true }],
      {},
      false,
      [`${p} primary`, `${q} verified`],
    ],
    [
      "an unverified primary is replaced if the policy says so",
      [{ value: p, primary: true }],
      { takesPrimary: "whenNoneVerified" },
      false,
      [p, `${q} primary verified`],
    ],
    [
      "a secondary is promoted if requested",
      [{ value: p, primary: true, verified: true }, { value: q }],
      {},
      true,
      [`${p} verified`, `${q} primary verified`],
    ],
    [
      "the primary itself is verified in place",
      [{ value: q, primary: true }],
      { takesPrimary: "whenNoneVerified" },
      false,
      [`${q} primary verified`],
    ],
    [
      "only what exists is confirmed",
      [{ value: p, primary: true }],
      { bind: "existing" },
      false,
      [`${p} primary`],
    ],
    ["what exists is confirmed", [{ value: q }], { bind: "existing" }, false, [`${q} verified`]],
    ["nothing is touched", [{ value: q }], { bind: "never" }, true, [q]],
  ])("%s", async (_, before, differences, updatePrimary, after) => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx.project.id, before);
    const input = { identifier: { email: q }, policy: policy(differences), userId };
    expect(await proves(ctx, input, updatePrimary)).toMatchObject({ ok: true });
    expect(await addressesOf(userId)).toEqual(after.sort());
    const userB = await aUser(
      ctx.project.id,
      before?.filter(({ verified }) => !verified),
    );
    const asked = await start(ctx, { ...input, userId: userB, updatePrimary });
    const isTaken = after.includes(`${q} primary verified`) || after.includes(`${q} verified`);
    expect(asked.ok).toBe(!isTaken);
  });

  it("refuses the start for an identifier the user has verified, if the policy says so", async () => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx.project.id, [{ value: "jane@example.com", verified: true }]);
    const early = await start(ctx, { identifier: jane, userId, policy: policy({ whenTaken: "early" }) });
    expect(early).toMatchObject({ refusal: { code: "identifier_taken" } });
    expect((await start(ctx, { identifier: jane, userId, policy: policy() })).ok).toBe(true);
  });

  it("10 parallel proofs that all request primary leave one", async () => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx.project.id, [{ value: p, primary: true, verified: true }]);
    const inputs = Array.from({ length: 10 }, (_, i) => ({
      identifier: { email: `n${i}@example.com` },
      policy: policy(),
      userId,
    }));
    const results = await Promise.all(inputs.map((input) => proves(ctx, input, true)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    const primaries = (await addressesOf(userId)).filter((line) => line.includes("primary"));
    expect(primaries).toHaveLength(1);
  });
});

describe("an identifier that the user has verified in the meantime", () => {
  it.each([
    ["atBinding", { ok: true }],
    ["early", { ok: true }],
    ["always", { refusal: { code: "identifier_taken" } }],
  ] as const)("under %s", async (whenTaken, expected) => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx.project.id);
    const separate = policy({ whenTaken, again: "separate" });
    const [first, second] = [
      await started(ctx, { identifier: jane, userId, policy: separate }),
      await started(ctx, { identifier: jane, userId, policy: separate }),
    ];
    expect(await checkCode(ctx, { verificationId: first.id, code: codeOf(first) })).toMatchObject({
      ok: true,
    });
    const late = await checkCode(ctx, { verificationId: second.id, code: codeOf(second) });
    expect(late).toMatchObject(expected);
  });
});

describe("what the message offers", () => {
  it("only a code: the link, which was never sent, is invalid", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, { identifier: jane, policy: policy({ offers: "code" }) });
    expect(challengeOf(v, v.now)).toMatchObject({ code: codeOf(v), linkUrl: null, linkToken: null });
    expect(await peekLink(linkTokenOf(v))).toMatchObject({ refusal: { code: "link_invalid" } });
  });

  it("only a link, in the caller's format: the code, which was never sent, does not match", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, {
      identifier: jane,
      policy: policy({ offers: "link" }),
      linkTemplate: "https://app.example.com/in?flow={id}&token={token}",
    });
    const { code, linkUrl } = challengeOf(v, v.now);
    expect(code).toBeNull();
    expect(linkUrl).toBe(`https://app.example.com/in?flow=${v.id}&token=${linkTokenOf(v)}`);
    const checked = await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    expect(checked).toMatchObject({ refusal: { code: "code_mismatch" } });
    expect(await peekLink(linkTokenOf(v))).toMatchObject({ ok: true });
  });
});

describe("answering by id", () => {
  it("a verification of another policy than expected is not found, and costs no attempt", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, { identifier: jane, policy: policy() });
    const check = (policyName: string) =>
      checkCode(ctx, { verificationId: v.id, code: codeOf(v), expect: { policyName } });
    expect(await check("vendor.other")).toEqual({ ok: false, refusal: { code: "identifier_mismatch" } });
    expect(await check("vendor.otp")).toMatchObject({ ok: true, value: { attemptCount: 1 } });
  });
});

describe("starting", () => {
  it("separately does not cancel the older one", async () => {
    const ctx = aContext(await aProject());
    const input = { identifier: jane, policy: policy({ again: "separate" }) };
    const [first, second] = [await started(ctx, input), await started(ctx, input)];
    for (const v of [first, second]) {
      expect(await checkCode(ctx, { verificationId: v.id, code: codeOf(v) })).toMatchObject({ ok: true });
    }
  });

  it("for a backend that delivers the message itself, nothing is put into the outbox and no provider is needed", async () => {
    const ctx = aContext(await aProject());
    await db().execute(sql`delete from providers where project_id = ${ctx.project.id}`);
    const v = await started(ctx, { identifier: jane, policy: policy({ deliver: "return" }) });
    expect(await db().select().from(deliveries).where(sql`verification_id = ${v.id}`)).toEqual([]);
    expect(await checkCode(ctx, { verificationId: v.id, code: challengeOf(v, v.now).code! })).toMatchObject({
      ok: true,
    });
  });

  it("can have a lifetime under a minute, if a dialect's policy says so", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, { identifier: jane, policy: policy({ lifetimeSeconds: 30 }) });
    expect(secondsUntil(v.expiresAt, v.now)).toBe(30);
    expect(secondsUntil(v.codeExpiresAt, v.now)).toBe(30);
  });

  it("uses a project's settings for a dialect's policy", async () => {
    const project = await aProject({ policies: { "vendor.otp": { email: { codeLength: 8 } } } });
    const v = await started(aContext(project), {
      identifier: jane,
      policy: policy({ lifetimeSeconds: 300 }),
    });
    expect(v.policy).toMatchObject({ codeLength: 8, lifetimeSeconds: 300, codeLifetimeSeconds: 300 });
  });

  it("counts sends per recipient and user, if the policy says so", async () => {
    const ctx = aContext(await aProject());
    const limited = policy({ sendLimits: [{ by: "userRecipient", max: 1, windowSeconds: 3600 }] });
    const [one, other] = [await aUser(ctx.project.id), await aUser(ctx.project.id)];
    expect((await start(ctx, { identifier: jane, policy: limited, userId: one })).ok).toBe(true);
    const again = await start(ctx, { identifier: jane, policy: limited, userId: one });
    expect(again).toMatchObject({ refusal: { code: "send_limit_reached", by: "userRecipient" } });
    expect((await start(ctx, { identifier: jane, policy: limited, userId: other })).ok).toBe(true);
  });
});

describe("what a vendor leaves to the provider", () => {
  const loose = policy({ identifiers: "asGiven", recipients: "known" });

  it("keeps a malformed identifier as text, if the policy says so", async () => {
    const ctx = aContext(await aProject());
    for (const email of ["\\", "a@b.c,d@e.f", "..."]) {
      expect(await start(ctx, { identifier: { email }, policy: policy() })).toMatchObject({ ok: false });
      const v = await started(ctx, { identifier: { email }, policy: loose });
      expect(v).toMatchObject({ identifierValue: email, isDecoy: true });
    }
    for (const email of ["", "a\0b@example.com", `${"a".repeat(321)}`]) {
      expect(await start(ctx, { identifier: { email }, policy: loose })).toMatchObject({
        refusal: { code: "email_invalid" },
      });
    }
  });

  it("can look up by the exact text, and still counts sends by recipient", async () => {
    const ctx = aContext(await aProject());
    const exact = policy({ match: "exact", sendLimits: [{ by: "recipient", max: 2, windowSeconds: 600 }] });
    const upper = await started(ctx, { identifier: { email: "Foo@X.example" }, policy: exact });
    const lower = await started(ctx, { identifier: { email: "foo@x.example" }, policy: exact });
    const third = await start(ctx, { identifier: { email: "FOO@x.example" }, policy: exact });
    expect(third).toMatchObject({ refusal: { code: "send_limit_reached" } });
    const check = (email: string, code: string) =>
      checkCodeByKey(ctx, { identifier: { email }, policy: exact, code });
    expect(await check("FOO@x.example", codeOf(lower))).toMatchObject({
      refusal: { code: "verification_not_found" },
    });
    expect(await check("Foo@X.example", codeOf(upper))).toMatchObject({ ok: true });
    expect(await check("foo@x.example", codeOf(lower))).toMatchObject({ ok: true });
  });

  it("starts without a provider if the policy allows it, and sends nothing", async () => {
    const ctx = aContext(await aProject());
    await db().execute(sql`delete from providers where project_id = ${ctx.project.id}`);
    expect(await start(ctx, { identifier: jane, policy: policy() })).toMatchObject({
      refusal: { code: "channel_not_configured" },
    });
    const recorded = await start(ctx, { identifier: jane, policy: policy({ whenNoProvider: "record" }) });
    expect(recorded).toMatchObject({ ok: true, value: { hasProvider: false } });
    expect(await db().select().from(deliveries).where(sql`project_id = ${ctx.project.id}`)).toEqual([]);
  });

  it("has no maximum of sends, and each link is valid as long as its channel allows", async () => {
    const ctx = aContext(await aProject());
    const flow = policy({
      lifetimeSeconds: 3600,
      codeLifetimeSeconds: 3600,
      maxSends: null,
      resend: "rotate",
      offers: "link",
      earlierTokens: "live",
    });
    const begun = await start(ctx, { policy: flow });
    if (!begun.ok) throw new Error(begun.refusal.code);
    const { id } = begun.value.verification;
    const tokens: string[] = [];
    for (const identifier of [jane, jane, { phone: "+4915112345678" }, jane]) {
      const set = await setIdentifier(ctx, { verificationId: id, identifier, policy: flow });
      if (!set.ok) throw new Error(set.refusal.code);
      const v = set.value.verification;
      tokens.push(linkTokenOf(v));
      const lives = (v.codeExpiresAt.getTime() - v.now.getTime()) / 1000;
      expect(lives).toBeGreaterThan(v.channel === "sms" ? 590 : 3590);
      expect(lives).toBeLessThanOrEqual(v.channel === "sms" ? 600 : 3600);
    }
    const seen = await Promise.all(tokens.map(async (token) => (await peekLink(token)).ok));
    expect(seen).toEqual([true, true, false, true]);
  });
});
