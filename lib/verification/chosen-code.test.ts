import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { approve, checkCode, startOrResend, timelineOf } from ".";
import { aContext, age, aProject, started } from "./testing";

useTestDatabase();

const input = {
  identifier: { email: "jane@example.com" },
  code: "A1b2C3",
  policy: { name: "test.resend", differences: { again: "resend", cooldownSeconds: 0, replaySeconds: 0 } },
} as const;

let ctx: Ctx;
beforeEach(async () => {
  ctx = aContext(await aProject());
});

async function begin(code: string) {
  const result = await startOrResend(ctx, { ...input, code });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.verification;
}

const check = async (verificationId: string, code: string) =>
  (await checkCode(ctx, { verificationId, code, isEveryAnswerCounted: true })).ok;

describe("a code that the caller chose", () => {
  it("matches, and is in no table in the clear", async () => {
    const { id } = await begin("A1b2C3");
    const rows = await db().execute<{ row: string }>(sql`
      select v::text as row from verifications v union all select d::text from deliveries d union all select e::text from events e`);
    const hex = Buffer.from("A1b2C3").toString("hex");
    for (const { row } of rows) expect(row).not.toMatch(new RegExp(`A1b2C3|${hex}`));
    expect(await check(id, "A1b2C4")).toBe(false);
    expect(await check(id, "A1b2C3")).toBe(true);
  });

  it("is replaced by the one in a later start", async () => {
    const first = await begin("A1b2C3");
    const second = await begin("D4e5F6");
    expect([second.id, second.generation]).toEqual([first.id, first.generation + 1]);
    expect(await check(first.id, "A1b2C3")).toBe(false);
    expect(await check(first.id, "D4e5F6")).toBe(true);
  });

  it("does not match in another row", async () => {
    const { id } = await begin("A1b2C3");
    const other = await started(ctx, { identifier: { email: "joe@example.com" } });
    await db().execute(sql`
      update verifications set chosen_code = (select chosen_code from verifications where id = ${id}) where id = ${other.id}`);
    await expect(check(other.id, "A1b2C3")).rejects.toThrow();
  });
});

describe("an approval", () => {
  it("verifies once, and only what is neither canceled nor expired", async () => {
    const { id: verificationId } = await begin("A1b2C3");
    const approved = await approve(ctx, { verificationId, reason: "Passport seen." });
    expect(approved).toMatchObject({ ok: true, value: { method: "approval" } });
    const timeline = await timelineOf(ctx, verificationId);
    if (!timeline.ok) throw new Error(timeline.refusal.code);
    expect(timeline.value.entries.at(-1)!.summary).toBe("Confirmed without a code: Passport seen.");
    expect(await approve(ctx, { verificationId })).toMatchObject({ refusal: { code: "already_verified" } });
    const other = await started(ctx);
    await age(other.id, 601);
    expect(await approve(ctx, { verificationId: other.id })).toMatchObject({
      refusal: { code: "verification_not_pending", status: "expired" },
    });
    const foreign = aContext(await aProject());
    const { id } = await started(ctx);
    expect(await approve(foreign, { verificationId: id })).toMatchObject({
      refusal: { code: "verification_not_found" },
    });
  });
});
