import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { aProject } from "@/lib/access/testing";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import type { NamedPolicy } from "@/lib/projects";
import { aUser } from "@/lib/users/testing";
import { challengeOf, checkCode, presentProof, provePassword } from ".";
import { aContext, age, started, aProject as withInbox, wrongCode } from "./testing";

useTestDatabase();

const password = "correct horse battery";
const locking = (by: "user" | "recipient", wrong: number): NamedPolicy => ({
  name: "test.password",
  differences: {
    maxAttempts: 10,
    replaySeconds: 0,
    cooldownSeconds: 0,
    again: "separate",
    guessBudgets: [{ by, wrong, windowSeconds: 3600, lockSeconds: 600 }],
  },
});

async function aPerson() {
  const ctx = aContext(await aProject());
  const user = await aUser(ctx, { password });
  return { ctx, userId: user.id };
}

describe("a proof by password", () => {
  it("is a verified verification of its user, valid as long as the policy says", async () => {
    const { ctx, userId } = await aPerson();
    const proven = await provePassword(ctx, { policy: locking("user", 5), userId, password });
    if (!proven.ok) throw new Error(proven.refusal.code);
    const { id: verificationId } = proven.value;
    expect(proven.value).toMatchObject({ method: "password", userId, policyName: "test.password" });
    const expect_ = { userId, policyName: "test.password", methods: ["password"] as const };
    expect(await presentProof(ctx, { verificationId, expect: expect_ })).toMatchObject({ ok: true });
    expect(await presentProof(ctx, { verificationId, expect: { userId: ctx.project.id } })).toMatchObject({
      refusal: { code: "verification_not_found" },
    });
    expect(await presentProof(ctx, { verificationId, expect: { policyName: "other" } })).toMatchObject({
      refusal: { code: "verification_not_found" },
    });
    expect(await presentProof(ctx, { verificationId, expect: { methods: ["code"] } })).toMatchObject({
      refusal: { code: "not_proven" },
    });
    const stranger = aContext(await aProject());
    expect(await presentProof(stranger, { verificationId, expect: {} })).toMatchObject({
      refusal: { code: "verification_not_found" },
    });
    await age(verificationId, 601);
    expect(await presentProof(ctx, { verificationId, expect: {} })).toMatchObject({
      refusal: { code: "proof_expired" },
    });
  });

  it("counts wrong passwords, tells which was the last, and then refuses even the correct one", async () => {
    const { ctx, userId } = await aPerson();
    const policy = locking("user", 2);
    const guess = (given: string) => provePassword(ctx, { policy, userId, password: given });
    expect(await guess("wrong")).toEqual({
      ok: false,
      refusal: { code: "password_wrong", now: expect.any(Date) },
    });
    // A correct one does not count as a guess.
    expect(await guess(password)).toMatchObject({ ok: true });
    const last = await guess("wrong");
    expect(last).toMatchObject({ refusal: { code: "password_wrong", lockedUntil: expect.any(Date) } });
    expect(await guess(password)).toMatchObject({ refusal: { code: "guess_budget_exhausted" } });
    await db().execute(sql`update budgets set full_until = now() - interval '1 second'
      where project_id = ${ctx.project.id} and kind = 'guess'`);
    expect(await guess(password)).toMatchObject({ ok: true });
    const events = await listEvents(ctx.project.id, { limit: 50 });
    expect(JSON.stringify(events)).not.toContain(password);
  });

  it("of many parallel guesses, only as many as the budget allows are compared", async () => {
    const { ctx, userId } = await aPerson();
    const guesses = Array.from({ length: 12 }, (_, i) =>
      provePassword(ctx, { policy: locking("user", 3), userId, password: `wrong ${i}` }),
    );
    const codes = (await Promise.all(guesses)).map((r) => (r.ok ? "ok" : r.refusal.code));
    expect(codes.filter((code) => code === "password_wrong")).toHaveLength(3);
    expect(codes.filter((code) => code === "guess_budget_exhausted")).toHaveLength(9);
  });

  it("shares its budget with codes for the same address, whether a user has it or not", async () => {
    const ctx = aContext(await withInbox());
    const policy = locking("recipient", 2);
    const email = "jane@example.com";
    const v = await started(ctx, { identifier: { email }, policy });
    const code = challengeOf(v, v.now).code!;
    const wrong = await checkCode(ctx, { verificationId: v.id, code: wrongCode(code) });
    expect(wrong).toMatchObject({ refusal: { code: "code_mismatch", attemptsLeft: 9 } });
    expect(wrong.ok || "lockedUntil" in wrong.refusal).toBe(false);
    const guess = await provePassword(ctx, { policy, userId: null, identifier: { email }, password: "x" });
    expect(guess).toMatchObject({ refusal: { code: "password_wrong", lockedUntil: expect.any(Date) } });
    expect(await checkCode(ctx, { verificationId: v.id, code })).toMatchObject({
      refusal: { code: "guess_budget_exhausted" },
    });
  });

  it("tells how long a budget is locked after the last wrong code", async () => {
    const ctx = aContext(await withInbox());
    const v = await started(ctx, { identifier: { email: "a@example.com" }, policy: locking("recipient", 1) });
    const code = wrongCode(challengeOf(v, v.now).code!);
    const checked = await checkCode(ctx, { verificationId: v.id, code });
    const refusal = checked.ok ? null : checked.refusal;
    if (refusal?.code !== "code_mismatch") throw new Error("expected a mismatch");
    expect(Math.round((refusal.lockedUntil!.getTime() - refusal.now!.getTime()) / 1000)).toBe(600);
  });
});
