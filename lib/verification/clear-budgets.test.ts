import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import type { NamedPolicy } from "@/lib/projects";
import { aUser } from "@/lib/users/testing";
import { checkCode, clearBudgets, start } from ".";
import { codeOf } from "./secret";
import { aContext, aProject, started, wrongCode } from "./testing";

useTestDatabase();

const policy: NamedPolicy = {
  name: "vendor.code",
  differences: {
    cooldownSeconds: 0,
    maxAttempts: 10,
    sendLimits: [{ by: "recipient", max: 1, windowSeconds: 600 }],
    guessBudgets: [
      { by: "recipient", wrong: 1, windowSeconds: 3600, lockSeconds: null },
      { by: "user", wrong: 1, windowSeconds: 3600, lockSeconds: null },
    ],
  },
};
const jane = { email: "jane@example.com" };

describe("clearing limits", () => {
  it("allows messages and codes again, for the named recipients and users only", async () => {
    const ctx = aContext(await aProject());
    const { id: userId } = await aUser(ctx);
    const v = await started(ctx, { identifier: jane, policy, userId });
    const check = (code: string) => checkCode(ctx, { verificationId: v.id, code });
    await check(wrongCode(codeOf(v)));
    expect(await check(codeOf(v))).toMatchObject({ refusal: { code: "guess_budget_exhausted" } });
    expect(await start(ctx, { identifier: jane, policy })).toMatchObject({
      refusal: { code: "send_limit_reached" },
    });

    await clearBudgets(ctx, { identifiers: [{ email: "eve@example.com" }], userIds: [userId] });
    expect(await check(codeOf(v))).toMatchObject({ refusal: { code: "guess_budget_exhausted" } });
    await clearBudgets(ctx, { identifiers: [{ email: "JANE@example.com" }], userIds: [userId] });
    expect((await start(ctx, { identifier: jane, policy: { ...policy, name: "vendor.other" } })).ok).toBe(
      true,
    );
    expect((await check(codeOf(v))).ok).toBe(true);
  });

  it("does not affect other projects", async () => {
    const [mine, theirs] = [aContext(await aProject()), aContext(await aProject())];
    await started(mine, { identifier: jane, policy });
    await clearBudgets(theirs, { identifiers: [jane], userIds: [] });
    expect((await start(mine, { identifier: jane, policy })).ok).toBe(false);
  });
});
