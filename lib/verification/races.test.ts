import { setTimeout as wait } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { budgets, deliveries, events, idempotencyKeys, verifications } from "@/drizzle/schema";
import { db, isDistributed } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId, newNumber } from "@/lib/id";
import { cancel, checkCode, redeemLink, resend, setIdentifier, start } from ".";
import { codeOf, linkTokenOf } from "./secret";
import { aContext, age, aProject, started, wrongCode } from "./testing";

useTestDatabase();

async function aUser(projectId: string): Promise<string> {
  const id = newId();
  await db().execute(
    sql`insert into users (id, number, project_id) values (${id}, ${newNumber().toString()}, ${projectId})`,
  );
  return id;
}

async function row(id: string) {
  const [found] = await db().select().from(verifications).where(sql`id = ${id}`);
  return found!;
}

/** Waits until this many statements wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const waiting =
      "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    const [row] = await db().execute<{ waiting: number }>(
      isDistributed()
        ? sql`select sum(result::int)::int as waiting from run_command_on_workers(${waiting})`
        : sql`select (${sql.raw(waiting)})::int as waiting`,
    );
    if (row!.waiting >= count) return;
    await wait(5);
  }
}

const times = <T>(count: number, run: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => run(i)));

function tally(results: { ok: boolean; refusal?: { code: string } }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const r of results) {
    const name = r.ok ? "ok" : r.refusal!.code;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe("answering", () => {
  it("of 50 parallel correct codes by different callers, exactly one succeeds", async () => {
    const project = await aProject();
    const v = await started(aContext(project));
    const results = await times(50, (i) =>
      checkCode(aContext(project, { caller: { kind: "page", nonce: `page ${i}` } }), {
        verificationId: v.id,
        code: codeOf(v),
      }),
    );
    const counts = tally(results);
    expect(counts.ok).toBe(1);
    expect(counts.already_verified).toBe(49);
    const verified = await db()
      .select()
      .from(events)
      .where(sql`verification_id = ${v.id} and type = 'verification.verified'`);
    expect(verified).toHaveLength(1);
  });

  it("of 50 parallel correct codes by one caller without replay, exactly one succeeds", async () => {
    const ctx = aContext(await aProject());
    const policy = {
      name: "vendor.code",
      differences: { replaySeconds: 0, maxAttempts: 50, guessBudgets: [] },
    };
    const v = await started(ctx, { identifier: { email: "jane@example.com" }, policy });
    const results = await times(50, () => checkCode(ctx, { verificationId: v.id, code: codeOf(v) }));
    expect(tally(results)).toEqual({ ok: 1, already_verified: 49 });
  });

  it("correct codes beyond the maximum wait for the one that is about to succeed, and count no guess", async () => {
    const project = await aProject({ policies: { confirm: { email: { maxAttempts: 1 } } } });
    const v = await started(aContext(project));
    const check = (i: number) =>
      checkCode(aContext(project, { caller: { kind: "page", nonce: `page ${i}` } }), {
        verificationId: v.id,
        code: codeOf(v),
      });
    let results: ReturnType<typeof times<Awaited<ReturnType<typeof check>>>>;
    // While the row is locked, all five counts queue. So they all run before the winner's second statement.
    await db().transaction(async (tx) => {
      await tx.execute(
        sql`select from verifications where id = ${v.id} and project_id = ${v.projectId} for update`,
      );
      results = times(5, check);
      await untilWaiting(5);
    });
    expect(tally(await results!)).toEqual({ ok: 1, already_verified: 4 });
    const guesses = await db()
      .select()
      .from(budgets)
      .where(sql`kind = 'guess' and project_id = ${project.id}`);
    expect(guesses.flatMap(({ instants }) => instants)).toEqual([]);
  });

  it("an answer that is not made of digits costs no attempt, unless the vendor counts it", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    const check = (code: string, isEveryAnswerCounted?: boolean) =>
      checkCode(ctx, { verificationId: v.id, code, isEveryAnswerCounted });
    for (const code of ["letters", "12a456", "😀", ""])
      expect(await check(code)).toMatchObject({ refusal: { code: "code_mismatch", attemptsLeft: 5 } });
    expect(await check("letters", true)).toMatchObject({
      refusal: { code: "code_mismatch", attemptsLeft: 4 },
    });
    await times(4, () => check(wrongCode(codeOf(v))));
    expect(await check("letters")).toMatchObject({ refusal: { code: "attempts_exhausted" } });
  });

  it("digits of another script between invisible characters match", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    const arabic = codeOf(v).replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
    expect(await checkCode(ctx, { verificationId: v.id, code: `\u200b${arabic}\ufeff` })).toMatchObject({
      ok: true,
      value: { attemptCount: 1 },
    });
  });

  it("of 200 parallel wrong codes, five are compared", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    const results = await times(200, () =>
      checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) }),
    );
    expect(tally(results)).toEqual({ code_mismatch: 5, attempts_exhausted: 195 });
    const left = results.flatMap((r) =>
      !r.ok && r.refusal.code === "code_mismatch" ? [r.refusal.attemptsLeft] : [],
    );
    expect(left.sort()).toEqual([0, 1, 2, 3, 4]);
  });

  it("the correct code among 200 parallel wrong ones never succeeds after the maximum", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    await times(5, () => checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) }));
    const after = await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    expect(after).toMatchObject({ ok: false, refusal: { code: "attempts_exhausted" } });
  });

  it("the same caller's second correct code is a success, marked as a replay; another caller's is not", async () => {
    const project = await aProject();
    const ctx = aContext(project);
    const v = await started(ctx);
    const both = await times(2, () => checkCode(ctx, { verificationId: v.id, code: codeOf(v) }));
    expect(both.map((r) => r.ok && r.value.replayed).sort()).toEqual([false, true]);
    const other = aContext(project, {
      caller: { kind: "key", apiKeyId: newId(), scopes: [], allowedIps: [] },
    });
    expect(await checkCode(other, { verificationId: v.id, code: codeOf(v) })).toMatchObject({
      refusal: { code: "already_verified" },
    });
    await age(v.id, 11);
    expect(await checkCode(ctx, { verificationId: v.id, code: codeOf(v) })).toMatchObject({
      refusal: { code: "already_verified" },
    });
  });

  it("a wrong code within the replay window is refused", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    expect(await checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) })).toMatchObject({
      refusal: { code: "already_verified" },
    });
  });

  it("the database's clock decides expiry, and only the protocol learns that an expired code matched", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    await age(v.id, 600);
    expect(await checkCode(ctx, { verificationId: v.id, code: codeOf(v) })).toMatchObject({
      ok: false,
      refusal: { code: "verification_expired", matched: true, attemptsLeft: 4 },
    });
    expect((await row(v.id)).verifiedAt).toBeNull();
  });

  it("a project cannot check codes of another project's verification", async () => {
    const v = await started(aContext(await aProject()));
    const foreign = aContext(await aProject());
    expect(await checkCode(foreign, { verificationId: v.id, code: codeOf(v) })).toMatchObject({
      refusal: { code: "verification_not_found" },
    });
    expect((await row(v.id)).attemptCount).toBe(0);
  });

  it("a wrong expectation costs no attempt and verifies nothing", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    const code = codeOf(v);
    for (const expect_ of [
      { identifier: { email: "eve@example.com" } },
      { userId: newId() },
      { purpose: "authenticate" },
    ]) {
      expect(await checkCode(ctx, { verificationId: v.id, code, expect: expect_ })).toMatchObject({
        refusal: { code: "identifier_mismatch" },
      });
    }
    expect(await row(v.id)).toMatchObject({ attemptCount: 0, verifiedAt: null });
    expect(
      await checkCode(ctx, {
        verificationId: v.id,
        code,
        expect: { identifier: { email: "JANE@example.com" }, purpose: "confirm" },
      }),
    ).toMatchObject({ ok: true });
  });

  it("full-width digits, spaces and dashes are accepted", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    const code = codeOf(v);
    const wide = [...code].map((digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0)).join("");
    expect(
      await checkCode(ctx, { verificationId: v.id, code: ` ${wide.slice(0, 3)}-${wide.slice(3)} ` }),
    ).toMatchObject({ ok: true });
  });
});

describe("the recipient's guess budget", () => {
  it("holds across new verifications and resends, and refuses even the correct code", async () => {
    const ctx = aContext(
      await aProject({
        policies: { confirm: { email: { sendLimits: [], maxAttempts: 10, cooldownSeconds: 0 } } },
      }),
    );
    let wrong = 0;
    for (let round = 0; round < 2; round++) {
      const v = await started(ctx);
      for (let i = 0; i < 10; i++, wrong++) {
        expect(await checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) })).toMatchObject({
          refusal: { code: "code_mismatch" },
        });
        if (i === 4) expect(await resend(ctx, { verificationId: v.id })).toMatchObject({ ok: true });
      }
    }
    expect(wrong).toBe(20);
    const fresh = await started(ctx);
    const refused = await checkCode(ctx, { verificationId: fresh.id, code: codeOf(fresh) });
    expect(refused).toMatchObject({ refusal: { code: "guess_budget_exhausted" } });
    if (refused.ok || refused.refusal.code !== "guess_budget_exhausted") throw new Error("unreachable");
    const waits = (refused.refusal.retryAt.getTime() - refused.refusal.now.getTime()) / 1000;
    expect(waits).toBeGreaterThan(23 * 3600);
    expect(waits).toBeLessThanOrEqual(24 * 3600);
  });

  it("is not exceeded by parallel guesses on many verifications", async () => {
    const project = await aProject({ policies: { confirm: { email: { sendLimits: [], maxAttempts: 10 } } } });
    const ctx = aContext(project);
    const users = await times(6, () => aUser(project.id));
    const all = await times(6, (i) =>
      started(ctx, { identifier: { email: "jane@example.com" }, userId: users[i]! }),
    );
    const results = await times(60, (i) =>
      checkCode(ctx, { verificationId: all[i % 6]!.id, code: wrongCode(codeOf(all[i % 6]!)) }),
    );
    expect(tally(results)).toEqual({ code_mismatch: 20, guess_budget_exhausted: 40 });
  });

  it("never refuses a link, and a proof by link clears it", async () => {
    const project = await aProject({
      policies: {
        confirm: {
          email: {
            sendLimits: [],
            guessBudgets: [{ by: "recipient", wrong: 3, windowSeconds: 3600, lockSeconds: null }],
          },
        },
      },
    });
    const ctx = aContext(project);
    const v = await started(ctx);
    await times(5, () => checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) }));
    expect(await redeemLink(async () => ctx, linkTokenOf(v))).toMatchObject({
      ok: true,
      value: { method: "link" },
    });
    const next = await started(ctx);
    expect(await checkCode(ctx, { verificationId: next.id, code: codeOf(next) })).toMatchObject({ ok: true });
  });

  it("does not count a correct code", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    await checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) });
    await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    const [budget] = await db()
      .select()
      .from(budgets)
      .where(sql`project_id = ${ctx.project.id} and kind = 'guess'`);
    expect(budget!.instants).toHaveLength(1);
  });
});

describe("secrets", () => {
  it("a code sent to one address never verifies the next one", async () => {
    const ctx = aContext(await aProject());
    const opened = await started(ctx, {});
    const first = await setIdentifier(ctx, {
      verificationId: opened.id,
      identifier: { email: "jane@example.com" },
    });
    if (!first.ok) throw new Error(first.refusal.code);
    const toJane = { code: codeOf(first.value.verification), link: linkTokenOf(first.value.verification) };
    const second = await setIdentifier(ctx, {
      verificationId: opened.id,
      identifier: { email: "eve@example.com" },
    });
    if (!second.ok) throw new Error(second.refusal.code);
    expect(await checkCode(ctx, { verificationId: opened.id, code: toJane.code })).toMatchObject({
      refusal: { code: "code_mismatch" },
    });
    expect(await redeemLink(async () => ctx, toJane.link)).toMatchObject({
      refusal: { code: "link_invalid" },
    });
    expect(
      await checkCode(ctx, { verificationId: opened.id, code: codeOf(second.value.verification) }),
    ).toMatchObject({ ok: true });
  });

  it("nothing matches before a send, though the code could be derived", async () => {
    const ctx = aContext(await aProject());
    const opened = await started(ctx, {});
    expect(await checkCode(ctx, { verificationId: opened.id, code: codeOf(opened) })).toMatchObject({
      refusal: { code: "code_mismatch" },
    });
    expect(await redeemLink(async () => ctx, linkTokenOf(opened))).toMatchObject({
      refusal: { code: "link_invalid" },
    });
  });

  it("nothing matches on a decoy, and its refusals look like any other's", async () => {
    const ctx = aContext(await aProject({ policies: { confirm: { email: { recipients: "known" } } } }));
    const userId = await aUser(ctx.project.id);
    await db().execute(sql`insert into identifiers (id, number, project_id, user_id, type, value, normalized)
      values (${newId()}, ${newNumber().toString()}, ${ctx.project.id}, ${userId}, 'email', 'jane@example.com', 'jane@example.com')`);
    const known = await started(ctx);
    const unknown = await started(ctx, { identifier: { email: "nobody@example.com" } });
    expect([known.isDecoy, unknown.isDecoy]).toEqual([false, true]);
    const shape = ({
      id,
      identifier,
      identifierValue,
      isDecoy,
      createdAt,
      expiresAt,
      codeExpiresAt,
      issuedAt,
      nextSendAt,
      now,
      ...rest
    }: typeof known) => rest;
    expect(shape(unknown)).toEqual(shape(known));
    expect(await checkCode(ctx, { verificationId: unknown.id, code: codeOf(unknown) })).toEqual(
      await checkCode(ctx, { verificationId: known.id, code: wrongCode(codeOf(known)) }),
    );
    expect(await redeemLink(async () => ctx, linkTokenOf(unknown))).toMatchObject({
      refusal: { code: "link_invalid" },
    });
    const outbox = await db()
      .select()
      .from(deliveries)
      .where(sql`verification_id in (${known.id}, ${unknown.id})`);
    expect(outbox).toHaveLength(2);
  });

  it("are in no table: neither codes nor tokens, nor digests of them", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    await checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) });
    await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    const dump = JSON.stringify(
      await Promise.all(
        [verifications, deliveries, events, budgets, idempotencyKeys].map((table) =>
          db().select().from(table),
        ),
      ),
      (_, value) => (typeof value === "bigint" ? value.toString() : value),
    );
    const { createHash } = await import("node:crypto");
    for (const secret of [codeOf(v), linkTokenOf(v)]) {
      expect(dump).not.toContain(secret);
      for (const algorithm of ["sha256", "sha1", "md5"]) {
        for (const encoding of ["hex", "base64", "base64url"] as const)
          expect(dump).not.toContain(createHash(algorithm).update(secret).digest(encoding));
      }
    }
  });
});

describe("sending", () => {
  it("`same`: a resend repeats code, link and expiry, and does not reset the attempts", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    await times(3, () => checkCode(ctx, { verificationId: v.id, code: wrongCode(codeOf(v)) }));
    await age(v.id, 31);
    const before = await row(v.id);
    const again = await resend(ctx, { verificationId: v.id });
    if (!again.ok) throw new Error(again.refusal.code);
    const after = again.value.verification;
    expect([codeOf(after), linkTokenOf(after)]).toEqual([codeOf(v), linkTokenOf(v)]);
    expect(after.codeExpiresAt).toEqual(before.codeExpiresAt);
    expect(after.attemptCount).toBe(3);
    expect(await checkCode(ctx, { verificationId: v.id, code: codeOf(v) })).toMatchObject({ ok: true });
  });

  it("`rotate`: a resend creates a new code and invalidates the old one", async () => {
    const ctx = aContext(await aProject({ policies: { confirm: { email: { resend: "rotate" } } } }));
    const v = await started(ctx);
    await age(v.id, 31);
    const again = await resend(ctx, { verificationId: v.id });
    if (!again.ok) throw new Error(again.refusal.code);
    expect(await checkCode(ctx, { verificationId: v.id, code: codeOf(v) })).toMatchObject({
      refusal: { code: "code_mismatch" },
    });
    expect(await redeemLink(async () => ctx, linkTokenOf(v))).toMatchObject({
      refusal: { code: "link_invalid" },
    });
    expect(
      await checkCode(ctx, { verificationId: v.id, code: codeOf(again.value.verification) }),
    ).toMatchObject({ ok: true });
  });

  it("waits 30 s, 60 s, 120 s, 240 s between five sends, then refuses", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, { identifier: { email: "jane@example.com" } });
    for (const wait of [30, 60, 120, 240]) {
      await age(v.id, wait - 5);
      const early = await resend(ctx, { verificationId: v.id });
      expect(early).toMatchObject({ refusal: { code: "resend_too_soon" } });
      await age(v.id, 5);
      await db().execute(
        sql`update verifications set expires_at = now() + interval '1 hour', code_expires_at = now() + interval '1 hour' where id = ${v.id}`,
      );
      expect(await resend(ctx, { verificationId: v.id })).toMatchObject({ ok: true });
    }
    await age(v.id, 600);
    expect(await resend(ctx, { verificationId: v.id })).toMatchObject({
      refusal: { code: "sends_exhausted", max: 5 },
    });
  });

  it("of 20 parallel resends, one sends", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    await age(v.id, 31);
    const counts = tally(await times(20, () => resend(ctx, { verificationId: v.id })));
    expect(counts).toEqual({ ok: 1, resend_too_soon: 19 });
    expect(await row(v.id)).toMatchObject({ sendCount: 2 });
  });

  it("the limit per recipient holds under 40 parallel starts, and a refused send changes nothing", async () => {
    const ctx = aContext(await aProject());
    const results = await times(40, () => start(ctx, { identifier: { email: "Jane@Example.com" } }));
    expect(tally(results)).toEqual({ ok: 10, send_limit_reached: 30 });
    const rows = await db().select().from(verifications).where(sql`project_id = ${ctx.project.id}`);
    expect(rows).toHaveLength(10);
    const refused = await start(ctx, { identifier: { email: "jane@example.com" } });
    expect(refused).toMatchObject({ refusal: { code: "send_limit_reached", by: "recipient", max: 10 } });
    expect(await db().select().from(verifications).where(sql`project_id = ${ctx.project.id}`)).toHaveLength(
      10,
    );
  });

  it("starting again cancels the older one as superseded, but not for another user or purpose", async () => {
    const ctx = aContext(await aProject());
    const first = await started(ctx);
    const otherPurpose = await started(ctx, {
      identifier: { email: "jane@example.com" },
      purpose: "authenticate",
    });
    const otherUser = await started(ctx, {
      identifier: { email: "jane@example.com" },
      userId: await aUser(ctx.project.id),
    });
    const second = await started(ctx, { identifier: { email: " JANE@EXAMPLE.COM" } });
    expect(await row(first.id)).toMatchObject({ cancelReason: "superseded" });
    for (const untouched of [otherPurpose, otherUser, second])
      expect((await row(untouched.id)).canceledAt).toBeNull();
    expect(await checkCode(ctx, { verificationId: first.id, code: codeOf(first) })).toMatchObject({
      refusal: { code: "verification_canceled" },
    });
  });

  it("parallel starts, resends and answers for one recipient never deadlock", async () => {
    const ctx = aContext(
      await aProject({
        policies: {
          confirm: {
            email: {
              cooldownSeconds: 0,
              sendLimits: [{ by: "recipient", max: 1000, windowSeconds: 60 }],
              maxSends: 20,
            },
          },
        },
      }),
    );
    const v = await started(ctx);
    await times(120, (i): Promise<unknown> => {
      if (i % 3 === 0) return start(ctx, { identifier: { email: "jane@example.com" } });
      return i % 3 === 1
        ? resend(ctx, { verificationId: v.id })
        : checkCode(ctx, { verificationId: v.id, code: "000000" });
    });
  });

  it("an address given at the start cannot be changed", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    expect(
      await setIdentifier(ctx, { verificationId: v.id, identifier: { email: "eve@example.com" } }),
    ).toMatchObject({ refusal: { code: "identifier_fixed" } });
  });
});

describe("binding", () => {
  it("adds the proven identifier to the user, with its date and verification", async () => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx.project.id);
    const v = await started(ctx, { identifier: { email: "Jane@Example.com" }, userId });
    await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    const bound = await db().execute(sql`select * from identifiers where user_id = ${userId}`);
    expect(bound).toMatchObject([
      {
        value: "Jane@example.com",
        normalized: "jane@example.com",
        is_primary: true,
        evidence: "proven",
        last_verification_id: v.id,
      },
    ]);
    expect(bound[0]!.verified_at).not.toBeNull();
  });

  it("of two users who prove one address in parallel, one gets it and the other is refused", async () => {
    const ctx = aContext(await aProject());
    const [a, b] = await times(2, () => aUser(ctx.project.id));
    const [va, vb] = await Promise.all(
      [a, b].map((userId) => started(ctx, { identifier: { email: "jane@example.com" }, userId })),
    );
    const counts = tally(
      await Promise.all([va, vb].map((v) => checkCode(ctx, { verificationId: v!.id, code: codeOf(v!) }))),
    );
    expect(counts).toEqual({ ok: 1, identifier_taken: 1 });
    const verified = [await row(va!.id), await row(vb!.id)].filter((v) => v.verifiedAt);
    expect(verified).toHaveLength(1);
    const third = await start(ctx, {
      identifier: { email: "jane@example.com" },
      userId: await aUser(ctx.project.id),
    });
    expect(third).toMatchObject({ refusal: { code: "identifier_taken" } });
  });
});

describe("canceling", () => {
  it("is idempotent, and does not undo a proof", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx);
    for (let i = 0; i < 2; i++)
      expect(await cancel(ctx, { verificationId: v.id })).toMatchObject({
        ok: true,
        value: { cancelReason: "requested" },
      });
    const w = await started(ctx);
    await checkCode(ctx, { verificationId: w.id, code: codeOf(w) });
    expect(await cancel(ctx, { verificationId: w.id })).toMatchObject({
      refusal: { code: "already_verified" },
    });
  });
});
