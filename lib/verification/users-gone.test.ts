import { describe, expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import type { NamedPolicy, Policy } from "@/lib/projects";
import { createUser, deleteUser } from "@/lib/users";
import { checkCode, redeemLink, start } from ".";
import { codeOf, linkTokenOf } from "./secret";
import { aContext, aProject, started } from "./testing";

useTestDatabase();

const jane = { email: "jane@example.com" };
const named = (differences: Partial<Policy> = {}): NamedPolicy => ({ name: "vendor.otp", differences });

async function aUser(ctx: ReturnType<typeof aContext>, isAsserted = false): Promise<string> {
  const made = await createUser(ctx, { identifiers: [{ identifier: jane, isAsserted }] });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value.id;
}

describe("a proof for a user", () => {
  it("reports that the user was deleted in the meantime, by code and by link", async () => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx);
    const separate = named({ again: "separate", cooldownSeconds: 0 });
    const byCode = await started(ctx, { identifier: jane, userId, policy: separate });
    const byLink = await started(ctx, { identifier: jane, userId, policy: separate });
    await deleteUser(ctx, userId);
    const checked = await checkCode(ctx, { verificationId: byCode.id, code: codeOf(byCode) });
    expect(checked).toMatchObject({ ok: true, value: { isUserGone: true } });
    const redeemed = await redeemLink(async () => ctx, linkTokenOf(byLink));
    expect(redeemed).toMatchObject({ ok: true, value: { isUserGone: true } });
  });

  it("does not report it if the user has the identifier now, or would not have got it", async () => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx);
    for (const differences of [{}, { bind: "never" }, { bind: "existing" }] as const) {
      const v = await started(ctx, { identifier: jane, userId, policy: named(differences) });
      const checked = await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
      expect(checked).toMatchObject({ ok: true, value: { isUserGone: false } });
    }
  });

  it("that links nothing can start although another user has the address", async () => {
    const ctx = aContext(await aProject());
    const userId = await aUser(ctx);
    await aUser(ctx, true);
    const refused = await start(ctx, { identifier: jane, userId, policy: named() });
    expect(refused).toMatchObject({ refusal: { code: "identifier_taken" } });
    const started = await start(ctx, { identifier: jane, userId, policy: named({ bind: "never" }) });
    expect(started).toMatchObject({ ok: true });
  });
});
